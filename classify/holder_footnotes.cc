#include "classify/holder_footnotes.h"

#include <re2/re2.h>

#include <algorithm>

namespace filing_review::classify {

namespace {

constexpr size_t kMostPassages = 120;
constexpr size_t kMostBytes = 24000;
// Passages without a number, after the first note, that end the notes.
constexpr size_t kIdlePassages = 24;

}  // namespace

FootnoteText FootnotesBelow(const AnalyzedDocument& analyzed, size_t after) {
  static const RE2& kNumber =
      *new RE2("(?:^|[ \t.;,。;])(?:\\((\\d{1,2})\\)|(?i:note) (\\d{1,2})|^(\\d{1,2})\\.)[ \t:]*");
  FootnoteText notes;
  int next = 1;
  Footnote* open = nullptr;
  size_t bytes = 0, idle = 0;
  for (size_t i = after + 1; i < analyzed.passages.size() && i <= after + kMostPassages; ++i) {
    const Passage& p = analyzed.passages[i];
    // A short note may look like a heading; the next number tells it.
    const bool next_note = p.text.starts_with("(" + std::to_string(next) + ")");
    if (p.kind == PassageKind::kHeading && !next_note && (open != nullptr || i > after + 4)) break;
    bytes += p.text.size();
    if (bytes > kMostBytes) break;
    ++idle;
    const std::string_view text = p.text;
    size_t from = 0;
    for (size_t at = 0; at < text.size();) {
      re2::StringPiece groups[4];
      if (!kNumber.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, groups, 4)) {
        break;
      }
      const std::string number(groups[1].data() != nullptr   ? groups[1]
                               : groups[2].data() != nullptr ? groups[2]
                                                             : groups[3]);
      const size_t begin = static_cast<size_t>(groups[0].data() - text.data());
      const size_t end = begin + groups[0].size();
      const int n = std::atoi(number.c_str());
      // A note starts a passage, or follows the note before it in one paragraph.
      const bool starts = begin <= 1 || (n == next && open != nullptr);
      if (n >= next && n <= next + 1 && (starts || n == 1)) {
        if (open != nullptr) open->text += text.substr(from, begin - from);
        open = &notes[n];
        open->remark = {static_cast<uint32_t>(i), end, text.size()};
        from = end;
        next = n + 1;
        idle = 0;
      }
      at = std::max(end, at + 1);
    }
    if (open != nullptr) {
      open->text += text.substr(from);
      open->text += ' ';
    }
    if (open != nullptr && idle > kIdlePassages) break;
  }
  for (auto& [n, note] : notes) {
    const auto following = notes.find(n + 1);
    if (following != notes.end() && following->second.remark.passage == note.remark.passage) {
      note.remark.end = std::max(note.remark.begin + 1, following->second.remark.begin);
    }
  }
  return notes;
}

}  // namespace filing_review::classify
