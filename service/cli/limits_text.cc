#include "service/cli/limits_text.h"

#include <array>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "re2/re2.h"
#include "service/cli/limit_table.h"
#include "service/render/plain_text.h"

namespace filing_review::cli {

namespace {

// "512 MiB", "65,000 bytes".
std::string Bytes(int64_t bytes) {
  static constexpr std::array<std::pair<int, const char*>, 3> kUnits = {
      {{30, " GiB"}, {20, " MiB"}, {10, " KiB"}}};
  for (const auto& [shift, unit] : kUnits) {
    if (bytes != 0 && bytes % (int64_t{1} << shift) == 0) {
      return absl::StrCat(render::GroupDigits(bytes >> shift), unit);
    }
  }
  return absl::StrCat(render::GroupDigits(bytes), " bytes");
}

std::string WithUnit(const LimitRow& row) {
  if (row.name.ends_with("_bytes")) return Bytes(row.value);
  const char* unit = row.name.ends_with("_seconds") ? " s" : row.name.ends_with("_ms") ? " ms" : "";
  return absl::StrCat(render::GroupDigits(row.value), unit);
}

// Reasons and options in the type of code.
std::string Cell(std::string meaning, const std::string& command) {
  if (!command.empty()) meaning = std::string(absl::StripPrefix(meaning, command + ": "));
  RE2::GlobalReplace(&meaning, R"(\b([a-z]+(?:_[a-z]+)+)\b|(--[a-z]+(?:=[a-z]+)?))", R"(`\1\2`)");
  return meaning;
}

}  // namespace

std::string LimitsAsText() {
  std::string text;
  for (const LimitGroup& group : LimitTable()) {
    for (const LimitRow& row : group.rows) {
      absl::StrAppend(&text, row.name, "\t", row.value, "\t", row.meaning, "\n");
    }
  }
  return text;
}

std::string LimitsAsMarkdown() {
  std::string text = R"(# Limits

Every named limit with its default, as `filing-review brief --print-limits` prints them. Written by
`filing-review reference --format=limits`; a test holds it against the program. Names in the last column are
reasons: [API](API.md#errors) has their codes and what to do, [OPERATIONS](OPERATIONS.md#limits) what becomes of a
filing. Options of `serve` are keys of its file of settings too.
)";
  for (const LimitGroup& group : LimitTable()) {
    absl::StrAppend(&text, "\n## ", group.title, "\n\n");
    const bool options = !group.command.empty();
    absl::StrAppend(&text, "| limit | default |", options ? " option |" : "",
                    " what it bounds, and what happens beyond it |\n|---|---|---|",
                    options ? "---|" : "", "\n");
    for (const LimitRow& row : group.rows) {
      absl::StrAppend(&text, "| `", row.name, "` | ", WithUnit(row), " | ");
      if (options) {
        absl::StrAppend(&text, row.option.empty() ? "" : absl::StrCat("`--", row.option, "`"),
                        " | ");
      }
      absl::StrAppend(&text, Cell(row.meaning, group.command), " |\n");
    }
  }
  return text;
}

}  // namespace filing_review::cli
