// Numbers of users, fact by fact. See compare.h for how they are matched.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/compare/figure_facts.h"
#include "service/compare/sections.h"
#include "service/compare/text_match.h"

namespace filing_review::compare {

namespace {

// Likeness of the sentences of two figures that have one thing in common only.
constexpr double kLikeSentence = 0.5;
// Of two figures that have nothing but metric and attribution in common.
constexpr double kSameSentence = 0.8;
constexpr size_t kWordsOfSentence = 5;
// Distance of places in a filing and its translation, as a share of the filing.
constexpr double kNearPlace = 0.15;

TextMatchOptions Alike(double least, bool numbers, size_t least_words = 1) {
  TextMatchOptions options;
  options.least = least;
  options.numbers = numbers;
  options.least_words = least_words;
  return options;
}

class Comparison {
 public:
  Comparison(Sides& sides, v1::BriefComparison& out)
      : sides_(sides), out_(out), a_(FactsOf(sides.a)), b_(FactsOf(sides.b)) {}

  void Run() {
    if (sides_.translation) {
      MatchTranslation();
    } else {
      MatchVersions();
    }
    if (!sides_.rules) DropRepeated();
    for (Fact& fact : a_) {
      if (!fact.done) Add(sides_.OnlyInA(), &fact, nullptr);
    }
    for (Fact& fact : b_) {
      if (!fact.done) Add(sides_.OnlyInB(), nullptr, &fact);
    }
  }

 private:
  void MatchVersions() {
    const auto all = [](const Fact& f) {
      return absl::StrCat(Thing(f), "|", Number(f.count()), "|", f.count().bound());
    };
    PairEqual(all);
    // Another number for the same thing: where there are several, by their sentences.
    PairOnlyOnes(Thing);
    PairLike([](const Fact& x, const Fact& y) { return Thing(x) == Thing(y); },
             Alike(kLikeSentence, false));
    // The same number, read otherwise.
    PairLike([](const Fact& x, const Fact& y) { return Number(x.count()) == Number(y.count()); },
             Alike(kLikeSentence, true));
    // The same sentence with other numbers: a later date, as a rule.
    PairLike([](const Fact& x, const Fact& y) { return x.measure == y.measure; },
             Alike(kSameSentence, false, kWordsOfSentence));
  }

  void MatchTranslation() {
    const auto dated = [](const Fact& x, const Fact& y) {
      return x.measure == y.measure && x.end == y.end;
    };
    const auto same = [&](const Fact& x, const Fact& y) {
      return x.count().value() == y.count().value() && SameUpper(x, y) && dated(x, y);
    };
    PairNear([&](const Fact& x,
                 const Fact& y) { return same(x, y) && x.count().bound() == y.count().bound(); },
             1.0);
    PairNear(same, 1.0);
    PairNear(
        [&](const Fact& x, const Fact& y) {
          return SameNumber(x.count().value(), y.count().value()) && dated(x, y);
        },
        1.0);
    // The same number with another metric, date or owner.
    PairNear(
        [&](const Fact& x, const Fact& y) {
          return x.count().value() == y.count().value() && SameUpper(x, y) &&
                 (x.count().metric() == y.count().metric()) + (x.end == y.end) +
                         (x.count().attribution() == y.count().attribution()) >=
                     2;
        },
        kNearPlace);
    // Another number for the same thing; its metric may be one that the rules of the other language
    // read elsewhere.
    PairNear(
        [&](const Fact& x, const Fact& y) {
          const v1::UserCount &a = x.count(), &b = y.count();
          return x.end == y.end && a.attribution() == b.attribution() &&
                 (a.metric() == b.metric() || metrics_.contains({a.metric(), b.metric()}));
        },
        kNearPlace);
  }

  void Take(Fact& x, Fact& y) {
    x.done = y.done = true;
    metrics_.emplace(x.count().metric(), y.count().metric());
    Add(v1::CHANGE_KIND_CHANGED, &x, &y);
  }

  // Facts with one key are the same, in order.
  template <typename Key>
  void PairEqual(const Key& key) {
    std::map<std::string, std::vector<Fact*>> by_key;
    for (size_t i = b_.size(); i-- > 0;) by_key[key(b_[i])].push_back(&b_[i]);
    for (Fact& fact : a_) {
      std::vector<Fact*>& like = by_key[key(fact)];
      if (like.empty()) continue;
      fact.done = like.back()->done = true;
      like.pop_back();
    }
  }

  // Pairs two facts that are the only ones with their key.
  template <typename Key>
  void PairOnlyOnes(const Key& key) {
    std::map<std::string, std::pair<std::vector<Fact*>, std::vector<Fact*>>> by_key;
    for (Fact& fact : a_) {
      if (!fact.done) by_key[key(fact)].first.push_back(&fact);
    }
    for (Fact& fact : b_) {
      if (!fact.done) by_key[key(fact)].second.push_back(&fact);
    }
    for (auto& [unused, both] : by_key) {
      if (both.first.size() != 1 || both.second.size() != 1) continue;
      // Without a date and a name they need not be of the same thing: their sentences tell.
      const Fact& fact = *both.first[0];
      if (fact.subject.empty() && fact.count().as_of().empty()) continue;
      Take(*both.first[0], *both.second[0]);
    }
  }

  std::vector<Fact*> Left(std::vector<Fact>& facts) {
    std::vector<Fact*> left;
    for (Fact& fact : facts) {
      if (!fact.done) left.push_back(&fact);
    }
    return left;
  }

