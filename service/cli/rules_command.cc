// filing-review rules list|show|check|test|explain: what the rules are, and whether they are sound.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "classify/pattern_set.h"
#include "classify/rule_check.h"
#include "classify/rule_examples.h"
#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/cli/rule_catalog.h"
#include "service/cli/rule_entries.h"
#include "service/cli/rules_explain.h"
#include "service/cli/rules_option.h"
#include "service/cli/rules_output.h"
#include "service/rule_folder.h"

namespace filing_review::cli {

namespace {

using classify::RuleExample;
using classify::RuleProblem;

struct RulesArguments {
  std::string dir, name, format = "text";
  bool failed_only = false;
};

// The files of the folder, or the built-in pack as one file.
std::vector<classify::RulePart> PartsOf(service::LoadedRules& rules) {
  if (!rules.parts.empty()) return std::move(rules.parts);
  std::vector<classify::RulePart> parts(1);
  parts[0].name = service::kBuiltInRules;
  parts[0].pack = rules.pack;
  return parts;
}

int Print(const std::string& text, int exit_status) {
  const absl::Status written = WriteOutput(text);
  return written.ok() ? exit_status : Fail("standard output", written);
}

int RunList(const RulesArguments& arguments) {
  const auto rules = service::LoadRules(arguments.dir);
  if (!rules.ok()) return Fail("rules", rules.status());
  if (const auto sound = service::MakeClassifier(*rules); !sound.ok()) {
    return Fail("rules", sound.status());
  }
  std::vector<CatalogList> lists = CatalogOf(*rules);
  if (!arguments.name.empty()) {
    std::string names;
    for (const CatalogList& list : lists) names += (names.empty() ? "" : ", ") + list.name;
    lists.erase(std::remove_if(lists.begin(), lists.end(),
                               [&](const CatalogList& l) { return l.name != arguments.name; }),
                lists.end());
    if (lists.empty()) return FailUsage("no list " + arguments.name + "; there are " + names);
  }
  return Print(
      arguments.format == "json" ? CatalogAsJson(lists, *rules) : CatalogAsText(lists, *rules),
      kExitComplete);
}

int RunShow(const RulesArguments& arguments) {
  const auto rules = service::LoadRules(arguments.dir);
  if (!rules.ok()) return Fail("rules", rules.status());
  const std::vector<CatalogEntry> entries = EntriesNamed(*rules, arguments.name);
  if (entries.empty()) {
    return FailUsage("no entry is named " + arguments.name + "; see filing-review rules list");
  }
  return Print(arguments.format == "json" ? EntriesAsJson(entries) : EntriesAsText(entries),
               kExitComplete);
}

// Problems of the pack, its failing examples among them.
struct Checked {
  std::vector<RuleProblem> problems;
  size_t examples = 0;
  std::string version, digest;
  size_t files = 0;
};

RuleProblem FailingExample(const RuleExample& example, bool error) {
  RuleProblem problem;
  problem.error = error;
  problem.place = example.place;
  problem.entry = example.entry;
  problem.what = "example expects " + (example.expect.empty() ? "nothing" : example.expect) +
                 ", found " + (example.found.empty() ? "nothing" : example.found) + ": " +
                 example.text;
  return problem;
}

absl::StatusOr<Checked> CheckAll(const std::string& dir) {
  Checked checked;
  auto rules = service::LoadRules(dir);
  if (!rules.ok()) return rules.status();
  checked.version = rules->pack.version();
  checked.digest = rules->digest;
  checked.files = rules->parts.size();
  const bool own = !rules->parts.empty();
  const std::vector<classify::RulePart> parts = PartsOf(*rules);
  checked.problems = classify::CheckRules(parts, rules->pack, {});
  if (!classify::FirstRuleError(checked.problems).ok()) return checked;
  {
    const classify::CheckRulesAtOnce check;
    const auto classifier = classify::Classifier::Create(rules->pack, "");
    if (!classifier.ok()) {
      const absl::Status placed = classify::PlaceRuleError(classifier.status(), parts);
      RuleProblem problem;
      problem.what = std::string(placed.message());
      checked.problems.push_back(problem);
      return checked;
    }
  }
  const auto ran = classify::RunRuleExamples(parts, rules->pack);
  if (!ran.ok()) return ran.status();
  checked.examples = ran->size();
  for (const RuleExample& example : *ran) {
    if (!example.right) checked.problems.push_back(FailingExample(example, true));
  }
  if (!own) return checked;
  // What the folder changes for the built-in rules.
  auto built_in = service::LoadRules("");
  if (!built_in.ok() || rules->pack.replaces_built_in()) return checked;
  const auto old = classify::RunRuleExamples(PartsOf(*built_in), rules->pack);
  if (!old.ok()) return old.status();
  for (const RuleExample& example : *old) {
    if (!example.right) checked.problems.push_back(FailingExample(example, false));
  }
  return checked;
}

int RunCheck(const RulesArguments& arguments) {
  const absl::StatusOr<Checked> checked = CheckAll(arguments.dir);
  if (!checked.ok()) return Fail("rules", checked.status());
  const bool broken = std::any_of(checked->problems.begin(), checked->problems.end(),
                                  [](const RuleProblem& problem) { return problem.error; });
  const RulesSummary summary = {checked->version, checked->digest, checked->files,
                                checked->examples};
  return Print(arguments.format == "json" ? ProblemsAsJson(checked->problems, summary)
                                          : ProblemsAsText(checked->problems, summary),
               broken ? kExitUsage : kExitComplete);
}

int RunTest(const RulesArguments& arguments) {
  auto rules = service::LoadRules(arguments.dir);
  if (!rules.ok()) return Fail("rules", rules.status());
  if (const auto sound = service::MakeClassifier(*rules); !sound.ok()) {
    return Fail("rules", sound.status());
  }
  auto ran = classify::RunRuleExamples(PartsOf(*rules), rules->pack);
  if (!ran.ok()) return Fail("rules", ran.status());
  const auto fails = [](const RuleExample& example) { return !example.right; };
  const bool failed = std::any_of(ran->begin(), ran->end(), fails);
  return Print(arguments.format == "json" ? ExamplesAsJson(*ran)
                                          : ExamplesAsText(*ran, arguments.failed_only),
               failed ? kExitFailed : kExitComplete);
}

}  // namespace

void AddRulesCommand(CLI::App& app, int& exit_status) {
  CLI::App* rules = app.add_subcommand("rules", "Show, check and explain the rules of a review");
  rules->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, int (*run)(const RulesArguments&)) {
    CLI::App* command = rules->add_subcommand(name, about);
    auto arguments = std::make_shared<RulesArguments>();
    command->add_option("--format", arguments->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->callback([arguments, run, &exit_status] { exit_status = run(*arguments); });
    return std::pair(command, arguments);
  };
  {
    const auto [command, arguments] =
        add("list", "List metrics, categories, statuses, regimes, conditions, …", RunList);
    command->add_option("LIST", arguments->name, "One list only");
    AddRulesOption(*command, arguments->dir);
  }
  {
    const auto [command, arguments] =
        add("show", "Print the entries of one name as they stand in rule files", RunShow);
    command->add_option("NAME", arguments->name, "A category, metric, regime, rule, …")->required();
    AddRulesOption(*command, arguments->dir);
  }
  constexpr char kChecked[] = "The folder of rules; without it the built-in pack";
  {
    const auto [command, arguments] =
        add("check", "Say what is wrong with a folder of rules, and run its examples", RunCheck);
    command->add_option("DIR,--rules", arguments->dir, kChecked);
  }
  {
    const auto [command, arguments] =
        add("test", "Run the examples of a folder of rules and show each", RunTest);
    command->add_option("DIR,--rules", arguments->dir, kChecked);
    command->add_flag("--failed", arguments->failed_only, "Show only those that fail");
  }
  AddRulesExplain(*rules, exit_status);
}

}  // namespace filing_review::cli
