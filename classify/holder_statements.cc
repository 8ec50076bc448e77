#include "classify/holder_statements.h"

#include <re2/re2.h>

#include <algorithm>

#include "classify/fold.h"
#include "classify/holder_nationality.h"
#include "classify/holder_prints.h"
#include "classify/pattern_match.h"

namespace filing_review::classify {

namespace {

// Times that one sentence may name holders and still be read.
constexpr int kMostInSentence = 12;
// Bytes behind a name in a table row that may still speak of it.
constexpr size_t kMostInRow = 120;

class StatementReader {
 public:
  StatementReader(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  const HolderPrints& prints)
      : analyzed_(analyzed), lexicon_(lexicon), prints_(prints) {}

  std::map<std::string, HolderStatement> Read() {
    ReadNationalityTables(analyzed_, lexicon_, prints_, found_);
    for (const Sentence& s : analyzed_.sentences) ReadSentence(s);
    return std::move(found_);
  }

 private:
  void ReadSentence(const Sentence& s) {
    const Passage& passage = analyzed_.passages[s.passage];
    const bool row = passage.kind == PassageKind::kTableRow;
    std::string_view text = analyzed_.Text(s);
    size_t begin = 0, end = 0;
    if (!prints_.Next(text, 0, begin, end)) return;
    std::string joined;
    if (!row) text = WithAbbreviations(passage.text, s);
    if (passage.kind == PassageKind::kHeading && s.passage + 1 < analyzed_.passages.size() &&
        SaysWhatItIs(lexicon_, text.substr(end))) {
      // The first line of a paragraph that was taken for a heading.
      const Passage& next = analyzed_.passages[s.passage + 1];
      if (next.kind == PassageKind::kParagraph) {
        joined = std::string(text) + next.text.substr(0, next.text.find("。"));
        text = joined;
      }
    }
    for (int n = 0; n < kMostInSentence && prints_.Next(text, begin, begin, end);
         ++n, begin = end) {
      const HolderPrint* print = prints_.Find(std::string(text.substr(begin, end - begin)));
      if (print == nullptr) continue;
      if (!print->whole.empty() && passage.text.find(print->whole) == std::string::npos) {
        continue;
      }
      ReadNamed(text, begin, end, *print, row);
    }
  }

  // A sentence that was cut behind "Ltd." or "L.P." goes on with the next.
  std::string_view WithAbbreviations(std::string_view passage, const Sentence& s) const {
    static const RE2& kEnd = *new RE2("[.;] |[。;]|$");
    size_t end = s.end;
    for (int n = 0; n < 6 && end < passage.size(); ++n) {
      if (!lexicon_.Has(v1::HOLDER_CUE_ABBREVIATION, passage.substr(s.begin, end - s.begin))) break;
      re2::StringPiece stop;
      if (!kEnd.Match(Piece(passage), end, passage.size(), RE2::UNANCHORED, &stop, 1)) break;
      const size_t next = static_cast<size_t>(stop.data() - passage.data()) + stop.size();
      if (next <= end) break;
      end = next;
    }
    return passage.substr(s.begin, end - s.begin);
  }

  void ReadNamed(std::string_view text, size_t begin, size_t end, const HolderPrint& print,
                 bool row) {
    HolderStatement& found = found_[print.key];
    std::string_view rest = text.substr(end);
    if (print.whole.empty()) ReadFullName(text.substr(0, begin), rest, row, found);
    // A long row is several cells run together; its places are those of others.
    const bool one = !row || rest.size() <= kMostInRow;
    if (one && (!found.person.has_value() || !found.person->nationality)) {
      const std::optional<PersonHome> home = PersonOrigin(lexicon_, OfPerson(rest));
      if (home.has_value() && (!found.person.has_value() || home->nationality)) {
        found.person = home;
      }
    }
    if (print.whole.empty() && SaysWhatItIs(lexicon_, rest) &&
        (!found.company.has_value() || !found.company->direct)) {
      const std::optional<Origin> origin = CompanyOrigin(lexicon_, OfCompany(rest));
      // What is said of it in one clause is closer than what stands farther behind it.
      if (origin.has_value() && (!found.company.has_value() || origin->direct)) {
        found.company = origin;
      }
    }
  }

