// Event times, contexts, budget: the machinery below the ops.
#include "native/pattern/evaluation.h"

#include <algorithm>
#include <cstring>

namespace hocket::pattern {

void EventBuffer::grow() {
  const std::size_t capacity = capacity_ == 0 ? 1024 : capacity_ * 2;
  std::unique_ptr<Event, Free> bigger(
      static_cast<Event*>(::operator new(capacity * sizeof(Event), std::align_val_t{64})));
  if (size_ != 0) std::memcpy(static_cast<void*>(bigger.get()), data_.get(), size_ * sizeof(Event));
  data_ = std::move(bigger);
  capacity_ = capacity;
}

void EventBuffer::erase(std::size_t from, std::size_t to) {
  if (from == to) return;
  if (size_ != to) {
    std::memmove(static_cast<void*>(data_.get() + from), data_.get() + to, (size_ - to) * sizeof(Event));
  }
  size_ -= to - from;
}

Evaluation::Evaluation(const PatternGraph& g, QueryLimits limits) : limits_(limits) {
  contexts_.reserve(1024);
  use(g);
}

void Evaluation::use(const PatternGraph& g) {
  graph = &g;
  strings = &g.strings();
  out.resize(0);
  bindings.assign(static_cast<std::size_t>(g.paramCount()), Value());
}

std::span<const Event> Evaluation::run(PatternId pattern, const Span& span) {
  out.resize(0);
  arena.reset();
  contexts_.clear();
  lastPair_ = {0, 0};
  lastContext_ = 0;
  error = QueryError::none;
  stopped_ = false;
  left_ = limits_.budget;
  if (pattern < graph->size() && span.valid() && span.begin <= span.end) {
    const Node& node = graph->node(pattern);
    eval(node, span.reduced());
    if (node.strays && !limits_.strays && !stopped_) clipAll(*this, 0, span);
  }
  if (stopped_) keepWithin(span);
  return {out.data(), out.size()};
}

void Evaluation::keepWithin(const Span& span) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); i++) {
    const Event& e = out[i];
    if (compare(e.partBegin, e.den, span.begin, span.den) < 0 || compare(e.partEnd, e.den, span.end, span.den) > 0)
      continue;
    if (kept != i) out[kept] = e;
    kept++;
  }
  out.resize(kept);
}

void Evaluation::stop(QueryError why, const Node& node) {
  if (!stopped_) {
    error = why;
    errorPattern = node.id;
  }
  stopped_ = true;
}

void Evaluation::overflow(const Node& node) {
  if (error != QueryError::none) return;
  error = QueryError::overflow;
  errorPattern = node.id;
}

ContextId Evaluation::combine(ContextId a, ContextId b) {
  if (a == 0 || a == b) return b;
  if (b == 0) return a;
  if (lastPair_.a == a && lastPair_.b == b) return lastContext_;
  contexts_.push_back({a, b});
  lastPair_ = {a, b};
  lastContext_ = static_cast<ContextId>(contexts_.size()) | 0x80000000u;
  return lastContext_;
}

std::size_t Evaluation::atoms(const Event& event, std::span<std::uint32_t> written) const {
  constexpr std::size_t deepest = 64, visits = 1024;
  ContextId stack[deepest];
  std::size_t depth = 0, count = 0, seen = 0;
  if (event.context != 0) stack[depth++] = event.context;
  while (depth > 0 && count < written.size() && seen++ < visits) {
    const ContextId id = stack[--depth];
    if ((id & 0x80000000u) == 0) {
      written[count++] = id - 1;
      continue;
    }
    const ContextPair& pair = contexts_[(id & 0x7fffffffu) - 1];
    if (depth < deepest) stack[depth++] = pair.b;
    if (depth < deepest) stack[depth++] = pair.a;
  }
  return count;
}

