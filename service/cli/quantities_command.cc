// filing-review quantities --lang=zh|en: lines from stdin, one JSON list of numbers a line.
//
//   3.77亿 ->
//   [{"start":0,"end":5,"value":377000000,"upper":377000000,"kind":"number","text":"3.77亿"}]
//
// start and end count code points of the line; a range's value and upper are its ends.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "classify/quantities.h"
#include "extract/utf8.h"
#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/render/json_values.h"

namespace filing_review::cli {

namespace {

using classify::Quantity;

const char* NameOf(Quantity::Kind kind) {
  switch (kind) {
    case Quantity::Kind::kNumber:
      return "number";
    case Quantity::Kind::kPercent:
      return "percent";
    case Quantity::Kind::kRange:
      return "range";
  }
  return "number";
}

std::string QuantitiesAsJson(const std::string& line, classify::Script script) {
  const std::string_view text = line;
  std::string out = "[";
  for (const Quantity& q : classify::FindQuantities(line, script)) {
    if (out.size() > 1) out += ',';
    const size_t start = extract::CountCodePoints(text.substr(0, q.begin));
    out += "{\"start\":" + std::to_string(start);
    const std::string_view found = text.substr(q.begin, q.end - q.begin);
    out += ",\"end\":" + std::to_string(start + extract::CountCodePoints(found)) + ",\"value\":";
    render::AppendJsonNumber(q.value, out);
    out += ",\"upper\":";
    render::AppendJsonNumber(q.upper, out);
    out += ",\"kind\":\"" + std::string(NameOf(q.kind)) + "\",\"text\":";
    render::AppendJsonString(found, out);
    out += '}';
  }
  return out + "]\n";
}

int RunQuantities(const std::string& language) {
  const classify::Script script =
      language == "zh" ? classify::Script::kChinese : classify::Script::kEnglish;
  std::ios::sync_with_stdio(false);  // output goes through stdio alone
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const absl::Status written = WriteOutput(QuantitiesAsJson(line, script));
    if (!written.ok()) return Fail("standard output", written);
  }
  return kExitComplete;
}

}  // namespace

void AddQuantitiesCommand(CLI::App& app, int& exit_status) {
  CLI::App* command =
      app.add_subcommand("quantities", "Find the numbers in each line of standard input");
  auto language = std::make_shared<std::string>();
  command->add_option("--lang", *language, "zh or en")
      ->required()
      ->check(CLI::IsMember({"zh", "en"}));
  command->callback([language, &exit_status] { exit_status = RunQuantities(*language); });
}

}  // namespace filing_review::cli
