#include "classify/holder_class.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Bytes behind a name in which a place still speaks of it, and around a place for words of origin.
constexpr size_t kReach = 360;
constexpr size_t kNear = 60;
constexpr size_t kMostNames = 400;

struct Origin {
  const Place* place = nullptr;
  v1::HolderClass holder_class = v1::HOLDER_CLASS_UNKNOWN;
};

std::string_view Around(std::string_view text, size_t begin, size_t end, size_t reach) {
  const size_t from = begin > reach ? begin - reach : 0;
  return text.substr(from, std::min(text.size(), end + reach) - from);
}

// What `text` says of a holder whose name ends at `from`. `skip`: bytes of other names in it.
std::optional<Origin> Judge(const HolderLexicon& lexicon, std::string_view text, size_t from,
                            bool person) {
  text = text.substr(from);
  if (text.size() > 3 * kReach) text = text.substr(0, 3 * kReach);
  Origin origin;
  for (const PlaceHit& hit : lexicon.Places(text)) {
    const std::string_view near = Around(text, hit.begin, hit.end, kNear);
    if (origin.place == nullptr) {
      if (hit.begin > kReach) break;
      if (person ? !lexicon.Has(v1::HOLDER_CUE_NATIONALITY, near)
                 : !lexicon.Has(v1::HOLDER_CUE_ORIGIN, near)) {
        continue;
      }
      origin.place = hit.place;
      origin.holder_class = hit.place->holder_class;
      if (origin.holder_class != v1::HOLDER_CLASS_OFFSHORE_VEHICLE) return origin;
      continue;
    }
    // Behind a vehicle: who owns it.
    if (hit.place->holder_class == v1::HOLDER_CLASS_FOREIGN &&
        lexicon.Has(v1::HOLDER_CUE_ORIGIN, near)) {
      origin.holder_class = v1::HOLDER_CLASS_FOREIGN;
      return origin;
    }
    if (hit.place->holder_class == v1::HOLDER_CLASS_PRC) return origin;
  }
  if (origin.place == nullptr) return std::nullopt;
  return origin;
}

bool IsPerson(const HolderLexicon& lexicon, const HolderMention& m) {
  const std::string folded = FoldText(m.name.name);
  if (lexicon.Has(v1::HOLDER_CUE_PERSON_NAME, folded)) return true;
  if (lexicon.Has(v1::HOLDER_CUE_COMPANY_NAME, folded)) return false;
  const size_t han = HanCount(folded);
  if (han > 0) return han <= 4;
  return std::count(folded.begin(), folded.end(), ' ') >= 1 && folded.size() < 40;
}

// Names by their print in normalised text, and what sentences say of them.
class Statements {
 public:
  Statements(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
             const std::vector<HolderMention>& mentions)
      : analyzed_(analyzed), lexicon_(lexicon) {
    for (const HolderMention& m : mentions) {
      Add(m.name.name, m.key);
      for (const std::string& other : m.name.other_names) Add(other, m.key);
    }
    Scan();
  }

  struct Found {
    std::optional<Origin> company, person;
    std::vector<std::string> other_names;
    bool government = false;
    std::string government_text;
  };
  const Found* Of(const std::string& key) const {
    const auto it = found_.find(key);
    return it == found_.end() ? nullptr : &it->second;
  }

 private:
  void Add(const std::string& name, const std::string& key) {
    std::string folded = FoldText(name);
    static const RE2& kAddress =
        *new RE2("(?:先生|女士|博士|教授|小姐)$|^(?i:mr|ms|mrs|dr|prof)\\.? ");
    RE2::GlobalReplace(&folded, kAddress, "");
    if (folded.size() < 4 || names_.size() >= kMostNames) return;
    names_.emplace(folded, key);
  }

