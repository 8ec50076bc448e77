#include "classify/count_subject.h"

#include <re2/re2.h>

#include <algorithm>

#include "classify/count_clauses.h"
#include "classify/count_listed_subject.h"
#include "classify/count_region.h"

namespace filing_review::classify {

namespace {

// Sentences of a paragraph that a subject is carried over.
constexpr size_t kCarried = 4;
// A name this near to the start of a sentence is what the sentence is about, bytes.
constexpr size_t kStart = 48;
// A passage shorter than this that stands alone above a paragraph is its heading, bytes.
constexpr size_t kShortPassage = 150;
// Words behind a noun that may name what it is of, bytes.
constexpr size_t kBehindNoun = 120;
constexpr size_t kLongestHeading = 90;  // bytes

// A name of another text: which passage, where.
struct Found {
  NameMention name;
  uint32_t passage = 0;
  size_t offset = 0;  // of the text in the passage
  explicit operator bool() const { return name.end > name.begin; }
};

// All names of a text: known ones and those of its grammar.
std::vector<NameMention> AllNames(std::string_view text, const FilingNames& names,
                                  const CountWords& words) {
  std::vector<NameMention> all = names.In(text);
  for (const NameMention& topic : TopicNames(text, words, true)) {
    const bool covered = std::any_of(all.begin(), all.end(), [&](const NameMention& n) {
      return topic.begin < n.end && n.begin < topic.end;
    });
    if (!covered && !names.IsIssuer(text.substr(topic.begin, topic.end - topic.begin))) {
      all.push_back(topic);
    }
  }
  std::sort(all.begin(), all.end(),
            [](const NameMention& a, const NameMention& b) { return a.begin < b.begin; });
  return all;
}

class ProseSubject {
 public:
  explicit ProseSubject(const SubjectPlace& place)
      : place_(place),
        analyzed_(place.analyzed),
        sentence_(place.analyzed.sentences[place.sentence]),
        mention_(place.mentions[place.mention]),
        text_(place.text),
        script_(analyzed_.passages[sentence_.passage].script),
        chinese_(script_ == Script::kChinese) {}

  CountSubject Find() {
    if (const NameMention item = ListedSubject(place_, script_); item.end > item.begin) {
      return Here(item, !chinese_);
    }
    if (const NameMention name = InPhrase(); name.end > name.begin) return Here(name, false);
    if (const NameMention name = BehindNoun(); name.end > name.begin) return Here(name, false);
    const size_t figure = std::min(mention_.full_begin, mention_.phrase_begin);
    const size_t clause = ClauseBegin(text_, figure);
    const std::vector<NameMention> names = AllNames(text_, place_.names, place_.words);
    const NameMention kind = KindOfPeople();
    const bool has_kind = kind.end > kind.begin;
    const CountNamingPatterns& naming = place_.words.naming();
    // "of whom … digital subscribers": the part has its own kind.
    if (has_kind && MatchAtStart(naming.own_kind, text_.substr(clause)) > 0)
      return Here(kind, false);
    NameMention near, earlier, behind;
    for (const NameMention& name : names) {
      if (name.end <= mention_.full_begin) (name.begin >= clause ? near : earlier) = name;
      if (name.begin >= mention_.end && behind.end == 0 &&
          (SameClause(mention_.end, name.begin) || NamedBehind())) {
        behind = name;
      }
    }
    if (near.end > 0) return Here(near, true);
    if (!has_kind && behind.end > 0 && (chinese_ || NamedBehind())) return Here(behind, false);
    const bool issuer = Finds(naming.issuer, text_.substr(0, figure));
    const bool issuer_clause = Finds(naming.issuer, text_.substr(clause, figure - clause));
    if (earlier.end > 0 && !issuer_clause && (!has_kind || earlier.kind == SubjectKind::kOther)) {
      return Here(earlier, true);
    }
    Found carried;
    if (!issuer) carried = Carried();
    if (!carried) carried = Heading(issuer);
    if (carried && (!has_kind || carried.name.kind == SubjectKind::kOther)) return There(carried);
    if (has_kind) return Here(kind, false);
    return Product();
  }

