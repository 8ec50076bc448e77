#include "service/learning/decision_score.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <utility>

#include "classify/fold.h"
#include "service/desk/finding_keys.h"
#include "service/learning/decided_filing.h"
#include "service/render/facts.h"
#include "service/render/json_values.h"
#include "service/render/words.h"

namespace filing_review::service {

namespace {

bool Same(const v1::UserCount& a, const v1::UserCount& b) {
  return a.value() == b.value() && a.upper_value() == b.upper_value() && a.bound() == b.bound() &&
         a.metric() == b.metric() && a.attribution() == b.attribution() && a.as_of() == b.as_of() &&
         a.region() == b.region();
}

bool Same(const v1::DataHandling& a, const v1::DataHandling& b) {
  return a.category() == b.category() && a.stance() == b.stance();
}

bool Same(const v1::ReviewStatement& a, const v1::ReviewStatement& b) {
  return a.status() == b.status();
}

bool SamePercent(bool has_a, double a, bool has_b, double b) {
  return has_a == has_b && (!has_a || std::abs(a - b) < 0.005);
}

bool Same(const v1::Holder& a, const v1::Holder& b) {
  return classify::FoldText(a.name()) == classify::FoldText(b.name()) &&
         SamePercent(a.has_percent(), a.percent(), b.has_percent(), b.percent()) &&
         SamePercent(a.has_votes_percent(), a.votes_percent(), b.has_votes_percent(),
                     b.votes_percent()) &&
         a.stage() == b.stage() && a.holder_class() == b.holder_class();
}

bool Same(const v1::CorrectedFinding& a, const v1::CorrectedFinding& b) {
  if (a.finding_case() != b.finding_case()) return false;
  switch (a.finding_case()) {
    case v1::CorrectedFinding::kUserCount:
      return Same(a.user_count(), b.user_count());
    case v1::CorrectedFinding::kDataHandling:
      return Same(a.data_handling(), b.data_handling());
    case v1::CorrectedFinding::kReviewStatement:
      return Same(a.review_statement(), b.review_statement());
    case v1::CorrectedFinding::kHolder:
      return Same(a.holder(), b.holder());
    case v1::CorrectedFinding::FINDING_NOT_SET:
      break;
  }
  return false;
}

double Area(const v1::Box& box) {
  return std::max(0.0, box.x1() - box.x0()) * std::max(0.0, box.y1() - box.y0());
}

// True where one covers half of a line of the other.
bool Overlaps(const v1::Evidence* a, const v1::Evidence* b) {
  if (a == nullptr || b == nullptr || a->page() != b->page() || a->document() != b->document()) {
    return false;
  }
  for (const v1::Box& x : a->boxes()) {
    for (const v1::Box& y : b->boxes()) {
      v1::Box both;
      both.set_x0(std::max(x.x0(), y.x0()));
      both.set_y0(std::max(x.y0(), y.y0()));
      both.set_x1(std::min(x.x1(), y.x1()));
      both.set_y1(std::min(x.y1(), y.y1()));
      const double smaller = std::min(Area(x), Area(y));
      if (smaller > 0 && Area(both) >= smaller / 2) return true;
    }
  }
  return false;
}

class Scorer {
 public:
  explicit Scorer(const v1::ReviewBrief& brief) : brief_(brief), findings_(FindingsOf(brief)) {}

  DecisionScore Score(const std::vector<v1::Decision>& decisions) {
    // Those whose key is there first: no other decision takes their finding away.
    for (const bool by_key : {true, false}) {
      for (const v1::Decision& decision : decisions) {
        if ((Find(decision.finding_key()) != nullptr) == by_key) Count(decision);
      }
    }
    for (const BriefFinding& finding : findings_) {
      if (taken_.count(&finding) == 0) ++score_[finding.ref.kind()].undecided;
    }
    return score_;
  }

 private:
  const BriefFinding* Find(const std::string& key) const {
    for (const BriefFinding& finding : findings_) {
      if (finding.ref.key() == key) return &finding;
    }
    return nullptr;
  }

  // The brief's finding of the decision; `wanted` is what is looked for there.
  const BriefFinding* FindingOf(const v1::Decision& decision,
                                const v1::CorrectedFinding& wanted) const {
    if (const BriefFinding* same = Find(decision.finding_key())) return same;
    const auto* evidence = EvidenceOf(wanted);
    const v1::Evidence* own = evidence == nullptr ? nullptr : render::MainEvidence(*evidence);
    const BriefFinding* found = nullptr;
    for (const BriefFinding& finding : findings_) {
      if (finding.ref.kind() != decision.kind() || taken_.count(&finding) != 0) continue;
      const bool there =
          finding.place == decision.finding_place() || Overlaps(finding.evidence, own);
      if (!there) continue;
      if (Same(FindingIn(brief_, finding.ref), wanted)) return &finding;
      if (found == nullptr) found = &finding;
    }
    return found;
  }