  template <typename Allowed>
  void PairLike(const Allowed& allowed, TextMatchOptions options) {
    const std::vector<Fact*> a = Left(a_), b = Left(b_);
    const auto words = [](const std::vector<Fact*>& facts) {
      std::vector<std::string> all;
      all.reserve(facts.size());
      for (const Fact* fact : facts) all.push_back(fact->words);
      return all;
    };
    options.allowed = [&](size_t i, size_t j) { return allowed(*a[i], *b[j]); };
    for (const TextPair& pair : MatchTexts(words(a), words(b), options)) {
      Take(*a[pair.a], *b[pair.b]);
    }
  }

  // Pairs facts that stand at like places of the two documents, the nearest first.
  template <typename Allowed>
  void PairNear(const Allowed& allowed, double most) {
    const std::vector<Fact*> a = Left(a_);
    std::vector<Fact*> b = Left(b_);
    std::stable_sort(b.begin(), b.end(),
                     [](const Fact* x, const Fact* y) { return x->place < y->place; });
    struct Candidate {
      Fact *a, *b;
      double distance;
    };
    std::vector<Candidate> candidates;
    for (Fact* fact : a) {
      size_t found = 0;
      for (Fact* other : b) {
        const double distance = std::abs(other->place - fact->place);
        if (distance > most || found == kMostPostings || !allowed(*fact, *other)) continue;
        ++found;
        candidates.push_back({fact, other, distance});
      }
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate& x, const Candidate& y) { return x.distance < y.distance; });
    for (const Candidate& candidate : candidates) {
      if (!candidate.a->done && !candidate.b->done) Take(*candidate.a, *candidate.b);
    }
  }

  // A fact that still stands on the other side under another subject or region has not gone.
  void DropRepeated() {
    const auto key = [](const Fact& f) {
      return absl::StrCat(f.measure, "|", f.count().as_of(), "|", Number(f.count()), "|",
                          f.count().bound());
    };
    std::map<std::string, int> in_a, in_b;
    for (const Fact& fact : a_) ++in_a[key(fact)];
    for (const Fact& fact : b_) ++in_b[key(fact)];
    for (Fact& fact : a_) fact.done = fact.done || in_b.contains(key(fact));
    for (Fact& fact : b_) fact.done = fact.done || in_a.contains(key(fact));
  }

  std::vector<std::string> FieldsThatDiffer(const Fact& x, const Fact& y) const {
    const v1::UserCount &a = x.count(), &b = y.count();
    std::vector<std::string> fields;
    const auto check = [&](bool differs, const char* field) {
      if (differs) fields.emplace_back(field);
    };
    const bool same_number =
        sides_.translation ? SameNumber(a.value(), b.value()) : a.value() == b.value();
    check(!same_number, "value");
    check(a.upper_value() != b.upper_value(), "upperValue");
    check(a.bound() != b.bound(), "bound");
    check(a.metric() != b.metric(), "metric");
    check(!sides_.translation && x.subject != y.subject, "subject");
    check(!sides_.translation && a.region() != b.region(), "region");
    check(sides_.translation ? x.end != y.end : a.as_of() != b.as_of(), "asOf");
    check(!sides_.translation && a.period_start() != b.period_start(), "periodStart");
    check(a.attribution() != b.attribution(), "attribution");
    return fields;
  }

  void Add(v1::ChangeKind kind, const Fact* x, const Fact* y) {
    v1::FigureChange change;
    change.set_change(kind);
    if (x != nullptr && y != nullptr) {
      for (const std::string& field : FieldsThatDiffer(*x, *y)) change.add_fields(field);
      if (change.fields().empty()) return;
    }
    if (x != nullptr) {
      *change.mutable_figure_a() = x->count();
      change.mutable_figure_a()->clear_evidence();
      sides_.ShowA(PlacesOfAll(x->fact.mentions), change.mutable_evidence_a());
    }
    if (y != nullptr) {
      *change.mutable_figure_b() = y->count();
      change.mutable_figure_b()->clear_evidence();
      sides_.ShowB(PlacesOfAll(y->fact.mentions), change.mutable_evidence_b());
    }
    *out_.add_figures() = std::move(change);
  }

  Sides& sides_;
  v1::BriefComparison& out_;
  std::vector<Fact> a_, b_;
  std::set<std::pair<std::string, std::string>> metrics_;  // of pairs so far
};

// The issuer's first; changes, those of the number first, before what is on one side only; then the
// largest.
bool Before(const v1::FigureChange& x, const v1::FigureChange& y) {
  const auto first = [](const v1::FigureChange& c) -> const v1::UserCount& {
    return c.has_figure_a() ? c.figure_a() : c.figure_b();
  };
  const auto rank = [&](const v1::FigureChange& c) {
    const bool other_number = !c.fields().empty() && c.fields(0) == "value";
    return std::make_tuple(first(c).attribution() != v1::ATTRIBUTION_ISSUER,
                           c.change() != v1::CHANGE_KIND_CHANGED, !other_number, ~first(c).value());
  };
  return rank(x) < rank(y);
}

}  // namespace

void CompareFigures(Sides& sides, v1::BriefComparison& out) {
  Comparison(sides, out).Run();
  std::stable_sort(out.mutable_figures()->begin(), out.mutable_figures()->end(), Before);
}

}  // namespace filing_review::compare