 private:
  std::string Original(uint32_t passage, size_t begin, size_t end) const {
    return OriginalText(analyzed_, passage, begin, end);
  }
  CountSubject Here(const NameMention& name, bool grammatical) const {
    const std::string_view text = text_.substr(name.begin, name.end - name.begin);
    const SubjectKind kind = IsAcronym(text) ? SubjectKind::kLine : name.kind;
    return {Original(sentence_.passage, place_.begin + name.begin, place_.begin + name.end), kind,
            grammatical, false};
  }
  CountSubject There(const Found& found) const {
    return {Original(found.passage, found.offset + found.name.begin, found.offset + found.name.end),
            found.name.kind, true, true};
  }
  bool NamedBehind() const { return MatchAtStart(place_.words.naming().named_behind, text_) > 0; }
  bool SameClause(size_t from, size_t to) const { return ClauseBegin(text_, to) <= from; }

  std::string_view Phrase() const {
    return text_.substr(mention_.phrase_begin, mention_.phrase_end - mention_.phrase_begin);
  }

  // A name among the words of the counted noun.
  NameMention InPhrase() const {
    const std::string_view phrase = Phrase();
    std::vector<NameMention> known = place_.names.In(phrase);
    if (chinese_) {
      const std::vector<NameMention> told = AllNames(phrase, place_.names, place_.words);
      if (told.empty()) return {};
      return Shift(told.front());
    }
    if (!known.empty()) return Shift(known.back());
    // A capitalised name before the noun.
    const std::unique_ptr<LazyPattern>& re = place_.words.naming().phrase_name;
    NameMention last;
    size_t at = 0;
    re2::StringPiece groups[2];
    while (re != nullptr && at < phrase.size() &&
           re->Match(Piece(phrase), at, phrase.size(), RE2::UNANCHORED, groups, 2)) {
      const size_t b = static_cast<size_t>(groups[1].data() - phrase.data());
      const NameMention name = TrimName(phrase, b, b + groups[1].size(), place_.words);
      if (name.end > name.begin) last = name;
      at = b + groups[1].size();
    }
    return last.end > last.begin ? Shift(last) : last;
  }
  NameMention Shift(NameMention name) const {
    name.begin += mention_.phrase_begin;
    name.end += mention_.phrase_begin;
    return name;
  }

  // "users of NAME", "on our NAME platform", "for our NAME loans".
  NameMention BehindNoun() const {
    const size_t from = std::max(mention_.end, mention_.phrase_end);
    const std::string_view behind = text_.substr(std::min(from, text_.size()), kBehindNoun);
    for (const std::unique_ptr<LazyPattern>& re : place_.words.naming().behind_noun) {
      re2::StringPiece groups[2];
      if (!re->Match(Piece(behind), 0, behind.size(), RE2::ANCHOR_START, groups, 2)) continue;
      const size_t b = static_cast<size_t>(groups[1].data() - text_.data());
      const NameMention name = TrimName(text_, b, b + groups[1].size(), place_.words);
      if (name.end > name.begin &&
          FindRegions(text_.substr(name.begin, name.end - name.begin), place_.words, true)
              .empty()) {
        return name;
      }
    }
    for (const std::unique_ptr<LazyPattern>& re : place_.words.naming().behind_product) {
      re2::StringPiece groups[2];
      if (!re->Match(Piece(behind), 0, behind.size(), RE2::ANCHOR_START, groups, 2)) continue;
      const size_t b = static_cast<size_t>(groups[1].data() - text_.data());
      const bool own = MatchAtEnd(place_.words.naming().own_before, text_.substr(0, b)) !=
                       std::string_view::npos;
      return {b, b + groups[1].size(), own ? SubjectKind::kOwn : SubjectKind::kLine};
    }
    return {};
  }

