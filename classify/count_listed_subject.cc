#include "classify/count_listed_subject.h"

#include <re2/re2.h>

#include <string_view>
#include <utility>
#include <vector>

#include "classify/count_clauses.h"
#include "classify/count_lists.h"

namespace filing_review::classify {

namespace {

// "A users, B users and C users were 1, 2 and 3 respectively": the item of the figure's rank.
NameMention ChineseItem(const SubjectPlace& place) {
  const std::string_view text = place.text;
  const CountMention& mention = place.mentions[place.mention];
  static const RE2* const kNumber =
      new RE2("([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?|[一二三四五六七八九十百千万亿两]{2,})");
  static const RE2* const kJoint = new RE2("(?:、|以及|及|和|与)");
  static const RE2* const kBetween = new RE2("[^0-9。;,]{0,24}?(?:、|及|和|与)[^0-9。;,]{0,8}");
  size_t list_end = text.substr(0, mention.begin).rfind("分别");
  size_t list_begin = 0, figures_begin = 0;
  if (list_end == std::string_view::npos) return {};
  figures_begin = list_end;
  list_begin = ClauseBegin(text, list_end);
  // Rank of the figure and how many there are.
  size_t rank = std::string_view::npos, count = 0, at = figures_begin, last_end = 0;
  re2::StringPiece groups[2];
  while (kNumber->Match(Piece(text), at, text.size(), RE2::UNANCHORED, groups, 2)) {
    const size_t b = static_cast<size_t>(groups[1].data() - text.data());
    if (count > 0 && !RE2::FullMatch(Piece(text.substr(last_end, b - last_end)), *kBetween)) {
      break;
    }
    if (b == mention.begin) rank = count;
    ++count;
    last_end = b + groups[1].size();
    at = last_end;
  }
  if (rank == std::string_view::npos || count < 2) return {};
  std::vector<std::pair<size_t, size_t>> items;
  size_t item = list_begin;
  at = list_begin;
  while (kJoint->Match(Piece(text), at, list_end, RE2::UNANCHORED, groups, 1)) {
    const size_t b = static_cast<size_t>(groups[0].data() - text.data());
    items.push_back({item, b});
    item = at = b + groups[0].size();
  }
  items.push_back({item, list_end});
  if (items.size() != count) return {};
  auto [begin, end] = items[rank];
  // "completed in 2010 的 A": the attribute is the list's.
  const size_t of = text.substr(begin, end - begin).rfind("的");
  const bool has_of = of != std::string_view::npos && begin + of + 3 < end;
  NameMention name = TrimName(text, has_of ? begin + of + 3 : begin, end, place.words);
  // "A与B的注册用户": what follows is the head of the list.
  if (name.end == name.begin && has_of) name = TrimName(text, begin, begin + of, place.words);
  if (name.end == name.begin) return {};
  return name;
}

// "A, B and C had 1, 2 and 3 users, respectively".
NameMention EnglishItem(const SubjectPlace& place) {
  const std::string_view text = place.text;
  static const RE2* const kNames = new RE2(
      "\\b[A-Z][A-Za-z0-9'&+-]*(?: [A-Z0-9][A-Za-z0-9'&+-]*){0,4}"
      "(?:, [A-Z][A-Za-z0-9'&+-]*(?: [A-Z0-9][A-Za-z0-9'&+-]*){0,4})*"
      ",? and (?:our )?[A-Z][A-Za-z0-9'&+-]*(?: [A-Z0-9][A-Za-z0-9'&+-]*){0,4}");
  static const RE2* const kJoint = new RE2(",? and (?:our )?|, ");
  const FigureRow row = RowOf(text, place.mentions, place.mention, Script::kEnglish);
  if (row.size() < 2) return {};
  const std::string_view before = text.substr(0, place.mentions[row.first].begin);
  re2::StringPiece group;
  size_t at = 0, begin = 0, end = 0;
  while (kNames->Match(Piece(before), at, before.size(), RE2::UNANCHORED, &group, 1)) {
    begin = static_cast<size_t>(group.data() - before.data());
    end = at = begin + group.size();
  }
  std::vector<std::pair<size_t, size_t>> items;
  for (size_t item = begin; item < end;) {
    const bool more = kJoint->Match(Piece(before), item, end, RE2::UNANCHORED, &group, 1);
    const size_t joint = more ? static_cast<size_t>(group.data() - before.data()) : end;
    items.push_back({item, joint});
    item = joint + (more ? group.size() : 1);
  }
  if (items.size() != row.size()) return {};
  const auto [item_begin, item_end] = items[place.mention - row.first];
  const NameMention name = TrimName(text, item_begin, item_end, place.words);
  if (name.end == name.begin) return {};
  return name;
}

}  // namespace

NameMention ListedSubject(const SubjectPlace& place, Script script) {
  return script == Script::kChinese ? ChineseItem(place) : EnglishItem(place);
}

}  // namespace filing_review::classify
