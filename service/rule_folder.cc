#include "service/rule_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "classify/pattern_set.h"
#include "classify/rule_pack.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// Version of a folder that does not say its own.
constexpr char kUnnamedVersion[] = "own";

absl::StatusOr<std::set<std::filesystem::path>> FilesOf(const std::string& dir,
                                                        const classify::RuleLimits& limits) {
  std::error_code error;
  std::set<std::filesystem::path> files;
  for (std::filesystem::directory_iterator it(dir, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".textproto") files.insert(it->path());
    if (static_cast<int64_t>(files.size()) > limits.files) {
      return absl::InvalidArgumentError(dir + ": more than " + std::to_string(limits.files) +
                                        " files of rules: put several entries into one file "
                                        "[rule_files_limit]");
    }
  }
  if (error) {
    return absl::InvalidArgumentError(dir +
                                      ": the folder of rules cannot be read: " + error.message());
  }
  if (files.empty()) {
    return absl::InvalidArgumentError(dir + ": no *.textproto file in this folder of rules");
  }
  return files;
}

// "FILE:LINE:1" of the byte of `text` that is one too many.
std::string PlaceOfByte(const std::filesystem::path& file, const std::string& text, int64_t byte) {
  const auto line = std::count(text.begin(), text.begin() + byte, '\n') + 1;
  return file.string() + ":" + std::to_string(line) + ":1";
}

// `before`: bytes of the files before it.
absl::StatusOr<std::string> TextOf(const std::filesystem::path& file,
                                   const classify::RuleLimits& limits, int64_t before) {
  // A pipe would wait for a writer.
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return absl::InvalidArgumentError(file.string() + ": is not a regular file");
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(static_cast<size_t>(limits.file_bytes) + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in && !in.eof())) {
    return absl::InvalidArgumentError(file.string() + ": cannot be read");
  }
  text.resize(static_cast<size_t>(in.gcount()));
  const auto size = static_cast<int64_t>(text.size());
  if (size > limits.file_bytes) {
    return absl::InvalidArgumentError(PlaceOfByte(file, text, limits.file_bytes) +
                                      ": larger than " + std::to_string(limits.file_bytes) +
                                      " bytes: part it into several files "
                                      "[rule_file_bytes_limit]");
  }
  if (before + size > limits.folder_bytes) {
    return absl::InvalidArgumentError(PlaceOfByte(file, text, limits.folder_bytes - before) +
                                      ": the files together are larger than " +
                                      std::to_string(limits.folder_bytes) +
                                      " bytes: leave out rules that nobody needs "
                                      "[rule_folder_bytes_limit]");
  }
  return text;
}

}  // namespace

absl::StatusOr<LoadedRules> LoadRules(const std::string& dir, const classify::RuleLimits& limits) {
  LoadedRules rules;
  const std::string_view embedded = classify::EmbeddedRulePack();
  if (!rules.pack.ParseFromArray(embedded.data(), static_cast<int>(embedded.size()))) {
    return absl::InternalError("the embedded rule pack is damaged");
  }
  if (!dir.empty()) {
    const auto files = FilesOf(dir, limits);
    if (!files.ok()) return files.status();
    int64_t bytes = 0;
    for (const std::filesystem::path& file : *files) {
      const absl::StatusOr<std::string> text = TextOf(file, limits, bytes);
      if (!text.ok()) return text.status();
      bytes += static_cast<int64_t>(text->size());
      absl::StatusOr<classify::RulePart> part = classify::ParseRulePart(file.string(), *text);
      if (!part.ok()) return part.status();
      rules.parts.push_back(*std::move(part));
    }
    const std::string built_in = rules.pack.version();
    const bool alone = std::any_of(rules.parts.begin(), rules.parts.end(),
                                   [](const auto& part) { return part.pack.replaces_built_in(); });
    if (alone) rules.pack.Clear();
    rules.pack.set_version(kUnnamedVersion);
    for (const auto& part : rules.parts) classify::MergeRulePack(part.pack, rules.pack);
    for (const auto& part : rules.parts) classify::OpenGates(part.pack, rules.pack);
    if (!alone) rules.pack.set_version(built_in + "+" + rules.pack.version());
  }
  rules.digest = Sha256Of(classify::SerializeRulePack(rules.pack));
  return rules;
}

absl::StatusOr<std::unique_ptr<classify::Classifier>> MakeClassifier(
    const LoadedRules& rules, const classify::RuleLimits& limits) {
  if (rules.parts.empty()) return classify::Classifier::Create(rules.pack, rules.digest);
  const std::vector<classify::RuleProblem> problems =
      classify::CheckRules(rules.parts, rules.pack, limits);
  if (absl::Status sound = classify::FirstRuleError(problems); !sound.ok()) return sound;
  // Rules of the built-in pack may have come to stand on the user's macros and concepts.
  const classify::CheckRulesAtOnce check;
  auto classifier = classify::Classifier::Create(rules.pack, rules.digest);
  if (!classifier.ok()) return classify::PlaceRuleError(classifier.status(), rules.parts);
  return classifier;
}

}  // namespace filing_review::service
