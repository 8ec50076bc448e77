#include "service/cli/rules_output.h"

#include <algorithm>

#include "extract/utf8.h"
#include "service/cli/terminal_colors.h"
#include "service/render/json_values.h"

namespace filing_review::cli {

namespace {

using classify::RuleExample;
using classify::RuleProblem;
using std::to_string;

std::string Padded(const std::string& text, size_t width) {
  // Each one column wide: ids and dates are ASCII.
  const size_t have = extract::CountCodePoints(text);
  return text + std::string(have < width ? width - have : 0, ' ');
}

bool IsNumber(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::string Count(size_t n, const std::string& noun) {
  return to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

std::string PlaceAsJson(const classify::RulePlace& place) {
  return "\"file\":" + render::JsonString(place.file) + ",\"line\":" + to_string(place.line) +
         ",\"column\":" + to_string(place.column);
}

}  // namespace

std::string CatalogAsText(const std::vector<CatalogList>& lists,
                          const service::LoadedRules& rules) {
  const TerminalColors colors;
  std::string out = "rules " + rules.pack.version() + ", digest " + rules.digest + "\n";
  bool own = false;
  for (const CatalogList& list : lists) {
    out += "\n" + colors.Bold(list.name) + " (" + to_string(list.rows.size()) + ")\n";
    if (list.rows.empty()) continue;
    std::vector<size_t> widths;
    for (const std::string& column : list.columns)
      widths.push_back(extract::CountCodePoints(column));
    for (const CatalogRow& row : list.rows) {
      for (size_t i = 0; i < row.cells.size(); ++i) {
        widths[i] = std::max(widths[i], extract::CountCodePoints(row.cells[i]));
      }
    }
    const auto line = [&](const std::vector<std::string>& cells) {
      std::string text;
      for (size_t i = 0; i < cells.size(); ++i) {
        text += i + 1 == cells.size() ? cells[i] : Padded(cells[i], widths[i]) + "  ";
      }
      return text;
    };
    out += colors.Faint("    " + line(list.columns)) + "\n";
    for (const CatalogRow& row : list.rows) {
      own = own || row.own;
      out += row.own ? "  " + colors.Good("+") + " " + colors.Good(line(row.cells)) + "\n"
                     : "    " + line(row.cells) + "\n";
    }
  }
  if (own) out += "\n+ of your folder\n";
  return out;
}

std::string CatalogAsJson(const std::vector<CatalogList>& lists,
                          const service::LoadedRules& rules) {
  std::string out = "{\"version\":" + render::JsonString(rules.pack.version()) +
                    ",\"digest\":" + render::JsonString(rules.digest) + ",\"lists\":[";
  for (size_t l = 0; l < lists.size(); ++l) {
    out += std::string(l == 0 ? "" : ",") + "\n{\"name\":" + render::JsonString(lists[l].name) +
           ",\"rows\":[";
    for (size_t r = 0; r < lists[l].rows.size(); ++r) {
      const CatalogRow& row = lists[l].rows[r];
      out += std::string(r == 0 ? "" : ",") + "\n {";
      for (size_t c = 0; c < row.cells.size(); ++c) {
        out += render::JsonString(lists[l].columns[c]) + ":" +
               (IsNumber(row.cells[c]) ? row.cells[c] : render::JsonString(row.cells[c])) + ",";
      }
      out += std::string("\"own\":") + (row.own ? "true" : "false") + "}";
    }
    out += "]}";
  }
  return out + "]}\n";
}

std::string EntriesAsText(const std::vector<CatalogEntry>& entries) {
  const TerminalColors colors;
  std::string out;
  for (const CatalogEntry& entry : entries) {
    out += (out.empty() ? "" : "\n") + colors.Faint("# " + entry.place) + "\n" +
           colors.Bold("# " + entry.path) + "\n" + entry.text;
  }
  return out;
}

std::string EntriesAsJson(const std::vector<CatalogEntry>& entries) {
  std::string out = "[";
  for (size_t i = 0; i < entries.size(); ++i) {
    out += std::string(i == 0 ? "" : ",") + "\n{\"place\":" + render::JsonString(entries[i].place) +
           ",\"path\":" + render::JsonString(entries[i].path) +
           ",\"text\":" + render::JsonString(entries[i].text) + "}";
  }
  return out + "]\n";
}

std::string ProblemsAsText(const std::vector<RuleProblem>& problems, const RulesSummary& summary) {
  const TerminalColors colors;
  std::string out;
  size_t errors = 0, warnings = 0;
  for (const RuleProblem& problem : problems) {
    ++(problem.error ? errors : warnings);
    const std::string text =
        problem.place.file.empty() ? problem.what : classify::ProblemText(problem);
    out += (problem.error ? colors.Bad(text) : colors.Doubtful(text)) + "\n";
  }
  const std::string of = summary.files == 0 ? "the built-in pack" : Count(summary.files, "file");
  const std::string counts =
      Count(errors, "error") + ", " + Count(warnings, "warning") + " in " + of;
  if (errors > 0) {
    if (problems.size() >= classify::kMaxRuleProblems) out += "… and no more are looked for\n";
    return out + colors.Bad("refused: " + counts) + "\n";
  }
  return out + colors.Good("sound: " + counts) + "; " + Count(summary.examples, "example") +
         " run; version " + summary.version + ", digest " + summary.digest + "\n";
}

std::string ProblemsAsJson(const std::vector<RuleProblem>& problems, const RulesSummary& summary) {
  std::string out = "{\"version\":" + render::JsonString(summary.version) +
                    ",\"digest\":" + render::JsonString(summary.digest) +
                    ",\"files\":" + to_string(summary.files) +
                    ",\"examples\":" + to_string(summary.examples) + ",\"problems\":[";
  for (size_t i = 0; i < problems.size(); ++i) {
    const RuleProblem& problem = problems[i];
    out += std::string(i == 0 ? "" : ",") + "\n{\"error\":" + (problem.error ? "true" : "false") +
           "," + PlaceAsJson(problem.place) + ",\"entry\":" + render::JsonString(problem.entry) +
           ",\"what\":" + render::JsonString(problem.what) + "}";
  }
  return out + "]}\n";
}

std::string ExamplesAsText(const std::vector<RuleExample>& examples, bool failed_only) {
  const TerminalColors colors;
  std::string out, entry;
  size_t failed = 0;
  for (const RuleExample& example : examples) {
    failed += example.right ? 0 : 1;
    if (example.right && failed_only) continue;
    if (example.entry != entry) {
      entry = example.entry;
      out += colors.Bold(entry) + "\n";
    }
    out += example.right ? "  " + colors.Good("ok    ") : "  " + colors.Bad("FAILED");
    out += " " + example.text + "\n";
    if (!example.right) {
      out += "         " + classify::PlaceText(example.place) + ": expects " +
             (example.expect.empty() ? "nothing" : example.expect) + ", found " +
             (example.found.empty() ? "nothing" : example.found) + "\n";
    } else if (!example.found.empty()) {
      out += "         " + colors.Faint("found " + example.found) + "\n";
    }
  }
  const std::string counts =
      Count(examples.size(), "example") + ", " + to_string(failed) + " failed";
  return out + (failed > 0 ? colors.Bad(counts) : colors.Good(counts)) + "\n";
}

std::string ExamplesAsJson(const std::vector<RuleExample>& examples) {
  std::string out = "[";
  for (size_t i = 0; i < examples.size(); ++i) {
    const RuleExample& example = examples[i];
    out += std::string(i == 0 ? "" : ",") + "\n{\"right\":" + (example.right ? "true" : "false") +
           "," + PlaceAsJson(example.place) + ",\"entry\":" + render::JsonString(example.entry) +
           ",\"text\":" + render::JsonString(example.text) +
           ",\"expect\":" + render::JsonString(example.expect) +
           ",\"found\":" + render::JsonString(example.found) + "}";
  }
  return out + "]\n";
}

}  // namespace filing_review::cli