  bool IsRight(const BriefFinding& finding, const v1::Decision& decision,
               const v1::CorrectedFinding& wanted) const {
    if (KindOf(wanted) == v1::FINDING_KIND_UNSPECIFIED) {
      return finding.finding_sha256 == decision.finding_sha256();
    }
    return Same(FindingIn(brief_, finding.ref), wanted);
  }

  void Count(const v1::Decision& decision) {
    KindScore& score = score_[decision.kind()];
    ++score.decisions;
    const bool rejected = decision.verdict() == v1::VERDICT_REJECTED;
    const v1::CorrectedFinding& wanted = rejected ? decision.decided_on() : TruthOf(decision);
    const BriefFinding* finding = FindingOf(decision, wanted);
    const bool right = finding != nullptr && IsRight(*finding, decision, wanted);
    if (rejected) {
      // What the brief has there otherwise is another finding, on which nobody decided.
      if (!right) return;
      ++score.wrong;
    } else if (finding == nullptr) {
      ++score.missed;
      return;
    } else {
      ++(right ? score.right : score.changed);
    }
    taken_.insert(finding);
  }

  const v1::ReviewBrief& brief_;
  const std::vector<BriefFinding> findings_;
  std::set<const BriefFinding*> taken_;
  DecisionScore score_;
};

std::string NameOf(v1::FindingKind kind) {
  return kind == v1::FINDING_KIND_UNSPECIFIED ? "ALL" : render::ShortEnumName(kind);
}

// The kinds, and under UNSPECIFIED all of them.
DecisionScore WithAll(const DecisionScore& score) {
  DecisionScore rows = score;
  KindScore all;
  for (const auto& [kind, one] : score) all.Add(one);
  rows[v1::FINDING_KIND_UNSPECIFIED] = all;
  return rows;
}

}  // namespace

double KindScore::f1() const {
  const double p = precision(), r = recall();
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

void KindScore::Add(const KindScore& other) {
  decisions += other.decisions;
  right += other.right;
  changed += other.changed;
  missed += other.missed;
  wrong += other.wrong;
  undecided += other.undecided;
}

DecisionScore ScoreBrief(const v1::ReviewBrief& brief, const std::vector<v1::Decision>& decisions) {
  return Scorer(brief).Score(decisions);
}

std::string ScoreTable(const DecisionScore& score) {
  char row[256];
  std::snprintf(row, sizeof(row), "%-18s %9s %9s %9s %9s %7s %7s %7s %7s %9s\n", "kind",
                "precision", "recall", "F1", "decisions", "right", "changed", "missed", "wrong",
                "undecided");
  std::string table = row;
  for (const auto& [kind, one] : WithAll(score)) {
    std::snprintf(row, sizeof(row), "%-18s %9.3f %9.3f %9.3f %9lld %7lld %7lld %7lld %7lld %9lld\n",
                  NameOf(kind).c_str(), one.precision(), one.recall(), one.f1(),
                  static_cast<long long>(one.decisions), static_cast<long long>(one.right),
                  static_cast<long long>(one.changed), static_cast<long long>(one.missed),
                  static_cast<long long>(one.wrong), static_cast<long long>(one.undecided));
    table += row;
  }
  return table;
}

std::string ScoreJson(const DecisionScore& score, int64_t filings, const std::string& rule_pack) {
  std::string json = "{\"filings\":" + std::to_string(filings) + ",\"rulePackDigest\":";
  render::AppendJsonString(rule_pack, json);
  json += ",\"kinds\":{";
  bool first = true;
  for (const auto& [kind, one] : WithAll(score)) {
    if (!first) json += ',';
    first = false;
    render::AppendJsonString(NameOf(kind), json);
    json += ":{\"precision\":";
    render::AppendJsonNumber(one.precision(), json);
    json += ",\"recall\":";
    render::AppendJsonNumber(one.recall(), json);
    json += ",\"f1\":";
    render::AppendJsonNumber(one.f1(), json);
    const std::pair<const char*, int64_t> counts[] = {
        {"decisions", one.decisions}, {"right", one.right}, {"changed", one.changed},
        {"missed", one.missed},       {"wrong", one.wrong}, {"undecided", one.undecided}};
    for (const auto& [name, count] : counts) {
      json += ",\"" + std::string(name) + "\":" + std::to_string(count);
    }
    json += '}';
  }
  return json + "}}\n";
}

}  // namespace filing_review::service
