#include "service/render/page_marks.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

constexpr size_t kPagesOfConflict = 6;

class Marker {
 public:
  explicit Marker(const Words& words) : words_(words) {}

  template <typename Mentions, typename Line>
  void Add(MarkKind kind, const Mentions& mentions, Line line) {
    for (const auto& mention : mentions) {
      const std::string text = PlainText(line(mention));
      for (const v1::Evidence& evidence : mention.evidence()) {
        if (!IsMain(evidence.document()) || evidence.boxes().empty()) continue;
        const bool carries = &evidence == MainEvidence(mention.evidence()) ||
                             evidence.role() == v1::EVIDENCE_ROLE_FIGURE ||
                             kind == MarkKind::kConflict;
        marks_.push_back(
            {kind, &evidence,
             carries ? text : words_.Fill("annotation.part", {words_.Of(evidence.role()), text})});
      }
    }
  }
  std::vector<PageMark> Take() { return std::move(marks_); }

 private:
  const Words& words_;
  std::vector<PageMark> marks_;
};

}  // namespace

std::vector<PageMark> PageMarksOf(const v1::ReviewBrief& brief, const Words& words) {
  Marker marker(words);
  marker.Add(MarkKind::kConflict, brief.conflicts(),
             [&](const v1::Conflict& one) { return LineOf(one, words); });
  marker.Add(MarkKind::kUserCount, brief.user_counts(),
             [&](const v1::UserCount& one) { return LineOf(one, words); });
  marker.Add(MarkKind::kStatement, brief.review_statements(),
             [&](const v1::ReviewStatement& one) { return StatementLine(one, words); });
  marker.Add(MarkKind::kHolder, brief.holders(),
             [&](const v1::Holder& one) { return LineOf(one, words); });
  marker.Add(MarkKind::kHolder, brief.influence(),
             [&](const v1::Influence& one) { return LineOf(one, words); });
  marker.Add(MarkKind::kHandling, brief.data_handling(),
             [&](const v1::DataHandling& one) { return LineOf(one, words); });
  return marker.Take();
}

const std::string& TitleOf(MarkKind kind, const Words& words) {
  switch (kind) {
    case MarkKind::kUserCount:
      return words.Get("section.figures");
    case MarkKind::kStatement:
      return words.Get("section.statements");
    case MarkKind::kHolder:
      return words.Get("section.holders");
    case MarkKind::kHandling:
      return words.Get("section.disclosures");
    default:
      return words.Get("section.conflicts");
  }
}

const char* CssOf(MarkKind kind) {
  switch (kind) {
    case MarkKind::kUserCount:
      return "count";
    case MarkKind::kStatement:
      return "statement";
    case MarkKind::kHolder:
      return "holder";
    case MarkKind::kHandling:
      return "handling";
    default:
      return "clash";
  }
}

uint32_t ColourOf(MarkKind kind) {
  switch (kind) {
    case MarkKind::kUserCount:
      return 0xFFE066;
    case MarkKind::kStatement:
      return 0xA8D1FF;
    case MarkKind::kHolder:
      return 0xE0BBFF;
    case MarkKind::kHandling:
      return 0xB5EBB0;
    default:
      return 0xFFB3A7;
  }
}

std::string LineOf(const v1::UserCount& count, const Words& words) {
  std::vector<std::string> parts = {
      absl::StrCat(FigureText(count, words), " ", words.Name("metric", count.metric()))};
  if (!count.subject().empty()) parts.push_back(count.subject());
  parts.push_back(words.Of(count.attribution()));
  if (count.region() != v1::REGION_UNSTATED && count.region() != v1::REGION_UNSPECIFIED) {
    parts.push_back(words.Of(count.region()));
  }
  if (count.has_as_of()) parts.push_back(words.Fill("annotation.asof", {count.as_of()}));
  return absl::StrJoin(parts, "; ");
}

std::string LineOf(const v1::DataHandling& handling, const Words& words) {
  std::string line =
      absl::StrCat(words.Name("category", handling.category()), ": ", words.Of(handling.stance()));
  if (handling.data_subjects() != v1::DATA_SUBJECTS_UNSPECIFIED &&
      handling.data_subjects() != v1::DATA_SUBJECTS_OTHER) {
    absl::StrAppend(&line, "; ", words.Of(handling.data_subjects()));
  }
  return line;
}

std::string LineOf(const v1::Holder& holder, const Words& words) {
  std::vector<std::string> parts = {holder.name()};
  if (holder.has_percent()) {
    parts.push_back(absl::StrCat(words.Get("column.percent"), " ", PercentText(holder.percent())));
  }
  if (holder.has_votes_percent()) {
    parts.push_back(
        absl::StrCat(words.Get("column.votes"), " ", PercentText(holder.votes_percent())));
  }
  parts.push_back(words.Of(holder.stage()));
  parts.push_back(HolderOrigin(holder, words));
  if (const std::string details = HolderDetails(holder, words); !details.empty()) {
    parts.push_back(details);
  }
  return absl::StrJoin(parts, "; ");
}

std::string LineOf(const v1::Influence& influence, const Words& words) {
  const std::string kind = words.Name("influence", influence.kind());
  return influence.holder().empty() ? kind : absl::StrCat(kind, ": ", influence.holder());
}

std::string LineOf(const v1::Conflict& conflict, const Words& words) {
  std::vector<PagePlace> pages;
  for (const v1::Evidence& evidence : conflict.evidence()) pages.push_back(PlaceOf(evidence));
  std::string line =
      absl::StrCat(words.Name("conflict", conflict.kind()), " (", words.Get("column.pages"), " ",
                   PageList(std::move(pages), words, kPagesOfConflict), ")");
  // The explanation is a sentence of the brief, which is in English.
  if (words.is_english()) absl::StrAppend(&line, ": ", conflict.explanation());
  return line;
}

std::vector<int> PagesWorthAPicture(const std::vector<PageMark>& marks, size_t most) {
  // Round by round a page of each kind: one kind with many places does not take all the room.
  std::map<MarkKind, std::vector<int>> by_kind;
  for (const PageMark& mark : marks) {
    std::vector<int>& pages = by_kind[mark.kind];
    const int page = mark.evidence->page();
    if (std::find(pages.begin(), pages.end(), page) == pages.end()) pages.push_back(page);
  }
  std::set<int> chosen;
  for (size_t round = 0; chosen.size() < most; ++round) {
    bool more = false;
    for (const MarkKind kind : kMarkKinds) {
      if (round >= by_kind[kind].size()) continue;
      more = true;
      if (chosen.size() < most) chosen.insert(by_kind[kind][round]);
    }
    if (!more) break;
  }
  return {chosen.begin(), chosen.end()};
}

}  // namespace filing_review::render
