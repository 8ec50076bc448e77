// What the rules said of one page: of each sentence and table row, of the page as a whole
// (metadata), and of the conditions of regimes: which looked at it, what fired, what stopped it.
// Recorded by the finders themselves while they review, so that it cannot say other than they do.
//
//   RuleTrace trace(12);                       // page 12 of the main document
//   options.trace = &trace;                    // ClassifyOptions
//   classifier->Classify(parts, options);
//   for (const TracedSentence& s : trace.Sentences()) …
//
// In a finder:
//   const TraceScope scope(analyzed, sentence, "data_handling");
//   …
//   if (Tracing()) TraceStopped(rule.id(), "no word of it near");
//
// A table as a whole is spoken of at its first row.
//
// Without a trace a scope is one comparison, and Tracing() false. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace filing_review::classify {

struct AnalyzedDocument;

struct RuleNote {
  enum class Kind : uint8_t {
    kFired,    // the rule made the finding in `text`
    kSign,     // it bore on a finding
    kStopped,  // its words are there, and `text` stopped it
    kMissing,  // one of its words is there, another is not
  };
  // metadata; user_counts, data_handling, review_statements, holders, signals
  std::string finder;
  std::string rule;  // id; empty: the finder as a whole
  Kind kind = Kind::kStopped;
  std::string text;
};

struct TracedSentence {
  std::string text;     // as printed
  std::string section;  // heading path
  std::vector<RuleNote> notes;
};

// A condition of a regime. Conditions are of the filing, whatever page is asked for.
struct TracedCondition {
  std::string regime, condition;  // ids
  std::string state;              // MET, NOT_MET, UNKNOWN
  std::string why;                // as in the brief
  std::string looked_at;          // what its rule names, and whether that is given
  bool on_page = false;           // its evidence stands on the page
};

class RuleTrace {
 public:
  explicit RuleTrace(int32_t page) : page_(page) {}

  // Takes up the sentences of the page. Called by the classifier for the main document.
  void Open(const AnalyzedDocument& analyzed);
  bool Wants(size_t sentence) const { return sentences_.count(sentence) != 0; }
  // The sentence that is this row of a table; SIZE_MAX where the page has none.
  size_t RowSentence(int32_t table, int32_t row) const;
  int32_t page() const { return page_; }
  void Add(size_t sentence, RuleNote note);
  // Of the page as a whole.
  void AddToPage(RuleNote note);
  void AddCondition(TracedCondition condition);

  // In reading order; notes of a sentence by finder, in the order of kinds.
  std::vector<TracedSentence> Sentences() const;
  // In the order of kinds.
  std::vector<RuleNote> OfPage() const;
  // In the order of the pack.
  std::vector<TracedCondition> Conditions() const;

 private:
  int32_t page_;
  mutable std::mutex mutex_;
  std::map<size_t, TracedSentence> sentences_;
  std::map<std::pair<int32_t, int32_t>, size_t> rows_;  // (table, row): its sentence
  std::vector<RuleNote> of_page_;
  std::vector<TracedCondition> conditions_;
};

// While one stands on this thread's stack, notes are of that sentence.
class TraceScope {
 public:
  TraceScope(const AnalyzedDocument& analyzed, size_t sentence, const char* finder);
  // Of a row of a table, index into AnalyzedDocument::tables.
  TraceScope(const AnalyzedDocument& analyzed, int32_t table, size_t row, const char* finder);
  ~TraceScope();
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;

 private:
  bool entered_ = false;
};

// True inside a scope of a sentence that is traced.
bool Tracing();
// REQUIRES: Tracing().
void TraceNote(const std::string& rule, RuleNote::Kind kind, std::string text);

inline void TraceFired(const std::string& rule, std::string text) {
  TraceNote(rule, RuleNote::Kind::kFired, std::move(text));
}
inline void TraceSign(const std::string& rule, std::string text) {
  TraceNote(rule, RuleNote::Kind::kSign, std::move(text));
}
inline void TraceStopped(const std::string& rule, std::string text) {
  TraceNote(rule, RuleNote::Kind::kStopped, std::move(text));
}
inline void TraceMissing(const std::string& rule, std::string text) {
  TraceNote(rule, RuleNote::Kind::kMissing, std::move(text));
}

}  // namespace filing_review::classify
