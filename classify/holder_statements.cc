#include "classify/holder_statements.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_columns.h"

namespace filing_review::classify {

namespace {

constexpr size_t kMostNames = 400;
// Times that one sentence may name holders and still be read.
constexpr int kMostInSentence = 12;
// Bytes behind a name in a table row that may still speak of it.
constexpr size_t kMostInRow = 120;

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

std::string WithoutAddress(std::string name) {
  static const RE2& kAddress =
      *new RE2("(?:先生|女士|博士|教授|小姐)$|^(?i:mr|ms|mrs|dr|prof)\\.? ");
  RE2::GlobalReplace(&name, kAddress, "");
  return name;
}

// A name in print.
struct Print {
  std::string key;
  std::string whole;  // for a form of address: the name that must stand in the same passage
  bool ambiguous = false;
};

class StatementReader {
 public:
  StatementReader(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon)
      : analyzed_(analyzed), lexicon_(lexicon) {}

  std::map<std::string, HolderStatement> Read(const std::vector<HolderMention>& mentions) {
    for (const HolderMention& m : mentions) {
      if (m.group) continue;
      Add(m.name.name, m.key);
      for (const std::string& other : m.name.other_names) Add(other, m.key);
    }
    if (!prints_.empty()) {
      ReadNationalityColumns();
      ReadSentences();
    }
    return std::move(found_);
  }

 private:
  void Add(const std::string& name, const std::string& key) {
    const std::string folded = WithoutAddress(FoldText(name));
    if (folded.size() < 4 || prints_.size() >= kMostNames) return;
    prints_.emplace(folded, Print{key, "", false});
    for (const std::string& address : AddressesOf(lexicon_, folded)) {
      const auto [at, made] = prints_.emplace(address, Print{key, folded, false});
      if (!made && at->second.key != key) at->second.ambiguous = true;
    }
  }

  // The same where the columns were not told apart: lines below a head that ends with nationality.
  void ReadNationalityLines() {
    constexpr size_t kLines = 80;
    size_t until = 0;
    for (size_t i = 0; i < analyzed_.passages.size(); ++i) {
      const Passage& p = analyzed_.passages[i];
      if (p.text.size() < 60 && lexicon_.Has(v1::HOLDER_CUE_NATIONALITY, p.text) &&
          lexicon_.Has(v1::HOLDER_CUE_NAME_HEAD, p.text)) {
        until = i + kLines;
        continue;
      }
      if (i >= until || p.text.size() > 400) continue;
      size_t begin = 0, end = 0;
      if (!NextName(p.text, 0, begin, end) || begin > 0) continue;
      const auto print = prints_.find(p.text.substr(0, end));
      if (print == prints_.end()) continue;
      // Behind the address; where home and address differ in the first line, the later one.
      const std::vector<PlaceHit> places = lexicon_.Places(p.text);
      const Place* nationality = nullptr;
      for (const PlaceHit& hit : places) {
        if (nationality == nullptr || (hit.place != nationality && hit.begin < end + 40)) {
          nationality = hit.place;
        }
      }
      if (nationality == nullptr) continue;
      found_[print->second.key].person = PersonHome{{nationality, nationality->holder_class}, true};
    }
  }

  // "Name, Address, Nationality" of parties and directors.
  void ReadNationalityColumns() {
    size_t column = SIZE_MAX, columns = 0;
    int32_t page = 0;
    for (const extract::Table& table : analyzed_.tables) {
      const size_t count = table.column_x.size();
      if (count < 2) continue;
      const bool may_go_on = column != SIZE_MAX && count == columns && table.page <= page + 1;
      const size_t asked = NationalityColumn(table);
      if (asked == SIZE_MAX && !may_go_on) continue;
      if (asked != SIZE_MAX) column = asked;
      columns = count;
      page = table.page;
      const TableText text = ReadTableText(analyzed_, table);
      for (const std::vector<std::string>& row : text.cells) {
        const auto print = prints_.find(WithoutAddress(row[0]));
        if (print == prints_.end() || print->second.ambiguous) continue;
        const std::vector<PlaceHit> places = lexicon_.Places(row[column]);
        if (places.empty() || places[0].begin > 3) continue;
        found_[print->second.key].person =
            PersonHome{{places[0].place, places[0].place->holder_class}, true};
      }
    }
  }

