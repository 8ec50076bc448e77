#include "extract/inflate.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace filing_review::extract {
namespace {

std::string Deflated(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

TEST(Inflate, GivesBackWhatWasDeflated) {
  for (const std::string& bytes :
       {std::string(), std::string("BT (用户) Tj ET"), std::string(3'000'000, 'x')}) {
    std::string out = "before ";
    EXPECT_TRUE(Inflate(Deflated(bytes), 4'000'000, &out));
    EXPECT_EQ(out, "before " + bytes);
  }
}

TEST(Inflate, RefusesWhatIsDamagedOrCutShort) {
  const std::string whole = Deflated("1 0 0 1 72 700 Tm (Registered users) Tj");
  for (const std::string& bad :
       {std::string(), std::string("no zlib header"), whole.substr(0, whole.size() / 2),
        whole.substr(0, whole.size() - 1), whole.substr(2)}) {
    std::string out;
    EXPECT_FALSE(Inflate(bad, 1000, &out)) << bad.size();
  }
  // What follows the stream does not matter.
  std::string out;
  EXPECT_TRUE(Inflate(whole + "\n", 1000, &out));
}

TEST(Inflate, HoldsNoMoreThanItMay) {
  std::string zeros;
  zeros.resize(50'000'000);
  const std::string bomb = Deflated(zeros);
  ASSERT_LT(bomb.size(), 60'000u);
  std::string out;
  EXPECT_FALSE(Inflate(bomb, 1'000'000, &out));
  EXPECT_EQ(out.size(), 1'000'000u);
}

}  // namespace
}  // namespace filing_review::extract
