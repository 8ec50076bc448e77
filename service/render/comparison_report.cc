#include "service/render/comparison_report.h"

#include "service/render/json.h"

namespace filing_review::render {

std::vector<std::string> ComparisonFormatNames() { return {"json", "text", "html", "markdown"}; }

std::string RenderComparison(const v1::BriefComparison& comparison, std::string_view format,
                             const Words& words, const TextOptions& options) {
  if (format == "text") return ComparisonText(comparison, options, words);
  if (format == "html") return ComparisonHtml(comparison, words);
  if (format == "markdown") return ComparisonMarkdown(comparison, words);
  return RenderJson(comparison);
}

}  // namespace filing_review::render
