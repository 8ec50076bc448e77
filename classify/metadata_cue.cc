#include "classify/metadata_cue.h"

#include <re2/re2.h>

#include <algorithm>

namespace filing_review::classify {

namespace {

constexpr int kDefaultPages = 10;

}  // namespace

absl::StatusOr<std::vector<Cue>> CompileCues(
    const google::protobuf::RepeatedPtrField<v1::MetadataCue>& rules, const MacroTable& macros) {
  std::vector<Cue> cues;
  for (const v1::MetadataCue& rule : rules) {
    Cue cue;
    cue.rule = rule;
    absl::StatusOr<std::unique_ptr<LazyPattern>> match =
        CompilePattern(rule.id(), "(?m)" + rule.match(), macros, rule.language());
    if (!match.ok()) return match.status();
    cue.match = *std::move(match);
    bool known = false;
    cue.needs = EmbeddedLiteralNeeds(cue.match->pattern(), rule.language(), known);
    for (const std::string& text : rule.unless()) {
      absl::StatusOr<std::unique_ptr<LazyPattern>> re =
          CompilePattern(rule.id(), text, macros, rule.language());
      if (!re.ok()) return re.status();
      cue.unless.push_back(*std::move(re));
    }
    cues.push_back(std::move(cue));
  }
  return cues;
}

const MetadataPage& Pages::at(size_t page, bool running) {
  auto [place, fresh] = made_.try_emplace({page, running});
  if (fresh) place->second = MakeMetadataPage(document_.pages[page], running);
  return place->second;
}

bool Pages::Traces(size_t page) const {
  return trace_ != nullptr && document_.pages[page].number == trace_->page();
}

void Pages::Note(const std::string& cue, RuleNote::Kind kind, std::string text) {
  trace_->AddToPage({"metadata", cue, kind, std::move(text)});
}

bool UsableFor(const Cue& cue, v1::FilingType type) {
  const auto& types = cue.rule.types();
  return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

std::optional<Reading> FindReading(const Cue& cue, const MetadataPage& page, size_t from,
                                   std::string* refused_value) {
  const re2::StringPiece text(page.text);
  const size_t group = static_cast<size_t>(cue.match->Group("at"));
  std::vector<re2::StringPiece> groups(group + 1);
  while (from < page.text.size() &&
         cue.match->Match(text, from, text.size(), RE2::UNANCHORED, groups.data(),
                          static_cast<int>(groups.size()))) {
    const re2::StringPiece& at = groups[group].data() != nullptr ? groups[group] : groups[0];
    Reading reading;
    reading.cue = &cue;
    reading.match_begin = static_cast<size_t>(groups[0].data() - text.data());
    reading.match_end = reading.match_begin + groups[0].size();
    reading.begin = static_cast<size_t>(at.data() - text.data());
    reading.end = reading.begin + at.size();
    const bool refused = std::any_of(cue.unless.begin(), cue.unless.end(),
                                     [&](const auto& re) { return RE2::PartialMatch(at, *re); });
    if (!refused) {
      reading.value = page.Original(reading.begin, reading.end);
      return reading;
    }
    if (refused_value != nullptr) *refused_value = page.Original(reading.begin, reading.end);
    from = std::max(reading.match_end, from + 1);
  }
  return std::nullopt;
}

std::vector<Reading> Readings(const Cue& cue, Pages& pages) {
  std::vector<Reading> readings;
  const size_t count =
      static_cast<size_t>(cue.rule.page_count() > 0 ? cue.rule.page_count() : kDefaultPages);
  size_t begin = 0, end = pages.size();
  const auto note_missing = [&](std::string why) {
    pages.Note(cue.rule.id(), RuleNote::Kind::kMissing, std::move(why));
  };
  if (cue.rule.pages() == v1::CUE_PAGES_LAST) {
    begin = end > count ? end - count : 0;
  } else if (cue.rule.pages() != v1::CUE_PAGES_ALL) {
    end = std::min(end, count);
  }
  for (size_t p = begin; p < end; ++p) {
    if (!cue.rule.anchor().empty() &&
        pages.raw(p).text.find(cue.rule.anchor()) == std::string::npos) {
      if (pages.Traces(p)) note_missing(cue.rule.anchor() + " is not on the page");
      continue;
    }
    const MetadataPage& page = pages.at(p, cue.rule.running());
    if (!Satisfies(page.lower, cue.needs)) {
      if (pages.Traces(p)) note_missing("no match on the page");
      continue;
    }
    std::string refused;
    std::optional<Reading> found = FindReading(cue, page, 0, pages.Traces(p) ? &refused : nullptr);
    if (!refused.empty()) {
      pages.Note(cue.rule.id(), RuleNote::Kind::kStopped,
                 "\"" + refused + "\": excluded by one of its `unless`");
    }
    if (!found) {
      if (pages.Traces(p) && refused.empty()) note_missing("no match on the page");
      continue;
    }
    while (cue.rule.last()) {
      std::optional<Reading> next = FindReading(cue, page, found->match_end);
      if (!next) break;
      found = std::move(next);
    }
    found->page = p;
    found->running = cue.rule.running();
    readings.push_back(*std::move(found));
    // A cue whose first match decides needs no more pages.
    if (!cue.rule.last() && !cue.rule.running()) break;
  }
  if (cue.rule.last() && readings.size() > 1) readings.erase(readings.begin(), readings.end() - 1);
  if (cue.rule.running() && !readings.empty()) {
    std::map<std::string, size_t> pages_with;
    for (const Reading& r : readings) ++pages_with[r.value];
    const auto best =
        std::max_element(readings.begin(), readings.end(), [&](const Reading& a, const Reading& b) {
          return pages_with[a.value] < pages_with[b.value];
        });
    readings = {*best};
  }
  return readings;
}

}  // namespace filing_review::classify