Rhythm Evaluation::rhythm(const Node& node, std::int64_t onsets, std::int64_t steps) {
  const auto place = static_cast<std::uint64_t>(onsets) * 31 + static_cast<std::uint64_t>(steps);
  Remembered& remembered = rhythms_[place % rhythms_.size()];
  if (remembered.onsets == onsets && remembered.steps == steps) return remembered.rhythm;
  if (!spendLooking(node, rhythmSize(onsets, steps))) return {};
  const Rhythm made = bjorklund(onsets, steps, arena);
  if (made.size() <= 64) remembered = {onsets, steps, made};
  return made;
}

ControlMap* Evaluation::newMap(std::size_t size) {
  auto* map = static_cast<ControlMap*>(arena.allocate(ControlMap::bytes(size)));
  map->size = static_cast<std::uint32_t>(size);
  left_ -= std::min<std::uint64_t>(left_, size);
  return map;
}

ValueList* Evaluation::newList(std::size_t size) {
  auto* list = static_cast<ValueList*>(arena.allocate(ValueList::bytes(size)));
  list->size = static_cast<std::uint32_t>(size);
  return list;
}

namespace {

/// t * k1 + k0 over den, for times over one denominator.
struct Mapping {
  std::int64_t from = 0, k1 = 1, k0 = 0, den = 1;

  bool prepare(std::int64_t d, Rational mul, Rational add) {
    from = d;
    if (mul.den == 1 && add.den == 1 &&
        (mul.num == 1 || mul.num == -1)) {  // whole cycles, perhaps mirrored: nothing to reduce
      k1 = mul.num;
      den = d;
      return !__builtin_mul_overflow(add.num, d, &k0);
    }
    const int128 d1 = static_cast<int128>(d) * mul.den;
    if (d1 > std::numeric_limits<std::int64_t>::max()) return false;
    const auto g = static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(d1), static_cast<std::uint64_t>(add.den)));
    const int128 up = add.den / g;
    const Span s =
        narrow(mul.num * up, static_cast<int128>(add.num) * (static_cast<std::int64_t>(d1) / g), d1 * up).reduced();
    k1 = s.begin;
    k0 = s.end;
    den = s.den;
    return s.valid();
  }
  bool apply(std::int64_t& t) const {
    std::int64_t product;
    return !__builtin_mul_overflow(t, k1, &product) && !__builtin_add_overflow(product, k0, &t);
  }
  bool apply(Event& e) const {
    Event r = e;
    if (!apply(r.wholeBegin) || !apply(r.wholeEnd) || !apply(r.partBegin) || !apply(r.partEnd)) return false;
    r.den = den;
    e = r;
    return true;
  }
};

}  // namespace

void reduceTimes(Event& e) {
  auto g = static_cast<std::uint64_t>(e.den);
  for (const std::int64_t n : {e.wholeBegin, e.wholeEnd, e.partBegin, e.partEnd}) {
    if (g == 1) return;
    g = gcd(g, magnitude(n));
  }
  const auto d = static_cast<std::int64_t>(g);
  e.wholeBegin /= d;
  e.wholeEnd /= d;
  e.partBegin /= d;
  e.partEnd /= d;
  e.den /= d;
}

void Evaluation::affine(const Node& node, std::size_t from, Rational mul, Rational add) {
  Mapping map;
  map.from = 0;
  std::size_t kept = from;
  for (std::size_t i = from; i < out.size(); i++) {
    Event& e = out[i];
    if (e.den != map.from && !map.prepare(e.den, mul, add)) map.from = 0;
    if (map.from == 0 || !map.apply(e)) {
      reduceTimes(e);
      if (!map.prepare(e.den, mul, add) || !map.apply(e)) {
        map.from = 0;
        overflow(node);
        continue;
      }
    }
    if (kept != i) out[kept] = e;
    kept++;
  }
  out.resize(kept);
}

void Evaluation::mirror(const Node& node, std::size_t from, Rational about) {
  affine(node, from, Rational{-1, 1}, about);
  for (std::size_t i = from; i < out.size(); i++) {
    Event& e = out[i];
    std::swap(e.wholeBegin, e.wholeEnd);
    std::swap(e.partBegin, e.partEnd);
  }
}

