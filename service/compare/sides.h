// What the parts of a comparison share: the two briefs, what may be said of what is on one side
// only, and the pages that carry differences. Not thread-safe.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/comparison.pb.h"

namespace filing_review::compare {

using EvidenceList = google::protobuf::RepeatedPtrField<v1::Evidence>;
using Places = std::vector<const v1::Evidence*>;

class Sides {
 public:
  Sides(const v1::ReviewBrief& a, const v1::ReviewBrief& b, v1::ComparisonKind kind);

  const v1::ReviewBrief& a;
  const v1::ReviewBrief& b;
  const bool rules;        // the same documents
  const bool translation;  // no words are compared

  // VANISHED, or NOT_READABLE where pages of b were not searched.
  v1::ChangeKind OnlyInA() const { return only_in_a_; }
  // APPEARED, or NOT_READABLE where pages of a were not searched.
  v1::ChangeKind OnlyInB() const { return only_in_b_; }

  // Puts the first places of a difference into `shown` and counts the pages of all.
  void ShowA(const Places& places, EvidenceList* shown) { Show(places, shown, pages_a_); }
  void ShowB(const Places& places, EvidenceList* shown) { Show(places, shown, pages_b_); }

  // Fills pages_a and pages_b.
  void FillPages(v1::BriefComparison& out) const;

 private:
  // Document (its index in the filing), page.
  using PageCounts = std::map<std::pair<int, int>, int>;
  struct Side {
    std::map<std::string, int> documents;
    PageCounts counts;
  };
  static Side SideOf(const v1::ReviewBrief& brief);
  static void Show(const Places& places, EvidenceList* shown, Side& side);

  v1::ChangeKind only_in_a_, only_in_b_;
  Side pages_a_, pages_b_;
};

// Evidence that carries the fact itself, that of all where none does.
Places PlacesOf(const EvidenceList& evidence);

// The words of such evidence, a quote over two pages as one.
std::string WordsOf(const EvidenceList& evidence);

template <typename Mention>
Places PlacesOfAll(const std::vector<const Mention*>& mentions) {
  Places all;
  for (const Mention* mention : mentions) {
    const Places places = PlacesOf(mention->evidence());
    all.insert(all.end(), places.begin(), places.end());
  }
  return all;
}

// Adds a difference of a single value.
v1::FieldChange& AddField(const std::string& field, const std::string& value_a,
                          const std::string& value_b,
                          google::protobuf::RepeatedPtrField<v1::FieldChange>* to);

}  // namespace filing_review::compare
