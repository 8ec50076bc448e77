#include "classify/count_table_subject.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

#include "classify/fold.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

// Rows that may hold the heads of a table.
constexpr size_t kHeadRows = 3, kPlaceRows = 5;
constexpr size_t kLongestHead = 150;  // bytes; a longer cell is prose
constexpr size_t kLongestCell = 200;  // code points

// The part of `original` that folds to `folded`; empty where there is none.
std::string OriginalPart(const std::string& original, std::string_view folded) {
  if (original.find(folded) != std::string::npos) return std::string(folded);
  std::vector<size_t> starts;
  for (size_t i = 0; i < original.size(); ++i) {
    if (!extract::IsContinuation(original[i])) starts.push_back(i);
  }
  if (starts.size() > kLongestCell) return {};
  starts.push_back(original.size());
  std::vector<std::string> parts;
  for (size_t i = 0; i + 1 < starts.size(); ++i) {
    parts.push_back(FoldText(original.substr(starts[i], starts[i + 1] - starts[i])));
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    std::string joined;
    for (size_t j = i; j < parts.size() && joined.size() < folded.size(); ++j) {
      joined += parts[j];
      if (joined == folded) return original.substr(starts[i], starts[j + 1] - starts[i]);
      if (folded.substr(0, joined.size()) != joined) break;
    }
  }
  return {};
}

// A folded part of a head as it is printed in the table, down to the figure's row.
std::string Printed(const TablePlace& place, std::string_view folded) {
  for (size_t r = std::min(place.row + 1, place.table.rows.size()); r-- > 0;) {
    for (const extract::TableCell& cell : place.table.rows[r].cells) {
      if (CellText(place.analyzed, cell).find(folded) == std::string::npos) continue;
      const std::string part = OriginalPart(CellOriginal(place.analyzed, cell), folded);
      if (!part.empty()) return part;
    }
  }
  return std::string(folded);
}

// A name of the filing in a head; the longest before the others.
CountSubject KnownName(const TablePlace& place, std::string_view head) {
  if (head.size() > kLongestHead) return {};
  const std::vector<NameMention> known = place.names.In(head);
  if (known.empty()) return {};
  const NameMention& name = known.front();
  const FilingName* filing = place.names.Find(head.substr(name.begin, name.end - name.begin));
  if (filing == nullptr) return {};
  return {filing->original, IsAcronym(filing->folded) ? SubjectKind::kLine : name.kind, true};
}

// What a head says beyond metrics, dates and places.
CountSubject OwnWords(const TablePlace& place, std::string_view head, bool labels_metric) {
  if (head.size() > kLongestHead) return {};
  size_t end = head.size();
  if (const size_t note = head.find('('); note != std::string_view::npos && note > 3) end = note;
  const CountNamingPatterns& naming = place.words.naming();
  const bool english =
      std::all_of(head.begin(), head.end(), [](char c) { return (c & 0x80) == 0; });
  NameMention name;
  if (english && labels_metric) {
    // "Unique borrowers of point-of-sale loans", "Registered e-mail users".
    const std::vector<NounMatch> nouns = place.words.Nouns(head);
    if (nouns.empty()) return {};
    for (const std::unique_ptr<LazyPattern>& re : naming.behind_product) {
      re2::StringPiece groups[2];
      const std::string_view behind = head.substr(nouns.front().end);
      if (!re->Match(Piece(behind), 0, behind.size(), re2::RE2::ANCHOR_START, groups, 2)) continue;
      name.begin = static_cast<size_t>(groups[1].data() - head.data());
      name.end = name.begin + groups[1].size();
      break;
    }
    if (name.end == 0) {
      // "NetWave Plus members": capitalised words right before the noun, more than the first word.
      name = TrimName(head, 0, nouns.front().begin, place.words);
      if (place.names.Count(std::string(head.substr(name.begin, name.end - name.begin))) < 3) {
        return {};
      }
      const std::string_view left = head.substr(name.begin, name.end - name.begin);
      if (left.empty() || left[0] < 'A' || left[0] > 'Z') return {};
    }
  } else {
    name = TrimName(head, 0, end, place.words);
    // English names begin with a capital.
    if (english && (name.end == name.begin || head[name.begin] < 'A' || head[name.begin] > 'Z')) {
      return {};
    }
  }
  if (name.end == name.begin) return {};
  const std::string_view left = head.substr(name.begin, name.end - name.begin);
  if (!english && Matches(naming.metric_words, left)) return {};
  if (!FindRegions(left, place.words, true).empty()) return {};
  return {Printed(place, left), labels_metric ? SubjectKind::kLine : SubjectKind::kUnknown, false};
}

