// What tests of user counts share: the finder with the embedded rules, and its findings in a page
// of text told as one line.
//
//   class MyTest : public CountFinderTest {};
//   EXPECT_EQ(Tell({"…"}, [](const v1::UserCount& c) { return ValueOf(c) + " " + c.subject(); }),
//             "4050000 -");
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "classify/user_counts.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {

class CountFinderTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    absl::StatusOr<std::unique_ptr<UserCountFinder>> finder =
        UserCountFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  // The counts of pages of text, joined by "; ", each as `tell` says it.
  template <typename Say>
  std::string Tell(const std::vector<std::string>& pages, Say tell) const {
    const extract::Document document = TextDocument(pages);
    v1::ReviewBrief brief;
    finder_->Find(Analyze(document), brief);
    std::string all;
    for (const v1::UserCount& count : brief.user_counts()) {
      if (!all.empty()) all += "; ";
      all += tell(count);
    }
    return all;
  }

  static std::string ValueOf(const v1::UserCount& count) {
    return std::to_string(static_cast<int64_t>(count.value()));
  }
  static std::string BoundOf(const v1::UserCount& count) {
    return v1::Bound_Name(count.bound()).substr(6);
  }
  static std::string AttributionOf(const v1::UserCount& count) {
    return v1::Attribution_Name(count.attribution()).substr(12);
  }
  static std::string RegionOf(const v1::UserCount& count) {
    return v1::Region_Name(count.region()).substr(7);
  }

  EmbeddedRules rules_;
  std::unique_ptr<UserCountFinder> finder_;
};

}  // namespace filing_review::classify
