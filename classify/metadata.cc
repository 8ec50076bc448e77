#include "classify/metadata.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "classify/fold.h"
#include "classify/literal_needs.h"
#include "classify/metadata_date.h"
#include "classify/metadata_page.h"

namespace filing_review::classify {

namespace {

constexpr int kDefaultPages = 10;

struct Cue {
  v1::MetadataCue rule;
  std::unique_ptr<LazyPattern> match;
  LiteralNeeds needs;  // of `match`
  std::vector<std::unique_ptr<LazyPattern>> unless;
};

// A value that a cue found.
struct Reading {
  const Cue* cue = nullptr;
  size_t page = 0;  // index into the pages of the document
  bool running = false;
  size_t begin = 0, end = 0;              // the value, bytes of that page's text
  size_t match_begin = 0, match_end = 0;  // the whole match
  std::string value;                      // as printed
};

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

// The pages of a document as cues read them, each made once.
class Pages {
 public:
  explicit Pages(const extract::Document& document) : document_(document) {}
  size_t size() const { return document_.pages.size(); }
  const extract::Page& raw(size_t page) const { return document_.pages[page]; }
  const MetadataPage& at(size_t page, bool running) {
    auto [place, fresh] = made_.try_emplace({page, running});
    if (fresh) place->second = MakeMetadataPage(document_.pages[page], running);
    return place->second;
  }

