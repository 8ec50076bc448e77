// Build tool: writes the table that classify/fold.cc includes: code point to folded code point,
// from ICU's data. Two kinds of rows:
//   - Traditional to Simplified Chinese, one code point to one, where Simplified is its own fold.
//     Left out: characters that stand unchanged in Simplified words too (the mapping depends on
//     the word), listed below.
//   - compatibility forms whose NFKC form is a single code point (full-width ASCII, CJK
//     compatibility ideographs, half-width Katakana …), BMP only.
//   make_fold_table OUT.inc
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  const std::unique_ptr<icu::Transliterator> simplify(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
  if (U_FAILURE(error)) {
    std::fprintf(stderr, "make_fold_table: %s\n", u_errorName(error));
    return 1;
  }
  // As in 乾隆, 著作, 瞭望, 慰藉.
  const std::u16string word_dependent = u"乾著瞭藉";
  std::map<int, int> fold;
  for (UChar32 c = 0x3400; c <= 0x9FFF; ++c) {
    if (word_dependent.find(static_cast<char16_t>(c)) != std::u16string::npos) continue;
    icu::UnicodeString s(c);
    simplify->transliterate(s);
    if (s.countChar32() != 1 || s.char32At(0) == c || s.char32At(0) > 0xFFFF) continue;
    icu::UnicodeString again(s);
    simplify->transliterate(again);
    if (again == s) fold[c] = s.char32At(0);
  }
  // Forms that filings of Hong Kong and Taiwan use and ICU's table leaves alone.
  fold[0x7522] = 0x4EA7;  // 產
  fold[0x7232] = 0x4E3A;  // 爲
  fold[0x70BA] = 0x4E3A;  // 為
  fold[0x6236] = 0x6237;  // 戶
  fold[0x6238] = 0x6237;  // 戸
  fold[0x88CF] = 0x91CC;  // 裏
  fold[0x88E1] = 0x91CC;  // 裡
  fold[0x5553] = 0x542F;  // 啓
  fold[0x5167] = 0x5185;  // 內
  fold[0x9918] = 0x4F59;  // 餘
  fold[0x5925] = 0x4F19;  // 夥
  for (UChar32 c = 0xA0; c <= 0xFFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const icu::UnicodeString n = nfkc->normalize(icu::UnicodeString(c), error);
    if (U_FAILURE(error)) return 1;
    if (n.countChar32() == 1 && n.char32At(0) != c && n.char32At(0) <= 0xFFFF) {
      const int to = n.char32At(0);
      fold[c] = fold.count(to) != 0 ? fold[to] : to;
    }
  }
  std::ofstream out(argv[1]);
  out << "// Made by classify/make_fold_table.cc from ICU's data; do not edit.\n";
  for (const auto& [from, to] : fold) out << "{" << from << "," << to << "},\n";
  return out.good() ? 0 : 1;
}
