#include "classify/holder_issuer.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/classify/holder_lexicon.h"

namespace filing_review::classify {
namespace {

TEST(IssuerNames, KnowTheShortNamesOfAChineseOne) {
  const IssuerNames names(Lexicon(), "苏州昆泽云帆科技股份有限公司");
  EXPECT_TRUE(names.Is("苏州昆泽云帆科技股份有限公司"));
  EXPECT_TRUE(names.Is("昆泽云帆科技"));
  EXPECT_TRUE(names.Is("昆泽云帆"));
  EXPECT_TRUE(names.Is("昆泽有限"));
  EXPECT_FALSE(names.Is("昆泽"));
  EXPECT_FALSE(names.Is("昆泽实业"));
  EXPECT_FALSE(names.Is("昆泽云帆科技扬州有限公司"));
  EXPECT_FALSE(names.Is(""));
}

TEST(IssuerNames, StandForTheIssuerAtTheSameLength) {
  const IssuerNames names(Lexicon(), "苏州昆泽云帆科技股份有限公司");
  const struct {
    std::string text, as;
  } cases[] = {
      {"持有昆泽云帆5%的股份", "持有本公司   5%的股份"},
      {"昆泽有限的股权结构如下", "本公司   的股权结构如下"},
      {"持有昆泽云帆科技扬州有限公司100%的股权", "持有昆泽云帆科技扬州有限公司100%的股权"},
      {"昆泽实业的股东", "昆泽实业的股东"},
  };
  for (const auto& c : cases) {
    const std::string as = names.AsIssuer(c.text);
    EXPECT_EQ(as, c.as);
    EXPECT_EQ(as.size(), c.text.size()) << c.text;
  }
}

TEST(IssuerNames, OfOtherKindsChangeNothing) {
  for (const char* issuer : {"", "Alder Reach Limited", "昆泽"}) {
    const IssuerNames names(Lexicon(), issuer);
    EXPECT_EQ(names.AsIssuer("昆泽持有Alder Reach Limited 5%的股份"),
              "昆泽持有Alder Reach Limited 5%的股份");
  }
  EXPECT_TRUE(IssuerNames(Lexicon(), "Alder Reach Limited").Is("Alder Reach Limited"));
}

}  // namespace
}  // namespace filing_review::classify