  // What the words of the noun say beyond the metric: the kind of people, the line of business.
  NameMention KindOfPeople() const {
    const CountNamingPatterns& naming = place_.words.naming();
    if (naming.metric_words == nullptr) return {};
    if (!chinese_) {
      re2::StringPiece groups[2];
      const std::string_view phrase = Phrase();
      if (!naming.metric_words->Match(Piece(phrase), 0, phrase.size(), RE2::UNANCHORED, groups,
                                      2)) {
        return {};
      }
      NameMention kind;
      kind.begin = static_cast<size_t>(groups[1].data() - text_.data());
      kind.end = kind.begin + groups[1].size();
      kind.kind = SubjectKind::kLine;
      return kind;
    }
    size_t begin = std::max(mention_.phrase_begin, ClauseBegin(text_, mention_.phrase_end));
    const size_t end = mention_.phrase_end;
    if (begin >= end) return {};
    begin += LastMatch(place_.words.grammar().attribute, text_.substr(begin, end - begin)).end;
    NameMention kind = TrimName(text_, begin, end, place_.words);
    if (kind.end == kind.begin) return {};
    kind.kind = SubjectKind::kLine;
    const std::string_view left = text_.substr(kind.begin, kind.end - kind.begin);
    // Nothing but words of metrics.
    if (Matches(naming.metric_words, left)) return {};
    if (!FindRegions(left, place_.words, true).empty()) return {};
    return kind;
  }

  // The subject of the sentences before, in the same paragraph.
  Found Carried() const {
    const CountNamingPatterns& naming = place_.words.naming();
    if (!chinese_ && !Finds(naming.carried, text_)) return {};
    for (size_t back = 1; back <= kCarried && back <= place_.sentence; ++back) {
      const Sentence& s = analyzed_.sentences[place_.sentence - back];
      const Passage& passage = analyzed_.passages[s.passage];
      const bool same = s.passage == sentence_.passage;
      // Into the paragraph before only where both stand under one heading.
      if (!same && (s.passage + 1 != sentence_.passage || passage.kind != PassageKind::kParagraph ||
                    passage.section != analyzed_.passages[sentence_.passage].section)) {
        break;
      }
      const std::string_view text = analyzed_.Text(s);
      const std::vector<NameMention> names = AllNames(text, place_.names, place_.words);
      Found found;
      found.passage = s.passage;
      found.offset = s.begin;
      for (const NameMention& name : names) {
        if (!same && name.kind == SubjectKind::kOther) continue;
        // The first at the start, else the last.
        if (found && found.name.begin < kStart) break;
        found.name = name;
      }
      if (found) return found;
      if (Finds(naming.issuer, text.substr(0, kStart))) break;
    }
    return {};
  }

  // A heading that is a name, or the short line above that is one.
  Found Heading(bool issuer) const {
    for (uint32_t p = sentence_.passage; p-- > 0 && p + 12 > sentence_.passage;) {
      const Passage& above = analyzed_.passages[p];
      if (above.kind == PassageKind::kTableRow) continue;
      if (above.kind != PassageKind::kHeading && above.text.size() > kShortPassage) continue;
      if (above.text.size() > kLongestHeading) break;
      const std::vector<NameMention> names = AllNames(above.text, place_.names, place_.words);
      if (names.size() == 1) {
        const NameMention& name = names.front();
        // Nearly all of the heading is the name.
        if (2 * (name.end - name.begin) >= above.text.size() &&
            !(issuer && name.kind == SubjectKind::kOther)) {
          return {name, p, 0};
        }
      }
      if (above.kind == PassageKind::kHeading) break;
    }
    return {};
  }

  // "our corporate learning portal", where nothing has a name.
  CountSubject Product() const {
    const CountNamingPatterns& naming = place_.words.naming();
    if (naming.product_phrase == nullptr) return {};
    NameMention last;
    size_t at = 0;
    re2::StringPiece groups[2];
    while (at < text_.size() && naming.product_phrase->Match(Piece(text_), at, text_.size(),
                                                             RE2::UNANCHORED, groups, 2)) {
      const size_t b = static_cast<size_t>(groups[1].data() - text_.data());
      const NameMention name{b, b + groups[1].size(), SubjectKind::kLine};
      at = name.end + 1;
      if (last.end == 0 || name.begin < mention_.full_begin) last = name;
    }
    return last.end == 0 ? CountSubject() : Here(last, false);
  }

  const SubjectPlace& place_;
  const AnalyzedDocument& analyzed_;
  const Sentence& sentence_;
  const CountMention& mention_;
  const std::string_view text_;
  const Script script_;
  const bool chinese_;
};

}  // namespace

CountSubject FindSubject(const SubjectPlace& place) { return ProseSubject(place).Find(); }

}  // namespace filing_review::classify
