#include "classify/evidence_places.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

namespace filing_review::classify {

namespace {

using google::protobuf::RepeatedPtrField;
using v1::Evidence;
using Boxes = RepeatedPtrField<v1::Box>;

bool SameBoxes(const Boxes& a, const Boxes& b) {
  if (a.size() != b.size()) return false;
  for (int i = 0; i < a.size(); ++i) {
    const auto edges = [](const v1::Box& x) {
      return std::make_tuple(x.x0(), x.y0(), x.x1(), x.y1());
    };
    if (edges(a.Get(i)) != edges(b.Get(i))) return false;
  }
  return true;
}

// The place that first carried the words of each quote.
class Places {
 public:
  // Boxes of the earlier, other place of the same words; null where there is none.
  const Boxes* Earlier(const Evidence& e) {
    const auto [it, fresh] = first_.try_emplace({e.document(), e.page(), e.quote()}, e.boxes());
    return fresh || SameBoxes(it->second, e.boxes()) ? nullptr : &it->second;
  }

 private:
  std::map<std::tuple<std::string, int32_t, std::string>, Boxes> first_;
};

bool HasFigure(const RepeatedPtrField<Evidence>& evidence) {
  for (const Evidence& e : evidence) {
    if (e.role() == v1::EVIDENCE_ROLE_FIGURE) return true;
  }
  return false;
}

// Drops repeated places from findings, and findings that lose their figure by it.
template <typename Finding>
void CleanFindings(Places& places, RepeatedPtrField<Finding>& findings) {
  for (int i = 0; i < findings.size();) {
    RepeatedPtrField<Evidence>& evidence = *findings.Mutable(i)->mutable_evidence();
    const bool had_figure = HasFigure(evidence);
    for (int j = 0; j < evidence.size();) {
      if (places.Earlier(evidence.Get(j)) != nullptr) {
        evidence.DeleteSubrange(j, 1);
      } else {
        ++j;
      }
    }
    if (evidence.empty() || (had_figure && !HasFigure(evidence))) {
      findings.DeleteSubrange(i, 1);
    } else {
      ++i;
    }
  }
}

// Points repeated places of conditions and conflicts at the first one.
void Redirect(Places& places, RepeatedPtrField<Evidence>& evidence) {
  for (Evidence& e : evidence) {
    if (const Boxes* boxes = places.Earlier(e)) *e.mutable_boxes() = *boxes;
  }
}

}  // namespace

void KeepOnePlaceAQuote(v1::ReviewBrief& brief) {
  Places places;
  CleanFindings(places, *brief.mutable_user_counts());
  CleanFindings(places, *brief.mutable_data_handling());
  CleanFindings(places, *brief.mutable_review_statements());
  CleanFindings(places, *brief.mutable_holders());
  CleanFindings(places, *brief.mutable_influence());
  for (v1::Conflict& conflict : *brief.mutable_conflicts()) {
    Redirect(places, *conflict.mutable_evidence());
  }
  for (v1::Assessment& assessment : *brief.mutable_assessments()) {
    for (v1::Condition& condition : *assessment.mutable_conditions()) {
      Redirect(places, *condition.mutable_evidence());
    }
  }
}

}  // namespace filing_review::classify
