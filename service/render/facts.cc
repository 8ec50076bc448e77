#include "service/render/facts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

// Mentions grouped by fact id in order of first appearance; a mention without an id stands alone.
template <typename Fact, typename Mentions, typename Accept>
std::vector<Fact> Grouped(const Mentions& mentions, Accept accept) {
  std::vector<Fact> facts;
  std::map<std::string, size_t> by_id;
  for (const auto& mention : mentions) {
    if (!accept(mention)) continue;
    const std::string& id = mention.fact_id();
    const auto found = id.empty() ? by_id.end() : by_id.find(id);
    if (found != by_id.end()) {
      facts[found->second].mentions.push_back(&mention);
      continue;
    }
    if (!id.empty()) by_id[id] = facts.size();
    facts.emplace_back().mentions.push_back(&mention);
  }
  return facts;
}

}  // namespace

std::vector<FigureFact> FiguresOf(const v1::ReviewBrief& brief, v1::Attribution attribution) {
  auto facts = Grouped<FigureFact>(brief.user_counts(), [&](const v1::UserCount& count) {
    return count.attribution() == attribution;
  });
  std::stable_sort(facts.begin(), facts.end(), [](const FigureFact& a, const FigureFact& b) {
    return a.first().value() > b.first().value();
  });
  return facts;
}

std::vector<HolderFact> HoldersOf(const v1::ReviewBrief& brief) {
  auto facts = Grouped<HolderFact>(brief.holders(), [](const v1::Holder&) { return true; });
  std::stable_sort(facts.begin(), facts.end(), [](const HolderFact& a, const HolderFact& b) {
    const auto percent = [](const v1::Holder& h) { return h.has_percent() ? h.percent() : -1.0; };
    return percent(a.first()) > percent(b.first());
  });
  return facts;
}

std::vector<Disclosures> DisclosuresOf(const v1::ReviewBrief& brief, const Words& words) {
  std::vector<Disclosures> all;
  for (const std::string& category : words.Values("category")) all.push_back({category, {}});
  for (const v1::DataHandling& handling : brief.data_handling()) {
    auto found = std::find_if(all.begin(), all.end(), [&](const Disclosures& d) {
      return d.category == handling.category();
    });
    if (found == all.end()) found = all.insert(all.end(), {handling.category(), {}});
    found->places.push_back(&handling);
  }
  std::erase_if(all, [](const Disclosures& d) { return d.places.empty(); });
  return all;
}

bool IsMain(const std::string& document) { return document.empty() || document == "main"; }

PagePlace PlaceOf(const v1::Evidence& evidence) {
  return {IsMain(evidence.document()) ? std::string() : PlainText(evidence.document()),
          evidence.page()};
}

std::string PlaceText(const v1::Evidence& evidence, const Words& words) {
  const std::string page = words.Fill("page", {std::to_string(evidence.page())});
  return IsMain(evidence.document()) ? page
                                     : absl::StrCat(PlainText(evidence.document()), " ", page);
}

std::string PageList(std::vector<PagePlace> pages, const Words& words, size_t most) {
  std::sort(pages.begin(), pages.end());
  pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
  const size_t left = pages.size() - std::min(pages.size(), most);
  pages.resize(pages.size() - left);
  const std::string list = absl::StrJoin(pages, ", ", [](std::string* out, const PagePlace& place) {
    absl::StrAppend(out, place.first, place.first.empty() ? "" : " ", place.second);
  });
  return left == 0 ? list : words.Fill("pages.more", {list, std::to_string(left)});
}

std::string PageList(const std::vector<int>& pages_of_main, const Words& words, size_t most) {
  std::vector<PagePlace> pages;
  pages.reserve(pages_of_main.size());
  for (const int page : pages_of_main) pages.emplace_back("", page);
  return PageList(std::move(pages), words, most);
}

std::vector<PagePlace> PagesOfEvidence(
    const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  std::vector<PagePlace> pages;
  for (const v1::Evidence& item : evidence) {
    if (item.role() == v1::EVIDENCE_ROLE_FIGURE) pages.push_back(PlaceOf(item));
  }
  if (pages.empty() && !evidence.empty()) pages.push_back(PlaceOf(evidence[0]));
  return pages;
}

std::string FigureText(const v1::UserCount& count, const Words& words) {
  const std::string sign = words.Of(count.bound());
  std::string text = absl::StrCat(sign, sign.empty() ? "" : " ", GroupDigits(count.value()));
  if (count.has_upper_value()) {
    absl::StrAppend(&text, " – ", GroupDigits(count.upper_value()));
  }
  return text;
}

std::string StanceSummary(const Disclosures& disclosures, const Words& words) {
  std::map<v1::Stance, int> counts;
  for (const v1::DataHandling* place : disclosures.places) ++counts[place->stance()];
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const auto& [stance, count] : counts) {
    parts.push_back(absl::StrCat(words.Of(stance), " ", count));
  }
  return absl::StrJoin(parts, ", ");
}

const v1::Evidence* MainEvidence(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  for (const v1::Evidence& item : evidence) {
    if (item.role() == v1::EVIDENCE_ROLE_FIGURE) return &item;
  }
  return evidence.empty() ? nullptr : &evidence[0];
}

std::string FilingLine(const v1::FilingMetadata& filing, const Words& words) {
  std::vector<std::string> parts = {words.Of(filing.filing_type()),
                                    words.Of(filing.listing_venue())};
  parts.push_back(filing.has_filing_date() ? PlainText(filing.filing_date())
                                           : words.Get("filing.date.none"));
  std::vector<std::string> languages;
  for (const int language : filing.languages()) {
    languages.push_back(words.Of(static_cast<v1::Language>(language)));
  }
  if (!languages.empty()) parts.push_back(absl::StrJoin(languages, ", "));
  int pages = 0;
  for (const v1::FilingDocument& document : filing.documents()) pages += document.page_count();
  parts.push_back(words.Fill("filing.documents", {GroupDigits(pages)}));
  if (filing.has_draft_stage()) parts.push_back(PlainText(filing.draft_stage()));
  if (filing.has_amends())
    parts.push_back(words.Fill("filing.amends", {PlainText(filing.amends())}));
  return absl::StrJoin(parts, " · ");
}

}  // namespace filing_review::render
