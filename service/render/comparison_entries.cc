// The entries of a comparison, list by list.

#include <algorithm>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/comparison_lines.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

using EvidenceList = google::protobuf::RepeatedPtrField<v1::Evidence>;

std::vector<const v1::Evidence*> Pointers(const EvidenceList& evidence) {
  std::vector<const v1::Evidence*> places;
  for (const v1::Evidence& item : evidence) places.push_back(&item);
  return places;
}

ComparisonCell CellOf(bool there, std::string value, const EvidenceList& evidence,
                      std::string mark = "") {
  return {std::move(value), "", Pointers(evidence), std::move(mark), there};
}

template <typename Fields>
std::string Differs(const Fields& fields, const Words& words) {
  std::vector<std::string> names;
  for (const std::string& field : fields) names.push_back(words.Name("compare.field", field));
  return words.Fill("compare.differs", {absl::StrJoin(names, ", ")});
}

// A field's value as people read it; that of a JSON enum by its vocabulary.
std::string ValueText(const std::string& field, const std::string& value, const Words& words) {
  static const std::map<std::string, std::string> vocabularies = {
      {"filingType", "FilingType"},
      {"listingVenue", "ListingVenue"},
      {"holderClass", "HolderClass"},
      {"overOneMillion", "headline.million"}};
  if (value.empty()) return words.Get("compare.none");
  int64_t number = 0;
  double percent = 0;
  if (field == "value" && absl::SimpleAtoi(value, &number)) return GroupDigits(number);
  if (field == "foreignPercent" && absl::SimpleAtod(value, &percent)) return PercentText(percent);
  const auto found = vocabularies.find(field);
  return found == vocabularies.end() || value.find(", ") != std::string::npos
             ? value
             : words.Name(found->second, value);
}

ComparisonEntry EntryOf(const v1::FieldChange& change, const std::string& title,
                        const Words& words) {
  ComparisonEntry entry;
  entry.title = title;
  entry.a = CellOf(!change.value_a().empty(), ValueText(change.field(), change.value_a(), words),
                   change.evidence_a(), change.value_a());
  entry.b = CellOf(!change.value_b().empty(), ValueText(change.field(), change.value_b(), words),
                   change.evidence_b(), change.value_b());
  return entry;
}

template <typename Changes>
ComparisonSection FieldSection(const char* title, const Changes& changes, const Words& words) {
  ComparisonSection section{words.Get(title), {}};
  for (const v1::FieldChange& change : changes) {
    const std::string own = absl::StrCat("compare.headline.", change.field());
    section.entries.push_back(
        EntryOf(change,
                std::string(title) == "compare.section.summary" && words.Has(own)
                    ? words.Get(own)
                    : words.Name("compare.field", change.field()),
                words));
  }
  return section;
}

// "monthly active users · Lantern · 2023Q1 · issuer"
std::string FigureTitle(const v1::UserCount& count, const Words& words) {
  std::vector<std::string> parts = {words.Name("metric", count.metric())};
  if (!count.subject().empty()) parts.push_back(count.subject());
  if (count.has_as_of()) parts.push_back(count.as_of());
  if (count.region() != v1::REGION_UNSTATED && count.region() != v1::REGION_UNSPECIFIED) {
    parts.push_back(words.Of(count.region()));
  }
  parts.push_back(words.Of(count.attribution()));
  return absl::StrJoin(parts, " · ");
}

// The number, with the fields that differ and do not stand in the title.
std::string FigureCell(const v1::FigureChange& change, const v1::UserCount& count,
                       const Words& words) {
  std::vector<std::string> parts = {FigureText(count, words)};
  for (const std::string& field : change.fields()) {
    if (field == "metric") parts.push_back(words.Name("metric", count.metric()));
    if (field == "subject") parts.push_back(OrDash(count.subject()));
    if (field == "region") parts.push_back(words.Of(count.region()));
    if (field == "asOf") parts.push_back(OrDash(count.as_of()));
    if (field == "attribution") parts.push_back(words.Of(count.attribution()));
  }
  return absl::StrJoin(parts, " · ");
}

ComparisonSection Figures(const v1::BriefComparison& comparison, const Words& words) {
  ComparisonSection section{words.Get("section.figures"), {}};
  for (const v1::FigureChange& change : comparison.figures()) {
    ComparisonEntry& entry = section.entries.emplace_back();
    entry.change = change.change();
    entry.title = FigureTitle(change.has_figure_a() ? change.figure_a() : change.figure_b(), words);
    if (!change.fields().empty()) entry.notes.push_back(Differs(change.fields(), words));
    if (change.has_figure_a()) {
      entry.a = CellOf(true, FigureCell(change, change.figure_a(), words), change.evidence_a(),
                       change.figure_a().value_text());
    }
    if (change.has_figure_b()) {
      entry.b = CellOf(true, FigureCell(change, change.figure_b(), words), change.evidence_b(),
                       change.figure_b().value_text());
    }
  }
  return section;
}