  size_t NationalityColumn(const extract::Table& table) const {
    for (size_t r = 0; r < table.rows.size() && r < 3; ++r) {
      for (const extract::TableCell& cell : table.rows[r].cells) {
        if (cell.column == 0) continue;
        const std::string text = FoldText(CellOriginal(analyzed_, cell));
        if (text.size() < 40 && lexicon_.Has(v1::HOLDER_CUE_NATIONALITY, text) &&
            lexicon_.Places(text).empty()) {
          return std::min<size_t>(cell.column, table.column_x.size() - 1);
        }
      }
    }
    return SIZE_MAX;
  }

  void ReadSentences() {
    std::vector<std::string> all;
    for (const auto& [name, print] : prints_) {
      if (!print.ambiguous) all.push_back(name);
    }
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
    names_ = std::make_unique<RE2>("(" + pattern + ")", options);
    if (!names_->ok()) return;
    ReadNationalityLines();
    for (const Sentence& s : analyzed_.sentences) ReadSentence(s);
  }

  // The first name in `text` from `at`; false: none.
  bool NextName(std::string_view text, size_t at, size_t& begin, size_t& end) const {
    re2::StringPiece match;
    if (at >= text.size() ||
        !names_->Match(Piece(text), at, text.size(), RE2::UNANCHORED, &match, 1)) {
      return false;
    }
    begin = static_cast<size_t>(match.data() - text.data());
    end = begin + match.size();
    return true;
  }

  void ReadSentence(const Sentence& s) {
    const Passage& passage = analyzed_.passages[s.passage];
    const bool row = passage.kind == PassageKind::kTableRow;
    std::string_view text = analyzed_.Text(s);
    size_t begin = 0, end = 0;
    if (!NextName(text, 0, begin, end)) return;
    if (!row) text = WithAbbreviations(passage.text, s);
    for (int n = 0; n < kMostInSentence && NextName(text, begin, begin, end); ++n, begin = end) {
      const auto print = prints_.find(std::string(text.substr(begin, end - begin)));
      if (print == prints_.end()) continue;
      if (!print->second.whole.empty() &&
          passage.text.find(print->second.whole) == std::string::npos) {
        continue;
      }
      ReadNamed(text, begin, end, print->second, row);
    }
  }

  // A sentence that was cut behind "Ltd." or "L.P." goes on with the next.
  static std::string_view WithAbbreviations(std::string_view passage, const Sentence& s) {
    static const RE2& kCut = *new RE2(
        "(?i:\\b(?:l\\.p|ltd|inc|co|corp|pte|s\\.a|[nb]\\.v|k\\.k|"
        "l\\.l\\.c|mr|ms|mrs|dr)\\.) *$");
    static const RE2& kEnd = *new RE2("[.;] |[。;]|$");
    size_t end = s.end;
    for (int n = 0; n < 6 && end < passage.size(); ++n) {
      if (!RE2::PartialMatch(Piece(passage.substr(s.begin, end - s.begin)), kCut)) break;
      re2::StringPiece stop;
      if (!kEnd.Match(Piece(passage), end, passage.size(), RE2::UNANCHORED, &stop, 1)) break;
      const size_t next = static_cast<size_t>(stop.data() - passage.data()) + stop.size();
      if (next <= end) break;
      end = next;
    }
    return passage.substr(s.begin, end - s.begin);
  }

  void ReadNamed(std::string_view text, size_t begin, size_t end, const Print& print, bool row) {
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
    if (!found.company.has_value() && print.whole.empty() && SaysWhatItIs(lexicon_, rest)) {
      found.company = CompanyOrigin(lexicon_, OfCompany(rest));
    }
  }

