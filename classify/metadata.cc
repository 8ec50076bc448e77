#include "classify/metadata.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "classify/fold.h"
#include "classify/metadata_cue.h"
#include "classify/metadata_date.h"

namespace filing_review::classify {

namespace {

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

// Says of a reading on the page that is traced what became of it.
void Tell(Pages& pages, const Reading& reading, bool decided, const std::string& what) {
  if (!pages.Traces(reading.page)) return;
  pages.Note(reading.cue->rule.id(), decided ? RuleNote::Kind::kFired : RuleNote::Kind::kStopped,
             "\"" + reading.value + "\": " + what);
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
  for (const Reading& reading : readings) {
    const auto& speaks_for = reading.cue->rule.types();
    const bool decided = std::find(speaks_for.begin(), speaks_for.end(), best) != speaks_for.end();
    Tell(pages, reading, decided,
         decided ? "type " + v1::FilingType_Name(best).substr(12)
         : weight < rules.type_weight_needed()
             ? "the cues together weigh less than is needed"
             : "other cues weigh more: " + v1::FilingType_Name(best).substr(12));
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
  std::vector<Reading> all;
  for (const Cue& cue : venues) {
    if (!UsableFor(cue, metadata.filing_type())) continue;
    for (const Reading& reading : Readings(cue, pages)) {
      weights[cue.rule.venue()] += cue.rule.weight();
      shown.try_emplace(cue.rule.venue(), reading);
      all.push_back(reading);
    }
  }
  double weight = 0;
  for (const auto& [venue, sum] : weights) {
    if (sum > weight) {
      metadata.set_listing_venue(venue);
      weight = sum;
    }
  }
  for (const Reading& reading : all) {
    const bool decided = weight > 0 && reading.cue->rule.venue() == metadata.listing_venue();
    Tell(pages, reading, decided,
         (decided ? "venue " : "other cues weigh more: ") +
             v1::ListingVenue_Name(metadata.listing_venue()).substr(14));
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
  std::vector<Reading> passed;
  for (const Cue& cue : dates) {
    if (!UsableFor(cue, metadata.filing_type())) continue;
    if (best && cue.rule.weight() <= best->cue->rule.weight()) continue;
    for (Reading& reading : Readings(cue, pages)) {
      std::string parsed = ParseDate(reading.value, rules.months());
      if (parsed.empty()) {
        Tell(pages, reading, false, "no date is read of it");
        continue;
      }
      if (best) passed.push_back(*std::move(best));
      date = std::move(parsed);
      best = std::move(reading);
      break;
    }
  }
  if (!best) return;
  for (const Reading& reading : passed) Tell(pages, reading, false, "another cue weighs more");
  Tell(pages, *best, true, "date " + date);
  metadata.set_filing_date(date);
  pages.at(best->page, best->running)
      .AddEvidence(document_id, best->match_begin, best->match_end, *metadata.mutable_evidence());
}

void MetadataReader::Impl::ReadIssuer(Pages& pages, const std::string& document_id,
                                      v1::FilingMetadata& metadata) const {
  std::optional<Reading> best[2];  // Latin, Chinese
  std::vector<Reading> passed;
  for (const Cue& cue : issuers) {
    if (!UsableFor(cue, metadata.filing_type())) continue;
    for (Reading& reading : Readings(cue, pages)) {
      // A mark for a note ("for identification only") is no part of the name.
      while (!reading.value.empty() && reading.value.back() == '*') reading.value.pop_back();
      std::optional<Reading>& place = best[HasHan(reading.value) ? 1 : 0];
      if (!place) {
        place = std::move(reading);
        continue;
      }
      if (cue.rule.weight() > place->cue->rule.weight()) std::swap(*place, reading);
      passed.push_back(std::move(reading));
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
    if (!reading) continue;
    if (weight(reading) < rules.other_name_share() * heaviest) {
      Tell(pages, *reading, false, "the name in the other script weighs far more");
      continue;
    }
    Tell(pages, *reading, true, "issuer");
    if (issuer.find(reading->value) != std::string::npos) continue;
    if (!issuer.empty()) issuer += " / ";
    issuer += reading->value;
    pages.at(reading->page, reading->running)
        .AddEvidence(document_id, reading->begin, reading->end, *metadata.mutable_evidence());
  }
  for (const Reading& reading : passed)
    Tell(pages, reading, false, "another cue weighs as much or more");
  metadata.set_issuer(issuer);
}

void MetadataReader::AddLanguages(const AnalyzedDocument& analyzed,
                                  v1::FilingMetadata& metadata) const {
  ReadLanguages(*analyzed.document, metadata);
}

void MetadataReader::Read(const AnalyzedDocument& analyzed, const ClassifyOptions& options,
                          v1::FilingMetadata& metadata) const {
  Pages pages(*analyzed.document, options.trace);
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
    for (const Reading& reading : Readings(cue, pages)) {
      metadata.set_draft_stage(reading.value);
      Tell(pages, reading, true, "stage of the draft");
    }
  }
  for (const Cue& cue : impl_->amendments) {
    if (metadata.has_amends()) break;
    for (const Reading& reading : Readings(cue, pages)) {
      metadata.set_amends(reading.value);
      Tell(pages, reading, true, "what it amends");
    }
  }
}

}  // namespace filing_review::classify
