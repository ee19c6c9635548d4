// The public face of an evaluation.
#include "native/pattern/query.h"

#include "native/pattern/evaluation.h"

namespace hocket::pattern {

const char* describe(QueryError error) {
  switch (error) {
    case QueryError::none:
      return "no error";
    case QueryError::tooManyEvents:
      return "too many events: the pattern asks for more work than a query may do";
    case QueryError::overflow:
      return "a time is too fine or too far to be exact in 64 bits: those events are left out";
  }
  return "";
}

Query::Query(const PatternGraph& graph, QueryLimits limits)
    : evaluation_(std::make_unique<Evaluation>(graph, limits)) {}
Query::~Query() = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;

void Query::use(const PatternGraph& graph) { evaluation_->use(graph); }
std::span<const Event> Query::run(PatternId pattern, const Span& span) { return evaluation_->run(pattern, span); }
QueryError Query::error() const { return evaluation_->error; }
PatternId Query::errorPattern() const { return evaluation_->errorPattern; }
std::size_t Query::atoms(const Event& event, std::span<std::uint32_t> out) const {
  return evaluation_->atoms(event, out);
}
void Query::setInput(StringId name, const Value& value) { evaluation_->inputs[name] = value; }

}  // namespace hocket::pattern
