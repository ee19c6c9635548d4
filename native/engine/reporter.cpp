#include "native/engine/reporter.h"

#include <algorithm>
#include <cmath>

#include "native/engine/engine.h"

namespace hocket::engine {
namespace {

constexpr std::size_t plansKept = 64;

Severity severityOf(ProblemCode code) {
  switch (code) {
    case ProblemCode::planRefused:
    case ProblemCode::badNumber:
      return Severity::error;
    default:
      return Severity::warning;
  }
}

const char* nameOf(Command command) {
  switch (command) {
    case Command::hush:
      return "hush";
    case Command::panic:
      return "panic";
    case Command::gain:
      return "gain";
    case Command::limiter:
      return "limiter";
    case Command::dcBlock:
      return "dcBlock";
  }
  return "";
}

}  // namespace

const char* describe(ProblemCode code) {
  switch (code) {
    case ProblemCode::planRefused:
      return "The engine refused the program; what played goes on.";
    case ProblemCode::missingSound:
      return "There is no sound of this name; the other voices play.";
    case ProblemCode::badNumber:
      return "This made a value that is not a number and was silenced.";
    case ProblemCode::tooManyEvents:
      return "This pattern makes too many events; some are left out.";
    case ProblemCode::voiceDropped:
      return "Too many voices sound at once; the oldest were cut.";
    case ProblemCode::lateEvent:
      return "Events came too late and were played late, or not at all.";
    case ProblemCode::queryFailed:
      return "The times of this pattern are too fine to be computed; those events are left out.";
    case ProblemCode::queueFull:
      return "Too many commands came at once; some were lost.";
  }
  return "";
}

void Reporter::remember(PlanRecord record) {
  const std::lock_guard lock(mutex_);
  plans_[record.number] = std::move(record);
  while (plans_.size() > plansKept && plans_.begin()->first != current_) plans_.erase(plans_.begin());
}

void Reporter::problem(ProblemCode code, SourcePlace place, std::string name, std::string text) {
  const std::lock_guard lock(mutex_);
  count({code, place.plan, place.span, std::move(name), std::move(text)});
}

void Reporter::soundsChanged(std::uint64_t version, std::vector<std::pair<std::string, std::int32_t>> changes) {
  const std::lock_guard lock(mutex_);
  changes_[version] = std::move(changes);
}

const PlanRecord* Reporter::record(PlanNumber number) const {
  const auto at = plans_.find(number);
  return at == plans_.end() ? nullptr : &at->second;
}

void Reporter::poll(TelemetrySink& sink) {
  const std::lock_guard lock(mutex_);
  drainReports(sink);
  sink.position(latestPosition(crossing_));
  load(sink);
  meters(sink);
  atoms(sink);
  parameters(sink);
  for (const auto& [key, times] : problems_) {
    const std::string_view text = key.text.empty() ? std::string_view(describe(key.code)) : std::string_view(key.text);
    sink.problem({key.code, severityOf(key.code), {key.plan, key.span}, key.name, text, times});
  }
  problems_.clear();
}

void Reporter::drainReports(TelemetrySink& sink) {
  while (const Report* report = crossing_.reports.front()) {
    switch (report->kind) {
      case Report::Kind::taken:
        taken(*report, sink);
        break;
      case Report::Kind::tableTaken:
        tableTaken(*report, sink);
        break;
      case Report::Kind::command: {
        const char* name = nameOf(static_cast<Command>(report->index));
        sink.log({LoggedKind::command, report->frame, 0, name, -1, report->value});
        break;
      }
      case Report::Kind::missingSound:
        missingSound(*report);
        break;
      case Report::Kind::fault:
        fault(*report);
        break;
      case Report::Kind::dropped:
        dropped_ += report->count;
        count({ProblemCode::voiceDropped, report->plan, noSpan, {}, {}}, report->count);
        break;
      case Report::Kind::late:
        missed_ += report->count;
        count({ProblemCode::lateEvent, report->plan, noSpan, {}, {}}, report->count);
        break;
    }
    crossing_.reports.pop();
  }
}

void Reporter::missingSound(const Report& report) {
  const std::string sound(strings_.view(report.name));
  count({ProblemCode::missingSound, report.plan, report.index, sound,
         "There is no sound `" + sound + "`; the other voices play."},
        report.count);
}

void Reporter::taken(const Report& report, TelemetrySink& sink) {
  current_ = report.plan;
  const PlanRecord* plan = record(report.plan);
  if (plan == nullptr) return;
  std::vector<SwapItem> items;
  for (const PlanRecord::Item& item : plan->items) items.push_back({item.fate, item.place, item.definition, item.key});
  const double latency = measureLatency_ ? report.value - plan->submitted : 0;
  sink.swap({report.plan, report.frame, latency, items});
  sink.log({LoggedKind::submit, report.frame, report.plan, plan->json, -1, 0});
}

void Reporter::tableTaken(const Report& report, TelemetrySink& sink) {
  const auto version = static_cast<std::uint64_t>(report.value);
  while (!changes_.empty() && changes_.begin()->first <= version) {
    for (const auto& [name, index] : changes_.begin()->second)
      sink.log({LoggedKind::sample, report.frame, 0, name, index, 0});
    changes_.erase(changes_.begin());
  }
}

void Reporter::fault(const Report& report) {
  const PlanRecord* plan = record(report.plan);
  if (plan == nullptr) {
    count({ProblemCode::badNumber, report.plan, noSpan, {}, {}});
    return;
  }
  const auto pool = static_cast<std::size_t>(report.pool);
  const auto& nodes = report.inGraph || pool >= plan->poolNodes.size() ? plan->nodes : plan->poolNodes[pool];
  const auto index = static_cast<std::size_t>(report.index);
  if (index >= nodes.size()) return;
  count({ProblemCode::badNumber, report.plan, nodes[index].span, nodes[index].definition,
         "`" + nodes[index].kind + "` made a value that is not a number and was silenced."});
}

void Reporter::meters(TelemetrySink& sink) {
  meter("master", masterStrip, sink);
  const PlanRecord* plan = record(current_);
  if (plan == nullptr) return;
  for (const PlanRecord::Output& output : plan->outputs) meter(output.name, output.strip, sink);
}

void Reporter::meter(std::string_view name, int index, TelemetrySink& sink) {
  const Strip& strip = crossing_.strips[static_cast<std::size_t>(index)];
  Cursor& cursor = cursors_[index];
  const std::size_t blocks = strip.levels.read(cursor.levels, levels_.data(), levels_.size());
  Meter meter{name, {0, 0}, {0, 0}};
  for (std::size_t b = 0; b < blocks; ++b) {
    for (int c = 0; c < 2; ++c) {
      meter.peak[c] = std::max(meter.peak[c], levels_[b].peak[c]);
      meter.rms[c] += levels_[b].squares[c];
    }
  }
  for (float& rms : meter.rms) rms = blocks == 0 ? 0 : std::sqrt(rms / static_cast<float>(blocks * dsp::blockFrames));
  sink.meter(meter);
  std::uint64_t from = 0;
  const std::size_t got = strip.scope.read(from, frames_.data(), frames_.size());
  left_.resize(got);
  right_.resize(got);
  for (std::size_t i = 0; i < got; ++i) {
    left_[i] = frames_[i].left;
    right_[i] = frames_[i].right;
  }
  sink.scope({name, latestPosition(crossing_).frame, left_, right_});
}

void Reporter::atoms(TelemetrySink& sink) {
  const std::size_t count = crossing_.atoms.read(atomCursor_, atoms_.data(), atoms_.size());
  for (std::size_t i = 0; i < count; ++i) {
    const AtomRecord& atom = atoms_[i];
    sink.atom({{atom.plan, static_cast<std::int32_t>(atom.span)}, atom.startFrame, atom.endFrame, atom.value});
  }
}

void Reporter::parameters(TelemetrySink& sink) {
  const std::size_t count = crossing_.ports.read(portCursor_, ports_.data(), ports_.size());
  const PlanRecord* plan = record(current_);
  if (plan == nullptr) return;
  std::map<std::int32_t, MovingParameter> moving;
  for (std::size_t i = 0; i < count; ++i) {
    const PortRecord& port = ports_[i];
    if (port.plan != current_ || port.port < 0 || static_cast<std::size_t>(port.port) >= plan->ports.size()) continue;
    const PlanRecord::Port& known = plan->ports[static_cast<std::size_t>(port.port)];
    const auto [at, first] =
        moving.try_emplace(port.port, MovingParameter{known.place, known.name, port.current, port.min, port.max});
    if (first) continue;
    at->second.current = port.current;
    at->second.min = std::min(at->second.min, port.min);
    at->second.max = std::max(at->second.max, port.max);
  }
  for (const auto& [index, parameter] : moving) sink.parameter(parameter);
}

void Reporter::load(TelemetrySink& sink) {
  const std::size_t count = crossing_.loads.read(loadCursor_, loads_.data(), loads_.size());
  Load load{0, 0, static_cast<std::uint32_t>(count), 0, missed_, dropped_, 0};
  for (std::size_t i = 0; i < count; ++i) {
    load.average += loads_[i].share / static_cast<float>(count);
    load.worst = std::max(load.worst, loads_[i].share);
    overruns_ += loads_[i].share > 1;
    load.voices = loads_[i].voices;
  }
  load.overruns = overruns_;
  sink.load(load);
}

}  // namespace hocket::engine
