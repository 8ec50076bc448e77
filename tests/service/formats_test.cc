// The table of formats against the contract of the service.
#include "service/render/formats.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "filing_review/v1/filing_service.pb.h"

namespace filing_review::render {
namespace {

TEST(Formats, AreThoseOfTheContract) {
  const google::protobuf::EnumDescriptor* contract = v1::BriefFormat_descriptor();
  EXPECT_EQ(static_cast<size_t>(contract->value_count()), Formats().size() + 1);
  for (int i = 0; i < contract->value_count(); ++i) {
    const std::string& name = contract->value(i)->name();
    EXPECT_EQ(FindFormatOnWire(name) == nullptr, name == "BRIEF_FORMAT_UNSPECIFIED") << name;
  }
  std::set<std::string_view> names, extensions;
  for (const FormatEntry& entry : Formats()) {
    EXPECT_EQ(FindFormat(entry.name), &entry);
    EXPECT_EQ(&EntryOf(entry.format), &entry);
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_TRUE(extensions.insert(entry.extension).second) << entry.name;
    EXPECT_EQ(entry.render == nullptr, entry.needs == Needs::kPdf || entry.needs == Needs::kPandoc)
        << entry.name;
    EXPECT_EQ(entry.is_text, entry.content_type.find("charset=utf-8") != std::string_view::npos)
        << entry.name;
  }
  EXPECT_EQ(FindFormat("pdf"), nullptr);
  EXPECT_EQ(FindFormatOnWire(""), nullptr);
}

}  // namespace
}  // namespace filing_review::render
