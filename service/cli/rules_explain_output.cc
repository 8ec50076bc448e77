#include "service/cli/rules_explain_output.h"

#include <algorithm>

#include "service/cli/terminal_colors.h"
#include "service/render/json_values.h"

namespace filing_review::cli {

namespace {

using classify::RuleNote;
using classify::TracedCondition;
using classify::TracedSentence;

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

bool Wanted(const RuleNote& note, const ExplainOptions& options) {
  return options.rule.empty() || note.rule == options.rule;
}

bool Wanted(const TracedCondition& condition, const ExplainOptions& options) {
  return options.rule.empty() || condition.regime == options.rule ||
         condition.condition == options.rule;
}

std::string NotesAsText(const std::vector<RuleNote>& notes, const ExplainOptions& options,
                        const TerminalColors& colors) {
  std::string out;
  int missing = 0;
  for (const RuleNote& note : notes) {
    if (!Wanted(note, options)) continue;
    if (note.kind == RuleNote::Kind::kMissing && !options.all && options.rule.empty()) {
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
                        (missing == 1 ? " rule does" : " rules do") +
                        " not find all of its words (--all names them)") +
           "\n";
  }
  return out;
}

std::string ConditionsAsText(const ExplainedPage& page, const ExplainOptions& options,
                             const TerminalColors& colors) {
  std::string out, regime;
  int elsewhere = 0;
  for (const TracedCondition& condition : page.conditions) {
    if (!Wanted(condition, options)) continue;
    if (!condition.on_page && !options.all && options.rule.empty()) {
      ++elsewhere;
      continue;
    }
    if (condition.regime != regime) {
      regime = condition.regime;
      out += "  " + regime + "\n";
    }
    std::string state = condition.state;
    state.resize(8, ' ');
    state = condition.state == "MET"       ? colors.Good(state)
            : condition.state == "NOT_MET" ? colors.Doubtful(state)
                                           : colors.Faint(state);
    out += "    " + state + " " + condition.condition + ": " + condition.why + "\n";
    if (!condition.looked_at.empty()) {
      out += "             " + colors.Faint("looked at " + condition.looked_at) + "\n";
    }
  }
  if (elsewhere > 0) {
    out += colors.Faint("    " + std::to_string(elsewhere) +
                        (elsewhere == 1 ? " condition does" : " conditions do") +
                        " not rest on this page (--all names them)") +
           "\n";
  }
  return out;
}

size_t Fired(const std::vector<RuleNote>& notes) {
  return static_cast<size_t>(std::count_if(notes.begin(), notes.end(), [](const RuleNote& note) {
    return note.kind == RuleNote::Kind::kFired;
  }));
}

std::string NotesAsJson(const std::vector<RuleNote>& notes, const ExplainOptions& options) {
  std::string out = "[";
  for (const RuleNote& note : notes) {
    if (!Wanted(note, options)) continue;
    out += std::string(out.size() == 1 ? "" : ",") +
           "{\"finder\":" + render::JsonString(note.finder) +
           ",\"rule\":" + render::JsonString(note.rule) +
           ",\"verdict\":" + render::JsonString(KindName(note.kind)) +
           ",\"why\":" + render::JsonString(note.text) + "}";
  }
  return out + "]";
}

}  // namespace

std::string ExplainedAsText(const ExplainedPage& page, const ExplainOptions& options) {
  const TerminalColors colors;
  std::string out, section;
  size_t fired = Fired(page.of_page);
  for (const TracedSentence& sentence : page.sentences) {
    if (sentence.section != section) {
      section = sentence.section;
      out += colors.Faint("[" + section + "]") + "\n";
    }
    out += colors.Bold(sentence.text) + "\n";
    const std::string notes = NotesAsText(sentence.notes, options, colors);
    out += notes.empty() ? colors.Faint("    no rule found its words here") + "\n" : notes;
    fired += Fired(sentence.notes);
  }
  std::string head = page.file + ", page " + std::to_string(page.number) + ": " +
                     std::to_string(page.sentences.size());
  if (page.sentence_count != page.sentences.size()) {
    head += " of " + std::to_string(page.sentence_count);
  }
  head += page.sentences.size() == 1 ? " sentence" : " sentences";
  out = head + " and rows of tables, " + std::to_string(fired) + " findings\n\n" + out;
  if (page.of_sentences_only) return out;
  // Who asks for one rule hears of the parts in which it speaks.
  const auto add = [&](const char* title, const std::string& text, const char* otherwise) {
    if (text.empty() && !options.rule.empty()) return;
    out += "\n" + colors.Bold(title) + "\n" +
           (text.empty() ? colors.Faint(std::string("    ") + otherwise) + "\n" : text);
  };
  add("The page as a whole: issuer, type, venue, date", NotesAsText(page.of_page, options, colors),
      "no rule reads this page");
  add("Regimes: conditions that rest on this page", ConditionsAsText(page, options, colors),
      "none");
  return out;
}

std::string ExplainedAsJson(const ExplainedPage& page, const ExplainOptions& options) {
  std::string out = "{\"page\":" + std::to_string(page.number) + ",\"sentences\":[";
  for (size_t i = 0; i < page.sentences.size(); ++i) {
    const TracedSentence& sentence = page.sentences[i];
    out += std::string(i == 0 ? "" : ",") + "\n{\"text\":" + render::JsonString(sentence.text) +
           ",\"section\":" + render::JsonString(sentence.section) +
           ",\"notes\":" + NotesAsJson(sentence.notes, options) + "}";
  }
  out += "],\n\"ofPage\":" + NotesAsJson(page.of_page, options) + ",\n\"conditions\":[";
  bool first = true;
  for (const TracedCondition& condition : page.conditions) {
    if (!Wanted(condition, options)) continue;
    out += std::string(first ? "" : ",") + "\n{\"regime\":" + render::JsonString(condition.regime) +
           ",\"condition\":" + render::JsonString(condition.condition) +
           ",\"state\":" + render::JsonString(condition.state) +
           ",\"why\":" + render::JsonString(condition.why) +
           ",\"lookedAt\":" + render::JsonString(condition.looked_at) +
           ",\"onPage\":" + (condition.on_page ? "true" : "false") + "}";
    first = false;
  }
  return out + "]}\n";
}

}  // namespace filing_review::cli