// The first cells of the head rows: what the whole table is of.
std::string Corner(const TablePlace& place) {
  std::string corner;
  for (size_t r = 0; r < std::min(place.row, kHeadRows); ++r) {
    const extract::TableRow& row = place.table.rows[r];
    if (row.cells.empty() || row.cells.front().column != 0) continue;
    const bool figures = std::any_of(row.cells.begin() + 1, row.cells.end(), [&](const auto& c) {
      const std::string text = CellText(place.analyzed, c);
      return text.find(',') != std::string::npos || text.find('.') != std::string::npos;
    });
    if (figures) break;
    corner += (corner.empty() ? "" : " ") + CellText(place.analyzed, row.cells.front());
  }
  return corner;
}

// A cell without words: a number, a share, "not disclosed".
bool IsBare(const std::string& cell, const CountWords& words) {
  static const RE2* const re = new RE2("[-0-9.,%/()— –]*");
  return RE2::FullMatch(cell, *re) || Finds(words.table().no_figure, cell);
}

// Rows without names under a caption that lists as many ("… of A, B and C"), a total aside.
CountSubject ListedName(const TablePlace& place) {
  const auto is_bare = [&](const extract::TableRow& row) {
    bool figure = false;
    for (const extract::TableCell& cell : row.cells) {
      const std::string text = CellText(place.analyzed, cell);
      if (!IsBare(text, place.words)) return false;
      figure = figure || text.find_first_of("0123456789") != std::string::npos;
    }
    return figure;
  };
  if (!is_bare(place.table.rows[place.row])) return {};
  size_t rank = 0, rows = 0;
  for (size_t r = 0; r < place.table.rows.size(); ++r) {
    if (!is_bare(place.table.rows[r])) continue;
    if (r < place.row) ++rank;
    ++rows;
  }
  std::vector<std::string_view> items;
  size_t begin = 0;
  while (const Stretch joint = NextMatch(place.words.lists().item_joint, place.caption, begin)) {
    items.push_back(place.caption.substr(begin, joint.begin - begin));
    begin = joint.end;
  }
  items.push_back(place.caption.substr(begin));
  // The list is the longest run of short items; what leads into it and out of it is cut.
  const CountNamingPatterns& naming = place.words.naming();
  std::vector<std::string> names;
  for (size_t i = 0; i < items.size(); ++i) {
    std::string_view item = items[i];
    re2::StringPiece last[2];
    if (i + 1 == items.size() && naming.list_end != nullptr &&
        naming.list_end->Match(Piece(item), 0, item.size(), RE2::ANCHOR_START, last, 2)) {
      item = {last[1].data(), last[1].size()};
    }
    item.remove_prefix(MatchAtStart(naming.list_begin, item));
    const NameMention name = TrimName(item, 0, item.size(), place.words);
    if (name.end == name.begin) {
      names.clear();
      continue;
    }
    names.emplace_back(item.substr(name.begin, name.end - name.begin));
  }
  if (names.size() < 2 || rank >= names.size() || rows < names.size() || rows > names.size() + 1) {
    return {};
  }
  return {names[rank], SubjectKind::kUnknown, false};
}

// A line of a first cell that heads the rows below it: a name or a place without a metric.
bool HeadsGroup(const TablePlace& place, const std::string& line) {
  return !line.empty() && line.size() <= kLongestHead && place.words.Nouns(line).empty() &&
         (!place.names.In(line).empty() ||
          HeadRegion(line, place.words).region != v1::REGION_UNSTATED);
}

std::vector<std::string> Lines(const TablePlace& place, const extract::TableCell& cell) {
  std::vector<std::string> lines;
  for (const extract::CellPiece& piece : cell.pieces) {
    extract::TableCell line = cell;
    line.pieces = {piece};
    lines.push_back(CellText(place.analyzed, line));
  }
  return lines;
}

// The label of the row and the head of its group. A head without figures may stand in one cell
// with the label below it or above it.
struct RowHeads {
  std::string label, group;
};