  void Scan() {
    if (names_.empty()) return;
    std::vector<std::string> all;
    for (const auto& [name, key] : names_) all.push_back(name);
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string pattern;
    for (const std::string& name : all) {
      if (!pattern.empty()) pattern += '|';
      pattern += RE2::QuoteMeta(name);
    }
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    const RE2 names("(" + pattern + ")", options);
    if (!names.ok()) return;
    for (const Sentence& s : analyzed_.sentences) {
      const std::string_view text = analyzed_.Text(s);
      re2::StringPiece match;
      size_t at = 0;
      int spoken = 0;
      while (at < text.size() && spoken < 8 &&
             names.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &match, 1)) {
        const size_t begin = static_cast<size_t>(match.data() - text.data());
        at = begin + match.size();
        ++spoken;
        Read(text, begin, at, names_.find(std::string(match))->second,
             analyzed_.passages[s.passage].kind == PassageKind::kTableRow);
      }
    }
  }

  void Read(std::string_view text, size_t begin, size_t end, const std::string& key, bool row) {
    Found& found = found_[key];
    // "short name <tab> 指 <tab> full name": the full name is another name.
    if (row) {
      static const RE2& kMeans = *new RE2("^[\"“「]?\\t?指\\t([^,。;(\\t]{4,60})");
      std::string full;
      const std::string_view rest = text.substr(end);
      if (begin <= 4 &&
          RE2::PartialMatch(re2::StringPiece(rest.data(), rest.size()), kMeans, &full)) {
        if (found.other_names.empty()) found.other_names.push_back(full);
      }
    }
    if (!found.company.has_value()) found.company = Judge(lexicon_, text, end, false);
    if (!found.person.has_value()) found.person = Judge(lexicon_, text, end, true);
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  std::map<std::string, std::string> names_;  // folded print to key
  std::map<std::string, Found> found_;
};

class Classer {
 public:
  Classer(const HolderLexicon& lexicon, v1::ListingVenue venue, const Statements& statements)
      : lexicon_(lexicon), venue_(venue), statements_(statements) {}

  void Class(HolderMention& m) const {
    v1::Holder& holder = m.holder;
    holder.set_holder_class(v1::HOLDER_CLASS_UNKNOWN);
    holder.set_class_basis(v1::CLASS_BASIS_NONE);
    if (m.group) {
      holder.set_kind(v1::HOLDER_KIND_DIRECTOR_OFFICER);
      return;
    }
    const bool person = IsPerson(lexicon_, m);
    const std::string folded = FoldText(m.name.name);
    const Statements::Found* said = statements_.Of(m.key);
    const HolderLexicon::Known known = lexicon_.ByKnownInvestor(folded);
    Origin origin;
    v1::ClassBasis basis = v1::CLASS_BASIS_NONE;
    const auto take = [&](const std::optional<Origin>& found, v1::ClassBasis from) {
      if (origin.place != nullptr || !found.has_value()) return;
      origin = *found;
      basis = from;
    };
    const auto place = [&](const Place* p, v1::ClassBasis from) {
      if (p != nullptr) take(Origin{p, p->holder_class}, from);
    };
    // The row itself: a column of nationality or place, an address.
    for (const PlaceHit& hit : lexicon_.Places(m.stated)) {
      place(hit.place, v1::CLASS_BASIS_STATED);
      break;
    }
    if (m.name.state_mark) place(lexicon_.PlaceOf("CN"), v1::CLASS_BASIS_STATED);
    if (!m.footnote.empty()) {
      // The footnote may name several: what follows this name, else, for a note without it, all.
      size_t at = m.footnote.find(folded);
      const bool named = at != std::string::npos;
      take(Judge(lexicon_, m.footnote, named ? at + folded.size() : 0, person && named),
           v1::CLASS_BASIS_FOOTNOTE);
      if (person && origin.place != nullptr &&
          origin.holder_class == v1::HOLDER_CLASS_OFFSHORE_VEHICLE) {
        // A vehicle's seat is not its owner's.
        origin = Origin{};
        basis = v1::CLASS_BASIS_NONE;
      }
    }
    if (said != nullptr) {
      take(person ? said->person : said->company, v1::CLASS_BASIS_DEFINITION);
      for (const std::string& other : said->other_names) {
        holder.add_other_names(other);
        place(lexicon_.ByLegalForm(other), v1::CLASS_BASIS_DEFINITION);
        if (lexicon_.Has(v1::HOLDER_CUE_MAINLAND_NAME, other)) {
          place(lexicon_.PlaceOf("CN"), v1::CLASS_BASIS_DEFINITION);
        }
      }
    }
    place(known.place, v1::CLASS_BASIS_KNOWN_INVESTOR);
    if (!person) {
      place(lexicon_.ByLegalForm(folded), v1::CLASS_BASIS_LEGAL_FORM);
      for (const std::string& other : m.name.other_names) {
        place(lexicon_.ByLegalForm(FoldText(other)), v1::CLASS_BASIS_LEGAL_FORM);
      }
      if (lexicon_.Has(v1::HOLDER_CUE_MAINLAND_NAME, folded)) {
        place(lexicon_.PlaceOf("CN"), v1::CLASS_BASIS_LEGAL_FORM);
      }
    } else {
      // A place behind a person's name, "王某(台湾)".
      for (const PlaceHit& hit : lexicon_.Places(folded)) {
        if (hit.begin > 0) place(hit.place, v1::CLASS_BASIS_STATED);
        break;
      }
    }
    if (origin.place == nullptr && lexicon_.Has(v1::HOLDER_CUE_ABROAD, m.stated)) {
      origin.holder_class = v1::HOLDER_CLASS_FOREIGN;
      basis = v1::CLASS_BASIS_STATED;
    } else if (origin.place == nullptr && lexicon_.Has(v1::HOLDER_CUE_DOMESTIC, m.stated)) {
      place(lexicon_.PlaceOf("CN"), v1::CLASS_BASIS_STATED);
    } else if (origin.place == nullptr && venue_ == v1::LISTING_VENUE_CN_MAINLAND &&
               HanCount(folded) >= 2) {
      // A mainland prospectus says so where a holder is from abroad; it does not for the others.
      place(lexicon_.PlaceOf("CN"), v1::CLASS_BASIS_NONE);
    }
    if (origin.place != nullptr) holder.set_jurisdiction(origin.place->code);
    holder.set_holder_class(origin.holder_class);
    holder.set_class_basis(basis);
    SetKind(m, known.government);
  }

