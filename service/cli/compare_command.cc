// filing-review compare A B: in what two filings differ.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/end_process.h"
#include "service/cli/brief_file.h"
#include "service/cli/command_line.h"
#include "service/cli/filing_options.h"
#include "service/cli/input_file.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/rules_option.h"
#include "service/cli/server_options.h"
#include "service/compare/compare.h"
#include "service/pipeline.h"
#include "service/render/comparison_report.h"
#include "service/render/words.h"

namespace filing_review::cli {

namespace {

constexpr int64_t kMostBytes = 64 << 20;  // of a server's answer

struct CompareArguments {
  std::string a, b;
  std::string kind = "auto";
  std::string format = "text", language = "en";
  std::string ocr = "off", as_if;
  std::string rules, rules_a, rules_b;
  FilingOptions filing;
  ServerOptions server;
  bool server_given = false;
};

v1::ComparisonKind KindNamed(const std::string& name) {
  if (name == "versions") return v1::COMPARISON_KIND_VERSIONS;
  if (name == "rules") return v1::COMPARISON_KIND_RULES;
  return name == "translation" ? v1::COMPARISON_KIND_TRANSLATION : v1::COMPARISON_KIND_UNSPECIFIED;
}

bool EndsWith(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool IsBriefFile(const std::string& path) {
  return EndsWith(path, ".json") || EndsWith(path, ".pb");
}

bool IsOnServer(const std::string& name) { return name.rfind("filings/", 0) == 0; }

// The last document that was read: one filing under two rule packs is read once.
class LastDocument final : public service::DocumentCache {
 public:
  std::optional<extract::Document> Find(const std::string& sha256,
                                        const extract::ReadOptions& options) override {
    if (sha256 != sha256_) return std::nullopt;
    return document_;
  }
  void Keep(const std::string& sha256, const extract::ReadOptions& options,
            const extract::Document& document) override {
    sha256_ = sha256;
    document_ = document;
  }

 private:
  std::string sha256_;
  extract::Document document_;
};

absl::StatusOr<v1::ReviewBrief> BriefOfPdf(const std::string& path, const std::string& rules,
                                           const PipelineOptions& options) {
  const absl::StatusOr<OpenFile> file = OpenFiling(path);
  if (!file.ok()) return file.status();
  const auto pipeline = service::Pipeline::Create(rules);
  if (!pipeline.ok()) return pipeline.status();
  return (*pipeline)->ReviewFiling({{file->fd(), v1::DOCUMENT_ROLE_MAIN}}, options);
}

// Prints the comparison; the exit status says whether anything differs.
int Print(const v1::BriefComparison& comparison, const CompareArguments& arguments) {
  const render::Words& words = *render::Words::In(arguments.language);
  const absl::Status written =
      WriteOutput(render::RenderComparison(comparison, arguments.format, words));
  if (!written.ok()) return Fail("standard output", written);
  if (!comparison.same()) return kExitDiffers;
  return compare::IsPartial(comparison) ? kExitPartial : kExitComplete;
}

int CompareOnServer(const CompareArguments& arguments) {
  const auto client = Connect(arguments.server);
  if (!client.ok()) return Fail("compare", client.status());
  v1::CompareBriefsRequest request;
  request.set_filing_a(arguments.a);
  request.set_filing_b(arguments.b);
  request.set_kind(KindNamed(arguments.kind));
  request.set_size_limit_bytes(kMostBytes);
  const auto comparison = (*client)->CompareBriefs(request);
  if (!comparison.ok()) return Fail("compare", comparison.status());
  return Print(*comparison, arguments);
}

int CompareFiles(const CompareArguments& arguments) {
  PipelineOptions options;
  if (const absl::Status status = FillOptions(arguments.filing, options); !status.ok()) {
    return Fail("compare", status);
  }
  options.classify.as_if_regime = arguments.as_if;
  options.read.ocr = OcrModeNamed(arguments.ocr);
  LastDocument last;
  options.documents = &last;
  std::vector<v1::ReviewBrief> briefs;
  for (const auto& [path, rules] :
       {std::pair(arguments.a, arguments.rules_a), std::pair(arguments.b, arguments.rules_b)}) {
    const std::string& pack = rules.empty() ? arguments.rules : rules;
    if (IsBriefFile(path) && !pack.empty()) {
      return FailUsage(path + " is a brief: rules are for PDFs; give the PDF that it was made of");
    }
    absl::StatusOr<v1::ReviewBrief> brief =
        IsBriefFile(path) ? ReadBriefFile(path) : BriefOfPdf(path, pack, options);
    if (!brief.ok()) return Fail(path, brief.status());
    briefs.push_back(*std::move(brief));
  }
  const int status =
      Print(compare::CompareBriefs(briefs[0], briefs[1], KindNamed(arguments.kind)), arguments);
  // Everything is written: what the process holds goes with it, piece by piece would take longer.
  extract::EndProcess(status);
}

int RunCompare(CompareArguments& arguments) {
  const bool rules = !arguments.rules_a.empty() || !arguments.rules_b.empty();
  if (arguments.b.empty() && rules) arguments.b = arguments.a;
  if (arguments.b.empty()) {
    return FailUsage(
        "compare needs A and B, or one FILE with --rules-a or --rules-b; see "
        "filing-review compare --help");
  }
  const bool on_server = IsOnServer(arguments.a) && IsOnServer(arguments.b);
  if (!on_server &&
      (arguments.server_given || IsOnServer(arguments.a) || IsOnServer(arguments.b))) {
    return FailUsage(
        "a server compares filings that it has: give filings/A and filings/B, or two files and no "
        "--server");
  }
  if (!on_server) return CompareFiles(arguments);
  if (rules || !arguments.rules.empty()) {
    return FailUsage("rules are for PDFs; a server's filings are read with its own");
  }
  return CompareOnServer(arguments);
}

}  // namespace

void AddCompareCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand(
      "compare",
      "Say in what two filings differ: two versions, two rule packs, Chinese and English");
  auto arguments = std::make_shared<CompareArguments>();
  command
      ->add_option("A", arguments->a,
                   "The earlier one: a PDF, a brief (.json, .pb), or filings/NAME of a server")
      ->required();
  command->add_option("B", arguments->b, "The later one; not given: A, under --rules-b");
  command
      ->add_option("--as", arguments->kind,
                   "What they are to each other; auto: the same documents are compared as rules, "
                   "Chinese and English as translation, all else as versions")
      ->check(CLI::IsMember({"auto", "versions", "rules", "translation"}))
      ->capture_default_str();
  command->add_option("--format", arguments->format, "Form of the comparison")
      ->check(CLI::IsMember(render::ComparisonFormatNames()))
      ->capture_default_str();
  command->add_option("--language", arguments->language, "Language of the comparison")
      ->check(CLI::IsMember(render::Words::Languages()))
      ->capture_default_str();
  AddOcrOption(*command, arguments->ocr);
  command->add_option("--rules", arguments->rules,
                      "Folder of *.textproto rules for both, merged over the built-in ones");
  command->add_option("--rules-a", arguments->rules_a, "The same, for A");
  command->add_option("--rules-b", arguments->rules_b, "The same, for B");
  AddAsIfOption(*command, arguments->as_if);
  AddFilingOptions(*command, arguments->filing);
  AddServerOptions(*command, arguments->server);
  command->callback([arguments, command, &exit_status] {
    arguments->server_given = command->count("--server") > 0;
    exit_status = RunCompare(*arguments);
  });
}

}  // namespace filing_review::cli