  // Names that stand in a row with this one share what follows; another name ends it.
  std::string_view OfPerson(std::string_view rest) const {
    size_t from = 0, begin = 0, end = 0;
    while (prints_.Next(rest, from, begin, end)) {
      const std::string_view between = rest.substr(from, begin - from);
      if (!between.empty() && !lexicon_.Has(v1::HOLDER_CUE_NAME_JOIN, between)) {
        return rest.substr(from, begin - from);
      }
      from = end;
    }
    return rest.substr(from);
  }

  // Another name behind the end of a clause ends what is said of a company.
  std::string_view OfCompany(std::string_view rest) const {
    size_t at = 0, begin = 0, end = 0;
    while (prints_.Next(rest, at, begin, end)) {
      std::string_view before = rest.substr(0, begin);
      while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
      if (before.ends_with(';') || before.ends_with("。")) return before;
      at = end;
    }
    return rest;
  }

  // "short \t 指 \t full", "full (the “short”)".
  void ReadFullName(std::string_view before, std::string_view rest, bool row,
                    HolderStatement& found) {
    static const RE2& kCloses = *new RE2("^[”」』\"]");
    static const RE2& kFull = *new RE2("^[\\t ]*([^,。;:\\t]{4,90})");
    static const RE2& kShort =
        *new RE2("([^,。;:、\"“”「」『』\\t]{4,160}?) ?[(]?(?:[^()\"“「『]{0,30})[\"“「『]$");
    if (!found.full_names.empty()) return;
    std::string full;
    if (before.size() > 220) before.remove_prefix(before.size() - 220);
    re2::StringPiece behind = Piece(rest);
    const bool closes = RE2::Consume(&behind, kCloses);
    const bool defined =
        before.size() <= 4 &&
        (row ? rest.substr(0, 12).find('\t') != std::string_view::npos && TwoCells(rest)
             : SaysWhatItMeans({behind.data(), behind.size()})) &&
        RE2::PartialMatch(BehindMeans({behind.data(), behind.size()}), kFull, &full);
    if (!defined && (!closes || !RE2::PartialMatch(Piece(before), kShort, &full))) return;
    size_t begin = 0, end = 0;
    while (lexicon_.Find(v1::HOLDER_CUE_NAME_LEAD, full, begin, end) && begin == 0 && end > 0) {
      full.erase(0, end);
    }
    if (lexicon_.Has(v1::HOLDER_CUE_NOT_A_FULL_NAME, full)) return;
    if (full.size() >= 6 && lexicon_.Has(v1::HOLDER_CUE_COMPANY_NAME, full)) {
      found.full_names.push_back(full);
    }
  }

  // Of what follows a short name and its closing quote.
  bool SaysWhatItMeans(std::string_view text) const {
    size_t end = 0;
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return lexicon_.StartsWith(v1::HOLDER_CUE_MEANS, text, end);
  }

  // Likewise, without the words that say that it means something.
  re2::StringPiece BehindMeans(std::string_view text) const {
    size_t end = 0;
    if (text.starts_with('\t')) text.remove_prefix(1);
    if (lexicon_.StartsWith(v1::HOLDER_CUE_MEANS, text, end)) text.remove_prefix(end);
    return Piece(text);
  }

  // Behind a short name: what it means, and no more cells.
  bool TwoCells(std::string_view rest) const {
    const size_t tab = rest.find('\t');
    const size_t next = rest.find('\t', tab + 1);
    if (next == std::string_view::npos) return true;
    const std::string_view cell = rest.substr(tab + 1, next - tab - 1);
    size_t end = 0;
    return lexicon_.StartsWith(v1::HOLDER_CUE_MEANS, cell, end) && end == cell.size();
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  const HolderPrints& prints_;
  std::map<std::string, HolderStatement> found_;
};

}  // namespace

std::map<std::string, HolderStatement> ReadHolderStatements(
    const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
    const std::vector<HolderMention>& mentions) {
  const HolderPrints prints(lexicon, mentions);
  if (!prints.ok()) return {};
  return StatementReader(analyzed, lexicon, prints).Read();
}

}  // namespace filing_review::classify
