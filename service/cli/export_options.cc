#include "service/cli/export_options.h"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "absl/strings/str_cat.h"

namespace filing_review::cli {

CLI::Option* AddLanguageOption(CLI::App& command, std::string& language) {
  return command
      .add_option("--language", language, "Language of labels; quotes stay as they are printed")
      ->check(CLI::IsMember(render::Words::Languages()));
}

void AddExportOptions(CLI::App& command, ExportOptions& options, const char* what) {
  command.add_option("--format", options.format, what)->check(CLI::IsMember(render::FormatNames()));
  AddLanguageOption(command, options.language);
  command.add_flag("--no-pictures", options.no_pictures, "HTML without pictures of pages");
}

service::ExportRequest ExportRequestOf(const ExportOptions& options) {
  service::ExportRequest request;
  request.format = render::FindFormat(options.format)->format;
  request.words = render::Words::In(options.language);
  request.pictures = !options.no_pictures;
  return request;
}

v1::RenderBriefRequest RenderRequestOf(const std::string& name, const ExportOptions& options,
                                       const std::string& password) {
  v1::RenderBriefRequest request;
  request.set_name(name);
  v1::BriefFormat format = v1::BRIEF_FORMAT_UNSPECIFIED;
  v1::BriefFormat_Parse(std::string(render::FindFormat(options.format)->wire_name), &format);
  request.set_format(format);
  request.set_language(options.language);
  request.set_without_pictures(options.no_pictures);
  if (format == v1::BRIEF_FORMAT_HTML || format == v1::BRIEF_FORMAT_ANNOTATED_PDF) {
    request.set_password(password);
  }
  return request;
}

absl::Status CheckTerminal(const std::string& format) {
  const render::FormatEntry& entry = *render::FindFormat(format);
  if (entry.is_text || isatty(STDOUT_FILENO) == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--format=", format,
                                                 " is no text; send it to a file: … >brief",
                                                 std::string(entry.extension)));
}

}  // namespace filing_review::cli