 private:
  const extract::Document& document_;
  std::map<std::pair<size_t, bool>, MetadataPage> made_;
};

bool UsableFor(const Cue& cue, v1::FilingType type) {
  const auto& types = cue.rule.types();
  return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

std::optional<Reading> Find(const Cue& cue, const MetadataPage& page, size_t from) {
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
    from = std::max(reading.match_end, from + 1);
  }
  return std::nullopt;
}

// All readings of a cue, at most one a page (`last`: the last of each page).
std::vector<Reading> Readings(const Cue& cue, Pages& pages) {
  std::vector<Reading> readings;
  const size_t count =
      static_cast<size_t>(cue.rule.page_count() > 0 ? cue.rule.page_count() : kDefaultPages);
  size_t begin = 0, end = pages.size();
  if (cue.rule.pages() == v1::CUE_PAGES_LAST) {
    begin = end > count ? end - count : 0;
  } else if (cue.rule.pages() != v1::CUE_PAGES_ALL) {
    end = std::min(end, count);
  }
  for (size_t p = begin; p < end; ++p) {
    if (!cue.rule.anchor().empty() &&
        pages.raw(p).text.find(cue.rule.anchor()) == std::string::npos)
      continue;
    const MetadataPage& page = pages.at(p, cue.rule.running());
    if (!Satisfies(page.lower, cue.needs)) continue;
    std::optional<Reading> found = Find(cue, page, 0);
    if (!found) continue;
    while (cue.rule.last()) {
      std::optional<Reading> next = Find(cue, page, found->match_end);
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

bool HasHan(const std::string& text) {
  for (size_t at = 0; at < text.size();) {
    if (IsHan(NextCodePoint(text, at))) return true;
  }
  return false;
}

// Languages with at least a tenth of the letters. The script of Chinese is told page by page.
void ReadLanguages(const extract::Document& document, v1::FilingMetadata& metadata) {
  int64_t latin = 0, simplified = 0, traditional = 0;
  for (const extract::Page& page : document.pages) {
    int64_t han = 0, folded = 0;
    for (size_t at = 0; at < page.text.size();) {
      const auto byte = static_cast<unsigned char>(page.text[at]);
      if (byte < 0x80) {
        latin += (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        ++at;
        continue;
      }
      const char32_t c = NextCodePoint(page.text, at);
      if (!IsHan(c)) continue;
      ++han;
      folded += Fold(c) != c;
    }
    // A third of the characters of Traditional text are not Simplified ones; of Simplified, none.
    (folded * 10 > han ? traditional : simplified) += han;
  }
  const int64_t all = latin + simplified + traditional;
  std::vector<std::pair<int64_t, v1::Language>> found = {{latin, v1::LANGUAGE_EN},
                                                         {simplified, v1::LANGUAGE_ZH_HANS},
                                                         {traditional, v1::LANGUAGE_ZH_HANT}};
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [count, language] : found) {
    const auto& known = metadata.languages();
    if (count > 0 && count * 10 >= all &&
        std::find(known.begin(), known.end(), language) == known.end()) {
      metadata.add_languages(language);
    }
  }
}

}  // namespace

struct MetadataReader::Impl {
  v1::MetadataRules rules;
  std::vector<Cue> types, venues, dates, issuers, draft_stages, amendments;

  void ReadType(Pages& pages, const std::string& document_id, v1::FilingMetadata& metadata) const;
  void ReadVenue(Pages& pages, const std::string& document_id, v1::FilingMetadata& metadata) const;
  void ReadDate(Pages& pages, const std::string& document_id, v1::FilingMetadata& metadata) const;
  void ReadIssuer(Pages& pages, const std::string& document_id, v1::FilingMetadata& metadata) const;
};

MetadataReader::MetadataReader() : impl_(std::make_unique<Impl>()) {}
MetadataReader::~MetadataReader() = default;

absl::StatusOr<std::unique_ptr<MetadataReader>> MetadataReader::Create(const v1::RulePack& pack,
                                                                       const MacroTable& macros) {
  std::unique_ptr<MetadataReader> reader(new MetadataReader());
  Impl& impl = *reader->impl_;
  impl.rules = pack.metadata();
  for (const auto& [list, out] :
       {std::pair{&impl.rules.types(), &impl.types}, std::pair{&impl.rules.venues(), &impl.venues},
        std::pair{&impl.rules.dates(), &impl.dates},
        std::pair{&impl.rules.issuers(), &impl.issuers},
        std::pair{&impl.rules.draft_stages(), &impl.draft_stages},
        std::pair{&impl.rules.amendments(), &impl.amendments}}) {
    absl::StatusOr<std::vector<Cue>> cues = CompileCues(*list, macros);
    if (!cues.ok()) return cues.status();
    *out = *std::move(cues);
  }
  return reader;
}

void MetadataReader::Impl::ReadType(Pages& pages, const std::string& document_id,
                                    v1::FilingMetadata& metadata) const {
  std::map<v1::FilingType, double> weights;
  std::vector<Reading> readings;
  for (const Cue& cue : types) {
    for (Reading& reading : Readings(cue, pages)) {
      for (const int type : cue.rule.types())
        weights[static_cast<v1::FilingType>(type)] += cue.rule.weight();
      readings.push_back(std::move(reading));
    }
  }
  v1::FilingType best = v1::FILING_TYPE_OTHER;
  double weight = 0;
  for (const auto& [type, sum] : weights) {
    if (sum > weight) {
      best = type;
      weight = sum;
    }
  }
  if (weight < rules.type_weight_needed()) best = v1::FILING_TYPE_OTHER;
  metadata.set_filing_type(best);
  const Reading* shown = nullptr;
  for (const Reading& reading : readings) {
    const auto& speaks_for = reading.cue->rule.types();
    if (std::find(speaks_for.begin(), speaks_for.end(), best) == speaks_for.end()) continue;
    if (shown == nullptr || reading.cue->rule.weight() > shown->cue->rule.weight())
      shown = &reading;
  }
  if (shown != nullptr) {
    pages.at(shown->page, shown->running)
        .AddEvidence(document_id, shown->begin, shown->end, *metadata.mutable_evidence());
  }
}

void MetadataReader::Impl::ReadVenue(Pages& pages, const std::string& document_id,
                                     v1::FilingMetadata& metadata) const {
  for (const v1::FilingTypeVenue& known : rules.type_venues()) {
    if (known.type() == metadata.filing_type()) {
      metadata.set_listing_venue(known.venue());
      return;
    }
  }
  std::map<v1::ListingVenue, double> weights;
  std::map<v1::ListingVenue, Reading> shown;
  for (const Cue& cue : venues) {
    if (!UsableFor(cue, metadata.filing_type())) continue;
    for (const Reading& reading : Readings(cue, pages)) {
      weights[cue.rule.venue()] += cue.rule.weight();
      shown.try_emplace(cue.rule.venue(), reading);
    }
  }
  double weight = 0;
  for (const auto& [venue, sum] : weights) {
    if (sum > weight) {
      metadata.set_listing_venue(venue);
      weight = sum;
    }
  }
  if (weight == 0) return;
  const Reading& reading = shown.at(metadata.listing_venue());
  pages.at(reading.page, reading.running)
      .AddEvidence(document_id, reading.begin, reading.end, *metadata.mutable_evidence());
}

void MetadataReader::Impl::ReadDate(Pages& pages, const std::string& document_id,
                                    v1::FilingMetadata& metadata) const {
  std::optional<Reading> best;
  std::string date;
  for (const Cue& cue : dates) {
    if (!UsableFor(cue, metadata.filing_type())) continue;
    if (best && cue.rule.weight() <= best->cue->rule.weight()) continue;
    for (Reading& reading : Readings(cue, pages)) {
      std::string parsed = ParseDate(reading.value, rules.months());
      if (parsed.empty()) continue;
      date = std::move(parsed);
      best = std::move(reading);
      break;
    }
  }
  if (!best) return;
  metadata.set_filing_date(date);
  pages.at(best->page, best->running)
      .AddEvidence(document_id, best->match_begin, best->match_end, *metadata.mutable_evidence());
}

void MetadataReader::Impl::ReadIssuer(Pages& pages, const std::string& document_id,
                                      v1::FilingMetadata& metadata) const {
  std::optional<Reading> best[2];  // Latin, Chinese
  for (const Cue& cue : issuers) {
    if (!UsableFor(cue, metadata.filing_type())) continue;
    for (Reading& reading : Readings(cue, pages)) {
      // A mark for a note ("for identification only") is no part of the name.
      while (!reading.value.empty() && reading.value.back() == '*') reading.value.pop_back();
      std::optional<Reading>& place = best[HasHan(reading.value) ? 1 : 0];
      if (!place || cue.rule.weight() > place->cue->rule.weight()) place = std::move(reading);
    }
  }
  const auto weight = [](const std::optional<Reading>& r) {
    return r ? r->cue->rule.weight() : 0.0;
  };
  const double heaviest = std::max(weight(best[0]), weight(best[1]));
  std::string issuer;
  for (const size_t script :
       weight(best[1]) > weight(best[0]) ? std::vector<size_t>{1, 0} : std::vector<size_t>{0, 1}) {
    const std::optional<Reading>& reading = best[script];
    if (!reading || weight(reading) < rules.other_name_share() * heaviest) continue;
    if (issuer.find(reading->value) != std::string::npos) continue;
    if (!issuer.empty()) issuer += " / ";
    issuer += reading->value;
    pages.at(reading->page, reading->running)
        .AddEvidence(document_id, reading->begin, reading->end, *metadata.mutable_evidence());
  }
  metadata.set_issuer(issuer);
}

void MetadataReader::AddLanguages(const AnalyzedDocument& analyzed,
                                  v1::FilingMetadata& metadata) const {
  ReadLanguages(*analyzed.document, metadata);
}

void MetadataReader::Read(const AnalyzedDocument& analyzed, const ClassifyOptions& options,
                          v1::FilingMetadata& metadata) const {
  Pages pages(*analyzed.document);
  impl_->ReadType(pages, analyzed.document_id, metadata);
  if (options.venue != v1::LISTING_VENUE_UNSPECIFIED) {
    metadata.set_listing_venue(options.venue);
    metadata.add_given("listingVenue");
  } else {
    impl_->ReadVenue(pages, analyzed.document_id, metadata);
  }
  if (!options.filing_date.empty()) {
    metadata.set_filing_date(options.filing_date);
    metadata.add_given("filingDate");
  } else {
    impl_->ReadDate(pages, analyzed.document_id, metadata);
  }
  impl_->ReadIssuer(pages, analyzed.document_id, metadata);
  ReadLanguages(*analyzed.document, metadata);
  for (const Cue& cue : impl_->draft_stages) {
    if (metadata.has_draft_stage()) break;
    if (!UsableFor(cue, metadata.filing_type())) continue;
    for (const Reading& reading : Readings(cue, pages)) metadata.set_draft_stage(reading.value);
  }
  for (const Cue& cue : impl_->amendments) {
    if (metadata.has_amends()) break;
    for (const Reading& reading : Readings(cue, pages)) metadata.set_amends(reading.value);
  }
}

}  // namespace filing_review::classify
