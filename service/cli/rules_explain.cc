#include "service/cli/rules_explain.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "classify/fold.h"
#include "classify/rule_trace.h"
#include "service/cli/filing_options.h"
#include "service/cli/input_file.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/rules_explain_output.h"
#include "service/cli/rules_option.h"
#include "service/pipeline.h"

namespace filing_review::cli {

namespace {

struct ExplainArguments {
  std::string file, rules_dir, find, rule, format = "text", ocr = "off";
  FilingOptions filing;
  int page = 0;
  bool all = false;
};

// Folded, lower case, without spaces: how words are looked for.
std::string Plain(const std::string& text) {
  std::string plain;
  for (const char c : classify::FoldText(text)) {
    if (c != ' ' && c != '\t' && c != '\n') {
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return plain;
}

int RunExplain(const ExplainArguments& arguments) {
  PipelineOptions options;
  if (const absl::Status status = FillOptions(arguments.filing, options); !status.ok()) {
    return Fail(arguments.file, status);
  }
  options.read.ocr = OcrModeNamed(arguments.ocr);
  classify::RuleTrace trace(arguments.page);
  options.classify.trace = &trace;
  const absl::StatusOr<OpenFile> file = OpenFiling(arguments.file);
  if (!file.ok()) return Fail(arguments.file, file.status());
  const auto pipeline = service::Pipeline::Create(arguments.rules_dir);
  if (!pipeline.ok()) return Fail("rules", pipeline.status());
  const auto brief = (*pipeline)->ReviewFiling({{file->fd(), v1::DOCUMENT_ROLE_MAIN}}, options);
  if (!brief.ok()) return Fail(arguments.file, brief.status());
  const int pages = brief->filing().documents(0).page_count();
  if (arguments.page > pages) {
    return FailUsage(arguments.file + ": has " + std::to_string(pages) + " pages, no page " +
                     std::to_string(arguments.page));
  }
  for (const v1::UnreadPage& unread : brief->coverage().pages_unread()) {
    if (unread.page() == arguments.page) {
      PrintNote(arguments.file + ": page " + std::to_string(arguments.page) +
                " was not read: " + unread.reason());
      return kExitPartial;
    }
  }
  ExplainedPage page;
  page.file = arguments.file;
  page.number = arguments.page;
  page.sentences = trace.Sentences();
  page.sentence_count = page.sentences.size();
  const std::string wanted = Plain(arguments.find);
  page.sentences.erase(std::remove_if(page.sentences.begin(), page.sentences.end(),
                                      [&](const classify::TracedSentence& sentence) {
                                        return Plain(sentence.text).find(wanted) ==
                                               std::string::npos;
                                      }),
                       page.sentences.end());
  if (page.sentences.empty()) {
    PrintNote(
        arguments.file + ": page " + std::to_string(arguments.page) +
        (page.sentence_count == 0 ? " has no sentence" : " has no sentence with these words"));
  }
  // Who asks for words asks of sentences.
  page.of_sentences_only = !wanted.empty();
  if (!page.of_sentences_only) {
    page.of_page = trace.OfPage();
    page.conditions = trace.Conditions();
  }
  const ExplainOptions show{arguments.rule, arguments.all};
  const absl::Status written = WriteOutput(
      arguments.format == "json" ? ExplainedAsJson(page, show) : ExplainedAsText(page, show));
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

}  // namespace

void AddRulesExplain(CLI::App& rules, int& exit_status) {
  CLI::App* command = rules.add_subcommand(
      "explain",
      "Say which rules looked at the sentences and tables of a page, what fired, what stopped it");
  auto arguments = std::make_shared<ExplainArguments>();
  command->add_option("FILE", arguments->file, "The filing, a PDF")->required();
  command->add_option("--page", arguments->page, "Page of the PDF, from 1")
      ->required()
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--find", arguments->find, "Only sentences with these words");
  command->add_option("--rule", arguments->rule, "Only what this rule, condition or regime says");
  command->add_flag("--all", arguments->all,
                    "Also rules that find one of their words only, and all conditions");
  AddRulesOption(*command, arguments->rules_dir);
  command->add_option("--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  AddOcrOption(*command, arguments->ocr);
  AddFilingOptions(*command, arguments->filing);
  command->callback([arguments, &exit_status] { exit_status = RunExplain(*arguments); });
}

}  // namespace filing_review::cli
