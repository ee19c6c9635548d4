// Interning, and how a sound's name is read.
#include "native/pattern/strings.h"

#include <algorithm>
#include <charconv>

namespace hocket::pattern {

namespace {

/// A decimal numeral as Haskell reads a Double: digits, optionally a fraction with digits on both sides, an exponent.
bool readNumber(std::string_view text, double& value) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string_view body = text;
  if (!body.empty() && body.front() == '-') body.remove_prefix(1);
  if (body.empty() || !digit(body.front()) || !digit(body.back())) return false;
  for (std::size_t i = 0; i + 1 < body.size(); i++) {
    if (body[i] == '.' && !digit(body[i + 1])) return false;
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Strings::Strings() { ids_.reserve(1024); }

StringId Strings::intern(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  const auto found = ids_.find(text);
  return found != ids_.end() ? found->second : add(text);
}

StringId Strings::find(std::string_view text) const {
  const std::scoped_lock lock(mutex_);
  const auto found = ids_.find(text);
  return found != ids_.end() ? found->second : none;
}

StringId Strings::add(std::string_view text) {
  const StringId id = count_.load(std::memory_order_relaxed);
  if (id >= limit) return none;
  const StringId chunk = id / chunkSize;
  if (!owned_[chunk]) {
    owned_[chunk] = std::make_unique<Word[]>(chunkSize);
    chunks_[chunk].store(owned_[chunk].get(), std::memory_order_release);
  }
  Word& word = owned_[chunk][id % chunkSize];
  word.text = text;
  ids_.emplace(word.text, id);
  count_.store(id + 1, std::memory_order_release);
  word.sound = split(id, word.text);
  return id;
}

Strings::Sound Strings::split(StringId id, std::string_view text) {
  std::size_t begin = text.find_first_not_of(':');
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find(':', begin);
  const std::string_view name = text.substr(begin, end == std::string_view::npos ? end : end - begin);
  Sound sound;
  if (name.size() == text.size()) {
    sound.name = id;
  } else {
    const auto found = ids_.find(name);
    sound.name = found != ids_.end() ? found->second : add(name);
  }
  if (end == std::string_view::npos) return sound;
  std::string_view rest = text.substr(end + 1);
  rest.remove_prefix(std::min(rest.find_first_not_of(':'), rest.size()));
  sound.hasNumber = readNumber(rest.substr(0, rest.find(':')), sound.number);
  return sound;
}

std::string_view Strings::view(StringId id) const {
  return id < size() ? std::string_view(word(id).text) : std::string_view();
}

const Strings::Sound& Strings::sound(StringId id) const {
  static const Sound nothing;
  return id < size() ? word(id).sound : nothing;
}

}  // namespace hocket::pattern