 private:
  void SetKind(HolderMention& m, bool known_government) const {
    v1::Holder& holder = m.holder;
    const std::string folded = FoldText(m.name.name);
    size_t begin = 0, end = 0;
    const auto link = [&](const std::string& text) {
      if (!holder.government_link().empty() ||
          !lexicon_.Find(v1::HOLDER_CUE_GOVERNMENT, text, begin, end)) {
        return;
      }
      holder.set_government_link(text.substr(begin, end - begin));
    };
    link(folded);
    link(m.stated);
    const size_t at = m.footnote.find(folded);
    if (at != std::string::npos) link(m.footnote.substr(at, 400));
    if (m.name.state_mark && holder.government_link().empty()) holder.set_government_link("SS");
    if (lexicon_.Has(v1::HOLDER_CUE_NOMINEE, folded)) {
      holder.set_kind(v1::HOLDER_KIND_NOMINEE_DEPOSITARY);
    } else if (known_government || !holder.government_link().empty()) {
      if (holder.kind() != v1::HOLDER_KIND_CORNERSTONE) {
        holder.set_kind(v1::HOLDER_KIND_GOVERNMENT_OR_SOVEREIGN);
      }
    } else if (holder.kind() == v1::HOLDER_KIND_UNSPECIFIED) {
      holder.set_kind(v1::HOLDER_KIND_PRINCIPAL);
    }
  }

  const HolderLexicon& lexicon_;
  const v1::ListingVenue venue_;
  const Statements& statements_;
};

}  // namespace

void ClassHolders(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  v1::ListingVenue venue, std::vector<HolderMention>& mentions) {
  const Statements statements(analyzed, lexicon, mentions);
  // Before the venue is known, a filing in Simplified Chinese is a mainland one.
  if (venue == v1::LISTING_VENUE_UNSPECIFIED && analyzed.mostly_chinese && !analyzed.traditional) {
    venue = v1::LISTING_VENUE_CN_MAINLAND;
  }
  const Classer classer(lexicon, venue, statements);
  for (HolderMention& m : mentions) {
    classer.Class(m);
    for (const HolderRemark& remark : m.remarks) {
      AddEvidence(analyzed, remark.passage, remark.begin, remark.end, v1::EVIDENCE_ROLE_FOOTNOTE,
                  *m.holder.mutable_evidence());
    }
  }
}

}  // namespace filing_review::classify
