// Passages with what they are read as: statements on review, data handling, influence.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "classify/holder_name.h"
#include "service/compare/sections.h"
#include "service/compare/text_match.h"

namespace filing_review::compare {

namespace {

constexpr double kReworded = 0.45;

// Label and stance.
using Reading = std::pair<std::string, v1::Stance>;

Reading ReadingOf(const v1::DataHandling& one) { return {one.category(), one.stance()}; }
Reading ReadingOf(const v1::ReviewStatement& one) { return {one.status(), v1::STANCE_UNSPECIFIED}; }
Reading ReadingOf(const v1::Influence& one) { return {one.kind(), v1::STANCE_UNSPECIFIED}; }

// The same words, wherever they stand.
struct Passage {
  std::string words;
  std::set<Reading> readings;
  Places places;
  std::set<std::pair<std::string, int>> pages;  // of the places
  bool done = false;
};

// Of a translation: what the rules of two languages take for a statement, a risk or a rule differs
// with the grammar, a denial does not.
Reading Coarse(const Reading& reading) {
  return {reading.first,
          reading.second == v1::STANCE_ISSUER_DENIES ? reading.second : v1::STANCE_UNSPECIFIED};
}

template <typename Mentions>
std::vector<Passage> PassagesOf(const Mentions& mentions, bool coarse) {
  std::vector<Passage> passages;
  std::map<std::string, size_t> by_key;
  for (const auto& mention : mentions) {
    const std::string words = WordsOf(mention.evidence());
    const auto [at, is_new] = by_key.emplace(classify::NameKey(words), passages.size());
    if (is_new) passages.emplace_back().words = words;
    Passage& passage = passages[at->second];
    passage.readings.insert(coarse ? Coarse(ReadingOf(mention)) : ReadingOf(mention));
    for (const v1::Evidence* place : PlacesOf(mention.evidence())) {
      // One place a page.
      if (passage.pages.emplace(place->document(), place->page()).second) {
        passage.places.push_back(place);
      }
    }
  }
  return passages;
}

bool ShareLabel(const Passage& x, const Passage& y) {
  return std::any_of(x.readings.begin(), x.readings.end(), [&](const Reading& reading) {
    return std::any_of(y.readings.begin(), y.readings.end(),
                       [&](const Reading& other) { return other.first == reading.first; });
  });
}

std::set<Reading> AllReadings(const std::vector<Passage>& passages) {
  std::set<Reading> all;
  for (const Passage& passage : passages) {
    all.insert(passage.readings.begin(), passage.readings.end());
  }
  return all;
}

using Changes = google::protobuf::RepeatedPtrField<v1::PassageChange>;

void AddReadings(const std::set<Reading>& readings, const std::set<Reading>& elsewhere,
                 google::protobuf::RepeatedPtrField<v1::PassageReading>* to) {
  for (const Reading& reading : readings) {
    v1::PassageReading* added = to->Add();
    added->set_label(reading.first);
    added->set_stance(reading.second);
    added->set_nowhere_else(!elsewhere.contains(reading));
  }
}

class Comparison {
 public:
  Comparison(Sides& sides, std::vector<Passage> a, std::vector<Passage> b, Changes* out)
      : sides_(sides),
        a_(std::move(a)),
        b_(std::move(b)),
        readings_a_(AllReadings(a_)),
        readings_b_(AllReadings(b_)),
        out_(out) {}

  void Run() {
    if (sides_.translation) return Labels();
    std::vector<std::string> words_a, words_b;
    for (const Passage& passage : a_) words_a.push_back(passage.words);
    for (const Passage& passage : b_) words_b.push_back(passage.words);
    TextMatchOptions options;
    options.least = kReworded;
    // The same words first: they need no label in common.
    std::map<std::string, size_t> by_key;
    for (size_t j = 0; j < b_.size(); ++j) by_key[classify::NameKey(b_[j].words)] = j;
    for (Passage& passage : a_) {
      const auto found = by_key.find(classify::NameKey(passage.words));
      if (found == by_key.end()) continue;
      Passage& other = b_[found->second];
      passage.done = other.done = true;
      if (passage.readings != other.readings) Add(v1::CHANGE_KIND_CHANGED, &passage, &other, 1);
    }
    options.allowed = [&](size_t i, size_t j) {
      return !a_[i].done && !b_[j].done && ShareLabel(a_[i], b_[j]);
    };
    for (const TextPair& pair : MatchTexts(words_a, words_b, options)) {
      a_[pair.a].done = b_[pair.b].done = true;
      Add(v1::CHANGE_KIND_REWORDED, &a_[pair.a], &b_[pair.b], pair.similarity);
    }
    for (const Passage& passage : a_) {
      if (!passage.done) Add(sides_.OnlyInA(), &passage, nullptr, 0);
    }
    for (const Passage& passage : b_) {
      if (!passage.done) Add(sides_.OnlyInB(), nullptr, &passage, 0);
    }
  }