RowHeads HeadsOfRow(const TablePlace& place) {
  RowHeads heads{std::string(place.label), std::string(place.group)};
  const extract::TableRow& own = place.table.rows[place.row];
  if (!own.cells.empty() && own.cells.front().column == 0 && own.cells.front().pieces.size() > 1) {
    std::vector<std::string> lines = Lines(place, own.cells.front());
    std::string label, group;
    for (const std::string& line : lines) {
      if (HeadsGroup(place, line)) {
        // Behind the label it heads the rows that follow.
        if (label.empty()) group = line;
      } else {
        label += (label.empty() ? "" : " ") + line;
      }
    }
    if (!label.empty()) heads.label = label;
    if (!group.empty()) heads.group = group;
    if (!group.empty()) return heads;
  }
  for (size_t r = place.row; heads.group.empty() && r-- > 0;) {
    const extract::TableRow& row = place.table.rows[r];
    if (row.cells.empty() || row.cells.front().column != 0) continue;
    const std::vector<std::string> lines = Lines(place, row.cells.front());
    if (lines.size() < 2 && row.cells.size() > 1) continue;
    for (auto line = lines.rbegin(); line != lines.rend() && heads.group.empty(); ++line) {
      if (HeadsGroup(place, *line)) heads.group = *line;
    }
  }
  return heads;
}

// The region that the cells of the first `rows` rows name, the labels aside: two places or more,
// all in one region.
SaidRegion RegionOfRows(const AnalyzedDocument& analyzed, const extract::Table& table, size_t rows,
                        const CountWords& words) {
  SaidRegion result;
  size_t places = 0;
  for (size_t r = 0; r < rows; ++r) {
    for (const extract::TableCell& cell : table.rows[r].cells) {
      if (cell.column == 0) continue;
      const std::string head = CellText(analyzed, cell);
      if (head.size() > kLongestHead) continue;
      const RegionMention region = HeadRegion(head, words);
      if (region.region == v1::REGION_UNSTATED) continue;
      if (places > 0 && region.region != result.region) return {};
      result.region = region.region;
      if (places++ == 0) result.text = CellOriginal(analyzed, cell);
    }
  }
  return places > 1 ? result : SaidRegion();
}

}  // namespace

CountSubject FindTableSubject(const TablePlace& whole) {
  const RowHeads heads = HeadsOfRow(whole);
  TablePlace place = whole;
  place.label = heads.label;
  place.group = heads.group;
  const bool labels_metric = !place.words.Nouns(place.label).empty();
  for (const std::string_view head : {place.label, place.group}) {
    if (const CountSubject known = KnownName(place, head); !known.text.empty()) return known;
  }
  // Cells of the row before the figure, the nearest to the start first.
  for (const extract::TableCell& cell : place.table.rows[place.row].cells) {
    if (&cell == &place.cell) break;
    const std::string text = CellText(place.analyzed, cell);
    const CountSubject own = OwnWords(place, text, !place.words.Nouns(text).empty());
    if (!own.text.empty()) return own;
  }
  if (labels_metric) {
    const CountSubject own = OwnWords(place, place.label, true);
    if (!own.text.empty()) return own;
  }
  if (const CountSubject listed = ListedName(place); !listed.text.empty()) return listed;
  for (const std::string_view head : {place.group, place.column}) {
    const bool metric = !place.words.Nouns(head).empty();
    if (const CountSubject known = KnownName(place, head); !known.text.empty()) return known;
    const CountSubject own = OwnWords(place, head, metric);
    if (!own.text.empty()) return own;
  }
  // The corner of the table and the caption: only names that the filing knows.
  if (const CountSubject known = KnownName(place, Corner(place)); !known.text.empty()) {
    return known;
  }
  const std::string_view caption = place.caption.substr(
      place.caption.size() > kLongestHead ? place.caption.size() - kLongestHead : 0);
  return KnownName(place, caption);
}

SaidRegion FindTableRegion(const TablePlace& whole) {
  const RowHeads heads = HeadsOfRow(whole);
  TablePlace place = whole;
  place.label = heads.label;
  place.group = heads.group;
  SaidRegion result;
  const std::string corner = Corner(place);
  for (const std::string_view head :
       {place.label, place.group, place.column, std::string_view(corner), place.caption}) {
    const RegionMention region = HeadRegion(head, place.words);
    if (region.region == v1::REGION_UNSTATED) continue;
    result.region = region.region;
    result.text = Printed(place, head.substr(region.begin, region.end - region.begin));
    return result;
  }
  // Columns of several places of one region, and their total.
  return RegionOfRows(place.analyzed, place.table, std::min(place.row, kPlaceRows), place.words);
}

SaidRegion RegionOfHeads(const AnalyzedDocument& analyzed, const extract::Table& table,
                         const CountWords& words) {
  return RegionOfRows(analyzed, table, table.rows.size(), words);
}

}  // namespace filing_review::classify
