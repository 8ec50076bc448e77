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
#include "service/cli/terminal_colors.h"
#include "service/pipeline.h"
#include "service/render/json.h"

namespace filing_review::cli {

namespace {

using classify::RuleNote;
using classify::TracedSentence;

struct ExplainArguments {
  std::string file, rules_dir, find, rule, format = "text", ocr = "off";
  FilingOptions filing;
  int page = 0;
  bool all = false;
};

const char* KindName(RuleNote::Kind kind) {
  switch (kind) {
    case RuleNote::Kind::kFired:
      return "fired";
    case RuleNote::Kind::kSign:
      return "sign";
    case RuleNote::Kind::kStopped:
      return "stopped";
    case RuleNote::Kind::kMissing:
      return "missing";
  }
  return "";
}

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

std::string NotesAsText(const TracedSentence& sentence, const ExplainArguments& arguments,
                        const TerminalColors& colors) {
  std::string out;
  int missing = 0;
  for (const RuleNote& note : sentence.notes) {
    if (!arguments.rule.empty() && note.rule != arguments.rule) continue;
    if (note.kind == RuleNote::Kind::kMissing && !arguments.all && arguments.rule.empty()) {
      missing += note.rule.empty() ? 0 : 1;
      continue;
    }
    std::string kind = KindName(note.kind);
    kind.resize(8, ' ');
    kind = note.kind == RuleNote::Kind::kFired     ? colors.Good(kind)
           : note.kind == RuleNote::Kind::kStopped ? colors.Doubtful(kind)
                                                   : colors.Faint(kind);
    out += "    " + kind + " " + note.finder + (note.rule.empty() ? "" : " " + note.rule) + ": " +
           note.text + "\n";
  }
  if (missing > 0) {
    out += colors.Faint("    " + std::to_string(missing) +
                        (missing == 1 ? " rule has" : " rules have") +
                        " one of the words only (--all names them)") +
           "\n";
  }
  return out;
}

std::string AsText(const std::vector<TracedSentence>& sentences, size_t of,
                   const ExplainArguments& arguments) {
  const TerminalColors colors;
  std::string out, section;
  size_t fired = 0;
  for (size_t i = 0; i < sentences.size(); ++i) {
    const TracedSentence& sentence = sentences[i];
    if (sentence.section != section) {
      section = sentence.section;
      out += colors.Faint("[" + section + "]") + "\n";
    }
    out += colors.Bold(sentence.text) + "\n";
    const std::string notes = NotesAsText(sentence, arguments, colors);
    out += notes.empty() ? colors.Faint("    no rule found its words here") + "\n" : notes;
    fired += static_cast<size_t>(
        std::count_if(sentence.notes.begin(), sentence.notes.end(),
                      [](const RuleNote& note) { return note.kind == RuleNote::Kind::kFired; }));
  }
  std::string head = arguments.file + ", page " + std::to_string(arguments.page) + ": " +
                     std::to_string(sentences.size());
  if (of != sentences.size()) head += " of " + std::to_string(of);
  head += sentences.size() == 1 ? " sentence" : " sentences";
  return head + ", " + std::to_string(fired) + " findings\n\n" + out +
         "\nTables, holders in tables and what is read of whole pages (issuer, date, venue) are "
         "not "
         "explained.\n";
}

std::string AsJson(const std::vector<TracedSentence>& sentences,
                   const ExplainArguments& arguments) {
  std::string out = "{\"page\":" + std::to_string(arguments.page) + ",\"sentences\":[";
  for (size_t i = 0; i < sentences.size(); ++i) {
    out += i == 0 ? "\n{\"text\":" : ",\n{\"text\":";
    render::AppendJsonString(sentences[i].text, out);
    out += ",\"section\":";
    render::AppendJsonString(sentences[i].section, out);
    out += ",\"notes\":[";
    bool first = true;
    for (const RuleNote& note : sentences[i].notes) {
      if (!arguments.rule.empty() && note.rule != arguments.rule) continue;
      out += first ? "{\"finder\":" : ",{\"finder\":";
      first = false;
      render::AppendJsonString(note.finder, out);
      out += ",\"rule\":";
      render::AppendJsonString(note.rule, out);
      out += ",\"verdict\":";
      render::AppendJsonString(KindName(note.kind), out);
      out += ",\"why\":";
      render::AppendJsonString(note.text, out);
      out += "}";
    }
    out += "]}";
  }
  return out + "]}\n";
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
  std::vector<TracedSentence> sentences = trace.Sentences();
  const size_t of = sentences.size();
  const std::string wanted = Plain(arguments.find);
  sentences.erase(std::remove_if(sentences.begin(), sentences.end(),
                                 [&](const TracedSentence& sentence) {
                                   return Plain(sentence.text).find(wanted) == std::string::npos;
                                 }),
                  sentences.end());
  if (sentences.empty()) {
    PrintNote(arguments.file + ": page " + std::to_string(arguments.page) +
              (of == 0 ? " has no sentence" : " has no sentence with these words"));
  }
  const absl::Status written = WriteOutput(
      arguments.format == "json" ? AsJson(sentences, arguments) : AsText(sentences, of, arguments));
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

}  // namespace

void AddRulesExplain(CLI::App& rules, int& exit_status) {
  CLI::App* command = rules.add_subcommand(
      "explain", "Say which rules looked at each sentence of a page, what fired, what stopped it");
  auto arguments = std::make_shared<ExplainArguments>();
  command->add_option("FILE", arguments->file, "The filing, a PDF")->required();
  command->add_option("--page", arguments->page, "Page of the PDF, from 1")
      ->required()
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--find", arguments->find, "Only sentences with these words");
  command->add_option("--rule", arguments->rule, "Only what this rule says");
  command->add_flag("--all", arguments->all, "Also rules that find one of their words only");
  command->add_option("--rules", arguments->rules_dir,
                      "Folder of *.textproto rules, merged over the built-in ones");
  command->add_option("--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  AddOcrOption(*command, arguments->ocr);
  AddFilingOptions(*command, arguments->filing);
  command->callback([arguments, &exit_status] { exit_status = RunExplain(*arguments); });
}

}  // namespace filing_review::cli
