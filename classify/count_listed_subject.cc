#include "classify/count_listed_subject.h"

#include <re2/re2.h>

#include <memory>
#include <string_view>
#include <vector>

#include "classify/count_clauses.h"
#include "classify/count_lists.h"

namespace filing_review::classify {

namespace {

// The items of a list that begins at `from`, up to the end of the text.
std::vector<Stretch> ItemsOf(std::string_view text, size_t from,
                             const std::unique_ptr<LazyPattern>& joint) {
  std::vector<Stretch> items;
  while (const Stretch next = NextMatch(joint, text, from)) {
    items.push_back({from, next.begin});
    from = next.end;
  }
  items.push_back({from, text.size()});
  return items;
}

// "A users, B users and C users were 1, 2 and 3 respectively": the item of the figure's rank.
NameMention ChineseItem(const SubjectPlace& place) {
  const std::string_view text = place.text;
  const CountMention& mention = place.mentions[place.mention];
  static const RE2* const kNumber =
      new RE2("([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?|[一二三四五六七八九十百千万亿两]{2,})");
  const CountListPatterns& lists = place.words.lists();
  const Stretch one_by_one = LastMatch(lists.one_by_one, text.substr(0, mention.begin));
  if (!one_by_one) return {};
  const size_t list_begin = ClauseBegin(text, one_by_one.begin), list_end = one_by_one.begin;
  // Rank of the figure and how many there are.
  size_t rank = std::string_view::npos, count = 0, at = list_end, last_end = 0;
  re2::StringPiece groups[2];
  while (kNumber->Match(Piece(text), at, text.size(), RE2::UNANCHORED, groups, 2)) {
    const size_t b = static_cast<size_t>(groups[1].data() - text.data());
    if (count > 0 && !Matches(lists.figure_joint, text.substr(last_end, b - last_end))) {
      break;
    }
    if (b == mention.begin) rank = count;
    ++count;
    last_end = b + groups[1].size();
    at = last_end;
  }
  if (rank == std::string_view::npos || count < 2) return {};
  const std::vector<Stretch> items =
      ItemsOf(text.substr(0, list_end), list_begin, lists.item_joint);
  if (items.size() != count) return {};
  const auto [begin, end] = items[rank];
  // "completed in 2010 的 A": the attribute is the list's.
  const Stretch of = LastMatch(place.words.grammar().attribute, text.substr(begin, end - begin));
  const bool has_of = of && begin + of.end < end;
  NameMention name = TrimName(text, has_of ? begin + of.end : begin, end, place.words);
  // "A与B的注册用户": what follows is the head of the list.
  if (name.end == name.begin && has_of) name = TrimName(text, begin, begin + of.begin, place.words);
  return name;
}

// "A, B and C had 1, 2 and 3 users, respectively".
NameMention EnglishItem(const SubjectPlace& place) {
  const std::string_view text = place.text;
  const FigureRow row = RowOf(text, place.mentions, place.mention, Script::kEnglish, place.words);
  if (row.size() < 2) return {};
  const std::string_view before = text.substr(0, place.mentions[row.first].begin);
  const CountListPatterns& lists = place.words.lists();
  const Stretch names = LastMatch(lists.names, before);
  const std::vector<Stretch> items =
      ItemsOf(before.substr(0, names.end), names.begin, lists.item_joint);
  if (items.size() != row.size()) return {};
  const Stretch& item = items[place.mention - row.first];
  return TrimName(text, item.begin, item.end, place.words);
}

}  // namespace

NameMention ListedSubject(const SubjectPlace& place, Script script) {
  return script == Script::kChinese ? ChineseItem(place) : EnglishItem(place);
}

}  // namespace filing_review::classify
