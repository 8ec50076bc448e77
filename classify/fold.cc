#include "classify/fold.h"

#include <vector>

#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

struct Row {
  uint16_t from, to;
};

constexpr Row kRows[] = {
#include "fold_table.inc"
};

// The whole BMP, filled on first use: 128 KiB for one load a character.
const std::vector<uint16_t>& Table() {
  static const std::vector<uint16_t>* const table = [] {
    auto* t = new std::vector<uint16_t>(0x10000);
    for (uint32_t c = 0; c < 0x10000; ++c) (*t)[c] = static_cast<uint16_t>(c);
    for (const Row& row : kRows) (*t)[row.from] = row.to;
    const Row typographic[] = {
        {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x2032, '\''}, {0x2010, '-'},
        {0x2011, '-'},  {0x2012, '-'},  {0x2013, '-'},  {0x2014, '-'},  {0x2212, '-'},
        {0x00AD, '-'},  {0x2043, '-'},  {0x3000, ' '},  {0x00A0, ' '},  {0x2003, ' '},
        {0x2002, ' '},  {0x2009, ' '},  {0x200A, ' '},  {0x2007, ' '},  {0x202F, ' '},
    };
    for (const Row& row : typographic) (*t)[row.from] = row.to;
    return t;
  }();
  return *table;
}

}  // namespace

char32_t Fold(char32_t c) {
  static const std::vector<uint16_t>& table = Table();
  return c < 0x80 || c > 0xFFFF ? c : table[c];
}

std::string_view FoldLigature(char32_t c) {
  switch (c) {
    case 0xFB00:
      return "ff";
    case 0xFB01:
      return "fi";
    case 0xFB02:
      return "fl";
    case 0xFB03:
      return "ffi";
    case 0xFB04:
      return "ffl";
    case 0xFB05:
    case 0xFB06:
      return "st";
    case 0x2122:
      return "TM";
    case 0x2116:
      return "No";
    default:
      return {};
  }
}

bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x2FA1F);
}

char32_t NextCodePoint(std::string_view s, size_t& at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char a = byte(at);
  if (a < 0x80) {
    ++at;
    return a;
  }
  const int n = a >= 0xF0 ? 3 : a >= 0xE0 ? 2 : a >= 0xC2 ? 1 : 0;
  if (n == 0 || a > 0xF4 || at + n >= s.size()) {
    ++at;
    return 0xFFFD;
  }
  char32_t c = a & (0x3F >> n);
  for (int i = 1; i <= n; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      ++at;
      return 0xFFFD;
    }
    c = (c << 6) | (byte(at + i) & 0x3F);
  }
  at += n + 1;
  return c;
}

std::string FoldText(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = NextCodePoint(utf8, at);
    const std::string_view letters = FoldLigature(c);
    if (!letters.empty()) {
      out.append(letters);
    } else {
      extract::AppendUtf8(Fold(c), &out);
    }
  }
  return out;
}

}  // namespace filing_review::classify