  // Names that stand in a row with this one share what follows; another name ends it.
  std::string_view OfPerson(std::string_view rest) const {
    static const RE2& kJoin =
        *new RE2("^(?:先生|女士|博士|教授|小姐)?(?:及|和|与|、|,? and |, ?)?$");
    size_t from = 0, begin = 0, end = 0;
    while (NextName(rest, from, begin, end)) {
      if (!RE2::FullMatch(Piece(rest.substr(from, begin - from)), kJoin)) {
        return rest.substr(from, begin - from);
      }
      from = end;
    }
    return rest.substr(from);
  }

  // Another name behind the end of a clause ends what is said of a company.
  std::string_view OfCompany(std::string_view rest) const {
    size_t at = 0, begin = 0, end = 0;
    while (NextName(rest, at, begin, end)) {
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
    static const RE2& kMeans =
        *new RE2("^[”」』\"]?\\t?(?:指|\\b(?i:means|refers to)\\b)?[\\t ]*([^,。;:\\t]{4,90})");
    static const RE2& kMeansInText = *new RE2("^[”」』\"]? *(?:指|(?i:means|refers to)\\b)");
    static const RE2& kCloses = *new RE2("^[”」』\"]");
    static const RE2& kShort =
        *new RE2("([^,。;:、\"“”「」『』\\t]{4,160}?) ?[(]?(?:[^()\"“「『]{0,30})[\"“「『]$");
    if (!found.full_names.empty()) return;
    std::string full;
    if (before.size() > 220) before.remove_prefix(before.size() - 220);
    const bool defined = before.size() <= 4 &&
                         (row ? rest.substr(0, 12).find('\t') != std::string_view::npos
                              : RE2::PartialMatch(Piece(rest), kMeansInText)) &&
                         RE2::PartialMatch(Piece(rest), kMeans, &full);
    if (!defined && (!RE2::PartialMatch(Piece(rest), kCloses) ||
                     !RE2::PartialMatch(Piece(before), kShort, &full))) {
      return;
    }
    size_t begin = 0, end = 0;
    while (lexicon_.Find(v1::HOLDER_CUE_NAME_LEAD, full, begin, end) && begin == 0 && end > 0) {
      full.erase(0, end);
    }
    if (full.size() >= 6 && lexicon_.Has(v1::HOLDER_CUE_COMPANY_NAME, full)) {
      found.full_names.push_back(full);
    }
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  std::map<std::string, Print> prints_;  // by normalised print
  std::unique_ptr<RE2> names_;
  std::map<std::string, HolderStatement> found_;
};

}  // namespace

std::vector<std::string> AddressesOf(const HolderLexicon& lexicon, std::string_view name) {
  std::vector<std::string> out;
  if (!IsPersonName(lexicon, name)) return out;
  static const RE2& kSurname =
      *new RE2("^((?:欧阳|司马|上官|诸葛|司徒|皇甫|慕容)|[一-龥])[一-龥]+$");
  std::string surname;
  if (RE2::FullMatch(Piece(name), kSurname, &surname)) {
    for (const char* address : {"先生", "女士", "博士", "小姐"}) out.push_back(surname + address);
    return out;
  }
  const size_t first = name.find(' '), last = name.rfind(' ');
  if (first == std::string_view::npos) return out;
  for (const std::string_view part : {name.substr(0, first), name.substr(last + 1)}) {
    if (part.size() < 2) continue;
    for (const char* address : {"Mr. ", "Ms. ", "Mrs. ", "Dr. "}) {
      out.push_back(address + std::string(part));
    }
  }
  return out;
}

std::map<std::string, HolderStatement> ReadHolderStatements(
    const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
    const std::vector<HolderMention>& mentions) {
  return StatementReader(analyzed, lexicon).Read(mentions);
}

}  // namespace filing_review::classify
