#include "classify/holder_class.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classify/fold.h"
#include "classify/holder_class_shared.h"
#include "classify/holder_origin.h"
#include "classify/holder_prints.h"
#include "classify/holder_statements.h"

namespace filing_review::classify {

namespace {

struct NoteOrigin {
  std::optional<Origin> said;     // of the holder itself
  std::optional<Origin> implied;  // of others in the note
};

// What a footnote says of the holder whose prints are `prints` (its name first).
NoteOrigin OriginInFootnote(const HolderLexicon& lexicon, const std::string& note,
                            const std::vector<std::string>& prints, bool person) {
  bool named = false;
  NoteOrigin out;
  for (const std::string& print : prints) {
    for (size_t at = note.find(print); at != std::string::npos;
         at = note.find(print, at + print.size())) {
      named = true;
      const std::string_view rest = std::string_view(note).substr(at + print.size());
      if (person) {
        const std::optional<PersonHome> home = PersonOrigin(lexicon, rest);
        if (home.has_value() && home->nationality) return {home->origin, {}};
        if (home.has_value() && !out.said.has_value()) out.said = home->origin;
      } else if (const std::optional<Origin> origin = CompanyOrigin(lexicon, rest);
                 origin.has_value()) {
        if (SaysWhatItIs(lexicon, rest)) return {origin, {}};
        if (!out.implied.has_value()) out.implied = origin;
      }
    }
  }
  if (out.said.has_value() || out.implied.has_value()) return out;
  if (person) {
    const std::optional<PersonHome> home = PersonOrigin(lexicon, note);
    // A seat of the vehicle that the note is on is not its owner's home.
    if (home.has_value() && home->origin.holder_class != v1::HOLDER_CLASS_OFFSHORE_VEHICLE) {
      out.said = home->origin;
    }
    return out;
  }
  const std::optional<Origin> whole = CompanyOrigin(lexicon, note);
  if (!named) {
    out.said = whole;
  } else if (whole.has_value() && whole->holder_class == v1::HOLDER_CLASS_FOREIGN) {
    // A note on others as well tells no more than that a foreign company is in the chain.
    out.implied = whole;
  }
  return out;
}

class Classer {
 public:
  Classer(const HolderLexicon& lexicon, v1::ListingVenue venue,
          std::map<std::string, HolderStatement> statements)
      : lexicon_(lexicon), venue_(venue), statements_(std::move(statements)) {}

  void Class(HolderMention& m) const {
    v1::Holder& holder = m.holder;
    holder.set_holder_class(v1::HOLDER_CLASS_UNKNOWN);
    holder.set_class_basis(v1::CLASS_BASIS_NONE);
    if (m.group) {
      holder.set_kind(v1::HOLDER_KIND_DIRECTOR_OFFICER);
      return;
    }
    const std::string folded = FoldText(m.name.name);
    const bool person = IsPersonName(lexicon_, folded);
    const auto statement = statements_.find(m.key);
    const HolderStatement* said = statement == statements_.end() ? nullptr : &statement->second;
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
    for (const std::string& other : m.name.other_names) {
      // "Ann Ash (加拿大公民)".
      const std::string said_of_it = FoldText(other);
      if (!lexicon_.Has(v1::HOLDER_CUE_NATIONALITY, said_of_it)) continue;
      for (const PlaceHit& hit : lexicon_.Places(said_of_it)) {
        place(hit.place, v1::CLASS_BASIS_STATED);
      }
    }
    const std::vector<PlaceHit> address = lexicon_.Places(FoldText(m.name.rest));
    if (person && !address.empty()) place(address[0].place, v1::CLASS_BASIS_STATED);
    if (m.name.state_mark) place(lexicon_.PlaceOf("CN"), v1::CLASS_BASIS_STATED);
    if (person) {
      // A place behind a person's name, "王某(台湾)".
      for (const PlaceHit& hit : lexicon_.Places(folded)) {
        if (hit.begin > 0 && folded[hit.begin - 1] == '(') {
          place(hit.place, v1::CLASS_BASIS_STATED);
        }
        break;
      }
    }
    NoteOrigin note;
    if (!m.footnote.empty()) {
      std::vector<std::string> prints = {folded};
      for (const std::string& address : AddressesOf(lexicon_, folded)) prints.push_back(address);
      note = OriginInFootnote(lexicon_, m.footnote, prints, person);
      take(note.said, v1::CLASS_BASIS_FOOTNOTE);
    }
    if (said != nullptr) {
      if (said->person.has_value() &&
          (person || (said->person->nationality && !said->company.has_value() &&
                      !lexicon_.Has(v1::HOLDER_CUE_COMPANY_NAME, folded)))) {
        take(said->person->origin, v1::CLASS_BASIS_DEFINITION);
      }
      // A name without a form of address may turn out to be a company's.
      if (!person || !lexicon_.Has(v1::HOLDER_CUE_PERSON_NAME, folded)) {
        // "From the United Kingdom" is less close than "incorporated in its overseas territory".
        if (origin.place != nullptr && !m.name.state_mark && said->company.has_value() &&
            said->company->direct && said->company->place->within == origin.place->code) {
          origin.place = nullptr;
        }
        take(said->company, v1::CLASS_BASIS_DEFINITION);
      }
      for (const std::string& full : said->full_names) {
        holder.add_other_names(full);
        take(OriginOfName(lexicon_, full), v1::CLASS_BASIS_DEFINITION);
      }
    }
    place(known.place, v1::CLASS_BASIS_KNOWN_INVESTOR);
    if (!person) {
      take(OriginOfName(lexicon_, folded), v1::CLASS_BASIS_LEGAL_FORM);
      for (const std::string& other : m.name.other_names) {
        take(OriginOfName(lexicon_, FoldText(other)), v1::CLASS_BASIS_LEGAL_FORM);
      }
    }
    take(note.implied, v1::CLASS_BASIS_FOOTNOTE);
    // Where a company's post goes tells less of it than anything else does.
    if (!address.empty()) place(address[0].place, v1::CLASS_BASIS_STATED);
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
  const std::map<std::string, HolderStatement> statements_;
};

}  // namespace

void ClassHolders(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  v1::ListingVenue venue, std::vector<HolderMention>& mentions) {
  // Before the venue is known, a filing in Simplified Chinese is a mainland one.
  if (venue == v1::LISTING_VENUE_UNSPECIFIED && analyzed.mostly_chinese && !analyzed.traditional) {
    venue = v1::LISTING_VENUE_CN_MAINLAND;
  }
  const Classer classer(lexicon, venue, ReadHolderStatements(analyzed, lexicon, mentions));
  for (HolderMention& m : mentions) classer.Class(m);
  ShareClasses(lexicon, mentions);
  ClassByOfficersAddress(analyzed, lexicon, mentions);
  for (HolderMention& m : mentions) {
    for (const HolderRemark& remark : m.remarks) {
      AddEvidence(analyzed, remark.passage, remark.begin, remark.end, v1::EVIDENCE_ROLE_FOOTNOTE,
                  *m.holder.mutable_evidence());
    }
  }
}

}  // namespace filing_review::classify