bool unify(Event& e, Span& s) {
  if (e.den == s.den) return true;
  const auto g = static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(e.den), static_cast<std::uint64_t>(s.den)));
  const std::int64_t ke = s.den / g, ks = e.den / g;
  Event r = e;
  Span t = s;
  if (__builtin_mul_overflow(e.wholeBegin, ke, &r.wholeBegin) || __builtin_mul_overflow(e.wholeEnd, ke, &r.wholeEnd) ||
      __builtin_mul_overflow(e.partBegin, ke, &r.partBegin) || __builtin_mul_overflow(e.partEnd, ke, &r.partEnd) ||
      __builtin_mul_overflow(e.den, ke, &r.den) || __builtin_mul_overflow(s.begin, ks, &t.begin) ||
      __builtin_mul_overflow(s.end, ks, &t.end)) {
    return false;
  }
  t.den = r.den;
  e = r;
  s = t;
  return true;
}

namespace {

/// Both over one denominator.
bool intersectEnds(std::int64_t aBegin, std::int64_t aEnd, std::int64_t bBegin, std::int64_t bEnd, std::int64_t& begin,
                   std::int64_t& end) {
  begin = aBegin > bBegin ? aBegin : bBegin;
  end = aEnd < bEnd ? aEnd : bEnd;
  if (begin > end) return false;
  if (begin < end) return true;
  return !(end == aEnd && aBegin < aEnd) && !(end == bEnd && bBegin < bEnd);
}

bool unifySlow(Event& e, Span& s) {
  if (unify(e, s)) return true;
  reduceTimes(e);
  s = s.reduced();
  return unify(e, s);
}

}  // namespace

bool intersect(const Span& a, const Span& b, Span& result) {
  if (!a.valid() || !b.valid()) return false;
  Span x = a, y = b;
  if (a.den != b.den) {
    const auto g = static_cast<std::int64_t>(gcd(static_cast<std::uint64_t>(a.den), static_cast<std::uint64_t>(b.den)));
    x = narrow(static_cast<int128>(a.begin) * (b.den / g), static_cast<int128>(a.end) * (b.den / g),
               static_cast<int128>(a.den) * (b.den / g));
    y = narrow(static_cast<int128>(b.begin) * (a.den / g), static_cast<int128>(b.end) * (a.den / g),
               static_cast<int128>(b.den) * (a.den / g));
    if (!x.valid() || !y.valid() || x.den != y.den) return false;
  }
  result.den = x.den;
  return intersectEnds(x.begin, x.end, y.begin, y.end, result.begin, result.end);
}

bool clipPart(Event& e, const Span& to) {
  Span s = to;
  if (!unifySlow(e, s)) return false;
  std::int64_t begin, end;
  if (!intersectEnds(e.partBegin, e.partEnd, s.begin, s.end, begin, end)) return false;
  e.setPart(begin, end);
  return true;
}

void clipAll(Evaluation& e, std::size_t from, const Span& to) {
  std::size_t kept = from;
  for (std::size_t i = from; i < e.out.size(); i++) {
    Event& event = e.out[i];
    if (!clipPart(event, to)) continue;
    if (kept != i) e.out[kept] = event;
    kept++;
  }
  e.out.resize(kept);
}

bool clipWhole(Event& e, const Span& to) {
  Span s = to;
  if (!unifySlow(e, s)) return false;
  std::int64_t begin, end;
  if (!intersectEnds(e.wholeBegin, e.wholeEnd, s.begin, s.end, begin, end)) return false;
  e.wholeBegin = begin;
  e.wholeEnd = end;
  if (!intersectEnds(e.partBegin, e.partEnd, s.begin, s.end, begin, end)) return false;
  e.setPart(begin, end);
  return true;
}

}  // namespace hocket::pattern