std::string ReadingText(const v1::PassageReading& reading, const char* vocabulary,
                        const Words& words) {
  std::string text = words.Name(vocabulary, reading.label());
  if (reading.stance() != v1::STANCE_UNSPECIFIED) {
    absl::StrAppend(&text, " (", words.Of(reading.stance()), ")");
  }
  return text;
}

template <typename Readings>
std::string ReadingsText(const Readings& readings, const char* vocabulary, const Words& words) {
  std::vector<std::string> texts;
  for (const v1::PassageReading& reading : readings) {
    texts.push_back(ReadingText(reading, vocabulary, words));
  }
  return absl::StrJoin(texts, ", ");
}

// That the other side has nothing of this kind; of which readings, where it is not all.
template <typename Readings>
void LastOfItsKind(const Readings& readings, const char* vocabulary, const char* other,
                   const Words& words, std::vector<std::string>& notes) {
  std::vector<std::string> last;
  for (const v1::PassageReading& reading : readings) {
    if (reading.nowhere_else()) last.push_back(ReadingText(reading, vocabulary, words));
  }
  if (last.empty()) return;
  const std::string note = words.Fill("compare.last", {words.Get(other)});
  notes.push_back(static_cast<int>(last.size()) == readings.size()
                      ? note
                      : absl::StrCat(absl::StrJoin(last, ", "), ": ", note));
}

template <typename Changes>
ComparisonSection Passages(const char* title, const char* vocabulary, const Changes& changes,
                           const Words& words) {
  ComparisonSection section{words.Get(title), {}};
  for (const v1::PassageChange& change : changes) {
    ComparisonEntry& entry = section.entries.emplace_back();
    entry.change = change.change();
    const std::string read_a = ReadingsText(change.readings_a(), vocabulary, words);
    const std::string read_b = ReadingsText(change.readings_b(), vocabulary, words);
    entry.title = read_a.empty() ? read_b : read_a;
    if (change.change() == v1::CHANGE_KIND_REWORDED) {
      entry.notes.push_back(words.Fill(
          "compare.alike", {std::to_string(static_cast<int>(change.similarity() * 100))}));
      entry.whole = true;
    }
    LastOfItsKind(change.readings_a(), vocabulary, "compare.b", words, entry.notes);
    LastOfItsKind(change.readings_b(), vocabulary, "compare.a", words, entry.notes);
    const bool both = !read_a.empty() && !read_b.empty();
    const bool other = both && read_a != read_b;
    if (!read_a.empty()) entry.a = CellOf(true, other ? read_a : "", change.evidence_a());
    if (!read_b.empty()) entry.b = CellOf(true, other ? read_b : "", change.evidence_b());
  }
  return section;
}

std::string HoldingText(const v1::Holder& holder, const Words& words) {
  std::vector<std::string> parts = {PercentOf(holder)};
  if (holder.has_votes_percent()) {
    parts.push_back(absl::StrCat(words.Get("compare.field.votesPercent"), " ",
                                 PercentText(holder.votes_percent())));
  }
  for (const std::string& text :
       {words.Of(holder.stage()), holder.share_class(), words.Of(holder.percent_basis()),
        words.Of(holder.over_allotment())}) {
    if (!text.empty()) parts.push_back(text);
  }
  return absl::StrJoin(parts, " · ");
}

ComparisonSection Holders(const v1::BriefComparison& comparison, const Words& words) {
  ComparisonSection section{words.Get("section.holders"), {}};
  for (const v1::HolderChange& change : comparison.holders()) {
    const bool both = !change.name_a().empty() && !change.name_b().empty();
    ComparisonEntry head;
    head.change = change.change();
    head.title = change.name_a().empty() ? change.name_b() : change.name_a();
    if (both && change.name_match() != v1::NAME_MATCH_SAME) {
      head.title = absl::StrCat(change.name_a(), " = ", change.name_b());
      head.notes.push_back(words.Fill("compare.match", {words.Of(change.name_match())}));
    }
    section.entries.push_back(std::move(head));
    for (const v1::FieldChange& field : change.fields()) {
      section.entries.push_back(EntryOf(field, words.Name("compare.field", field.field()), words));
      section.entries.back().inner = section.entries.back().plain = true;
    }
    for (const v1::HoldingChange& holding : change.holdings()) {
      ComparisonEntry& entry = section.entries.emplace_back();
      entry.inner = true;
      entry.change = holding.change();
      entry.plain = holding.change() == change.change();
      if (!holding.fields().empty()) entry.title = Differs(holding.fields(), words);
      if (holding.has_holding_a()) {
        entry.a = CellOf(true, HoldingText(holding.holding_a(), words), holding.evidence_a(),
                         holding.holding_a().percent_text());
      }
      if (holding.has_holding_b()) {
        entry.b = CellOf(true, HoldingText(holding.holding_b(), words), holding.evidence_b(),
                         holding.holding_b().percent_text());
      }
    }
  }
  return section;
}