 private:
  // What one side has nowhere, with all places of the other.
  void Labels() {
    for (const Reading& reading : readings_a_) {
      if (IsMissing(reading, readings_b_)) AddLabel(sides_.OnlyInA(), reading, a_, true);
    }
    for (const Reading& reading : readings_b_) {
      if (IsMissing(reading, readings_a_)) AddLabel(sides_.OnlyInB(), reading, b_, false);
    }
  }

  // A denial is missed where there is none; all else where the label is not there at all.
  static bool IsMissing(const Reading& reading, const std::set<Reading>& there) {
    if (reading.second != v1::STANCE_UNSPECIFIED) return !there.contains(reading);
    return std::none_of(there.begin(), there.end(),
                        [&](const Reading& other) { return other.first == reading.first; });
  }

  void AddLabel(v1::ChangeKind kind, const Reading& reading, const std::vector<Passage>& passages,
                bool in_a) {
    Passage all;
    all.readings = {reading};
    for (const Passage& passage : passages) {
      if (!passage.readings.contains(reading)) continue;
      all.places.insert(all.places.end(), passage.places.begin(), passage.places.end());
    }
    Add(kind, in_a ? &all : nullptr, in_a ? nullptr : &all, 0);
  }

  void Add(v1::ChangeKind kind, const Passage* x, const Passage* y, double similarity) {
    v1::PassageChange& change = *out_->Add();
    change.set_change(kind);
    change.set_similarity(similarity);
    if (x != nullptr) {
      AddReadings(x->readings, readings_b_, change.mutable_readings_a());
      sides_.ShowA(x->places, change.mutable_evidence_a());
    }
    if (y != nullptr) {
      AddReadings(y->readings, readings_a_, change.mutable_readings_b());
      sides_.ShowB(y->places, change.mutable_evidence_b());
    }
  }

  Sides& sides_;
  std::vector<Passage> a_, b_;
  const std::set<Reading> readings_a_, readings_b_;
  Changes* const out_;
};

// Those that leave nothing of their kind first, then by kind of change and place.
bool Before(const v1::PassageChange& x, const v1::PassageChange& y) {
  const auto rank = [](const v1::PassageChange& c) {
    const auto nowhere = [](const v1::PassageReading& r) { return r.nowhere_else(); };
    const bool last = std::any_of(c.readings_a().begin(), c.readings_a().end(), nowhere) ||
                      std::any_of(c.readings_b().begin(), c.readings_b().end(), nowhere);
    const EvidenceList& places = c.evidence_a().empty() ? c.evidence_b() : c.evidence_a();
    return std::make_tuple(!last, c.change(), places.empty() ? 0 : places[0].page());
  };
  return rank(x) < rank(y);
}

template <typename Mentions>
void ComparePassages(Sides& sides, const Mentions& a, const Mentions& b, Changes* out) {
  const bool coarse = sides.translation;
  Comparison(sides, PassagesOf(a, coarse), PassagesOf(b, coarse), out).Run();
  std::stable_sort(out->begin(), out->end(), Before);
}

}  // namespace

void CompareStatements(Sides& sides, v1::BriefComparison& out) {
  ComparePassages(sides, sides.a.review_statements(), sides.b.review_statements(),
                  out.mutable_statements());
}

void CompareDisclosures(Sides& sides, v1::BriefComparison& out) {
  ComparePassages(sides, sides.a.data_handling(), sides.b.data_handling(),
                  out.mutable_disclosures());
}

void CompareInfluence(Sides& sides, v1::BriefComparison& out) {
  ComparePassages(sides, sides.a.influence(), sides.b.influence(), out.mutable_influence());
}

}  // namespace filing_review::compare
