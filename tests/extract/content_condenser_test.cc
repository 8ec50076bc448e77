#include "extract/content_condenser.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace filing_review::extract {
namespace {

struct Case {
  const char* content;
  const char* condensed;
  uint32_t filled = 0;
};

class CondenseContentTest : public testing::TestWithParam<Case> {};

TEST_P(CondenseContentTest, KeepsWhatShowsText) {
  std::string out;
  EXPECT_EQ(CondenseContent(GetParam().content, &out), GetParam().filled);
  EXPECT_EQ(out, GetParam().condensed);
}

INSTANTIATE_TEST_SUITE_P(
    All, CondenseContentTest,
    testing::Values(
        Case{"", ""}, Case{"BT /F1 9 Tf (Users) Tj ET", "BT /F1 9 Tf (Users) Tj ET"},
        // Paths, colours, line styles.
        Case{"0 0 1 rg 10 10 50 20 re f\nBT (a) Tj ET", "\nBT (a) Tj ET", 1},
        Case{"1 w [3 2] 0 d 0 0 m 9 9 l S 5 5 m 6 6 l 7 7 l b* BT ET", " BT ET", 1},
        Case{"BT 0.5 g (a) Tj 1 0 0 RG (b) Tj ET", "BT (a) Tj (b) Tj ET"},
        Case{"/Cs1 cs 0.2 scn /P1 scn 0 0 9 9 re W n /Sh1 sh BT ET", " BT ET"},
        // What looks like an operator inside an operand.
        Case{"(re f) Tj <72652066> Tj [(f) -20 (S)] TJ",
             "(re f) Tj <72652066> Tj [(f) -20 (S)] TJ"},
        Case{"(a \\) f (b) re) Tj 0 g", "(a \\) f (b) re) Tj"},
        Case{"% 1 g f\n(a) Tj", "% 1 g f\n(a) Tj"}, Case{"/re gs /f 1 Tf", "/re gs /f 1 Tf"},
        Case{"/P <</f 1/g (re)>> BDC /Span <</ActualText (f)>> BDC (x) Tj EMC EMC",
             " /Span <</ActualText (f)>> BDC (x) Tj EMC"},
        // Numbers and operators without a space between them.
        Case{"1 0 0 rg(a)Tj 0g(b)Tj", "(a)Tj(b)Tj"},
        Case{"[(a)-20(b)]TJ 9 9 9 9 re f[(c)]TJ", "[(a)-20(b)]TJ[(c)]TJ", 1},
        // States that show nothing.
        Case{"q 1 0 0 1 0 9 cm Q q 2 0 0 2 0 0 cm (a) Tj Q", " q 2 0 0 2 0 0 cm (a) Tj Q"},
        Case{"q q /G1 gs 0 0 9 9 re f Q q Q Q (a) Tj", " (a) Tj", 1},
        Case{"q q (a) Tj Q Q", "q q (a) Tj Q Q"}, Case{"q /Im1 Do Q", "q /Im1 Do Q"},
        Case{"Q Q (a) Tj q", "Q Q (a) Tj q"},
        // Marked content: pairs go together.
        Case{"/P <</MCID 0>> BDC (a) Tj EMC", " (a) Tj"},
        Case{"/Artifact BMC (a) Tj EMC (b) Tj EMC", " (a) Tj (b) Tj EMC"},
        Case{"/OC /Layer1 BDC (a) Tj EMC", "/OC /Layer1 BDC (a) Tj EMC"},
        Case{"/P /MC0 BDC (a) Tj EMC", "/P /MC0 BDC (a) Tj EMC"},
        Case{"/P <</MCID 0>> BDC /OC /L BDC (a) Tj EMC EMC", " /OC /L BDC (a) Tj EMC"},
        // Everything behind an inline image.
        Case{"0 g BI /W 1 /H 1 ID f EI 0 g f", " BI /W 1 /H 1 ID f EI 0 g f"},
        // Broken content is left as it is.
        Case{"0 g (a", " (a"}, Case{"<61", "<61"}, Case{"[ 1 g", "[ 1 g"},
        Case{"] >> 0 g (a) Tj", " (a) Tj"}, Case{"/P <</A 1 BDC (a) Tj", "/P <</A 1 BDC (a) Tj"}));

TEST(CondenseContent, AppendsAndNeverReadsOutside) {
  std::string out = "kept ";
  CondenseContent("1 g (a) Tj", &out);
  EXPECT_EQ(out, "kept  (a) Tj");
  // Whatever the bytes, nothing new appears and a second pass changes nothing.
  const char* const pieces[] = {"q ", "Q ", "(",  ")",   "<",    "<<",   ">>", "[",   "]",
                                "f ", "g ", "1 ", "/P ", "BDC ", "EMC ", "\\", "%\n", "Tj "};
  std::mt19937 draw(5);
  for (int n = 0; n < 20000; ++n) {
    std::string content, once, twice;
    for (size_t i = draw() % 12; i > 0; --i) content += pieces[draw() % 18];
    CondenseContent(content, &once);
    EXPECT_LE(once.size(), content.size());
    CondenseContent(once, &twice);
    EXPECT_EQ(twice, once) << content;
  }
}

}  // namespace
}  // namespace filing_review::extract