ComparisonSection Totals(const v1::BriefComparison& comparison, const Words& words) {
  ComparisonSection section{words.Get("compare.section.totals"), {}};
  for (const v1::OwnershipTotalChange& change : comparison.ownership_totals()) {
    ComparisonEntry& entry = section.entries.emplace_back();
    entry.title =
        absl::StrCat(words.Get("compare.field.holderClass"), ": ", words.Of(change.holder_class()),
                     change.with_hong_kong() ? " " + words.Get("holders.with_hong_kong") : "",
                     " · ", words.Of(change.stage()));
    const auto cell = [&](bool there, double percent) {
      ComparisonCell cell;
      cell.there = there;
      cell.value = there ? PercentText(percent) : words.Get("compare.none");
      return cell;
    };
    entry.a = cell(change.has_percent_a(), change.percent_a());
    entry.b = cell(change.has_percent_b(), change.percent_b());
  }
  return section;
}

ComparisonSection Regimes(const v1::BriefComparison& comparison, const Words& words) {
  ComparisonSection section{words.Get("section.assessments"), {}};
  for (const v1::RegimeChange& change : comparison.regimes()) {
    const auto outcome = [&](v1::Outcome value, v1::AssessmentBasis basis) {
      return basis == v1::ASSESSMENT_BASIS_AS_IF_IN_FORCE
                 ? absl::StrCat(words.Of(value), " (", words.Of(basis), ")")
                 : words.Of(value);
    };
    ComparisonEntry head;
    head.title = change.title();
    const bool same = change.outcome_a() == change.outcome_b();
    if (same && change.basis_a() == change.basis_b()) {
      head.notes.push_back(
          absl::StrCat(words.Of(change.outcome_a()), "; ", words.Get("compare.operand")));
    } else {
      const EvidenceList none;
      head.a = CellOf(true, outcome(change.outcome_a(), change.basis_a()), none);
      head.b = CellOf(true, outcome(change.outcome_b(), change.basis_b()), none);
    }
    section.entries.push_back(std::move(head));
    for (const v1::ConditionChange& condition : change.conditions()) {
      ComparisonEntry& entry = section.entries.emplace_back();
      entry.inner = entry.plain = true;
      entry.title = words.Name("condition", condition.condition());
      entry.a = CellOf(true, words.Of(condition.state_a()), condition.evidence_a());
      entry.a.detail = condition.explanation_a();
      entry.b = CellOf(true, words.Of(condition.state_b()), condition.evidence_b());
      entry.b.detail = condition.explanation_b();
    }
  }
  return section;
}

ComparisonSection Conflicts(const v1::BriefComparison& comparison, const Words& words) {
  ComparisonSection section{words.Get("section.conflicts"), {}};
  for (const v1::ConflictChange& change : comparison.conflicts()) {
    ComparisonEntry& entry = section.entries.emplace_back();
    entry.change = change.change();
    entry.title = words.Name("conflict", change.kind());
    if (!change.explanation_a().empty()) {
      entry.a = CellOf(true, change.explanation_a(), change.evidence_a());
    }
    if (!change.explanation_b().empty()) {
      entry.b = CellOf(true, change.explanation_b(), change.evidence_b());
    }
  }
  return section;
}

ComparisonSection Checklist(const v1::BriefComparison& comparison, const Words& words) {
  ComparisonSection section{words.Get("section.checklist"), {}};
  for (const v1::ChecklistChange& change : comparison.checklist()) {
    ComparisonEntry& entry = section.entries.emplace_back();
    v1::ChecklistItem item;
    item.set_item(change.item());
    entry.title = ChecklistName(item, words);
    entry.a = CellOf(true, words.Of(change.state_a()), change.evidence_a());
    entry.b = CellOf(true, words.Of(change.state_b()), change.evidence_b());
  }
  return section;
}

}  // namespace

std::vector<ComparisonSection> ComparisonSections(const v1::BriefComparison& c,
                                                  const Words& words) {
  std::vector<ComparisonSection> sections = {
      FieldSection("compare.section.summary", c.headline(), words),
      FieldSection("compare.section.metadata", c.metadata(), words),
      Figures(c, words),
      Regimes(c, words),
      Passages("section.statements", "status", c.statements(), words),
      Passages("section.disclosures", "category", c.disclosures(), words),
      Holders(c, words),
      Totals(c, words),
      Passages("section.influence", "influence", c.influence(), words),
      Conflicts(c, words),
      Checklist(c, words),
      FieldSection("section.coverage", c.coverage(), words)};
  std::erase_if(sections, [](const ComparisonSection& s) { return s.entries.empty(); });
  return sections;
}

}  // namespace filing_review::render
