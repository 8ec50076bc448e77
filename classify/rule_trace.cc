#include "classify/rule_trace.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "classify/analyzed_document.h"

namespace filing_review::classify {

namespace {

struct Current {
  RuleTrace* trace = nullptr;
  size_t sentence = 0;
  const char* finder = "";
};
thread_local Current current;

constexpr std::array<std::string_view, 5> kFinders = {"user_counts", "data_handling",
                                                      "review_statements", "holders", "signals"};

size_t RankOf(const RuleNote& note) {
  return static_cast<size_t>(std::find(kFinders.begin(), kFinders.end(), note.finder) -
                             kFinders.begin());
}

}  // namespace

void RuleTrace::Open(const AnalyzedDocument& analyzed) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (size_t i = 0; i < analyzed.sentences.size(); ++i) {
    const Sentence& s = analyzed.sentences[i];
    if (s.end <= s.begin || PageAt(analyzed, s.passage, s.begin) > page_ ||
        PageAt(analyzed, s.passage, s.end - 1) < page_) {
      continue;
    }
    TracedSentence& sentence = sentences_[i];
    sentence.text = OriginalText(analyzed, s.passage, s.begin, s.end);
    const Passage& passage = analyzed.passages[s.passage];
    sentence.section = analyzed.SectionPath(passage.section);
    if (passage.table >= 0) rows_.emplace(std::pair(passage.table, passage.row), i);
  }
}

size_t RuleTrace::RowSentence(int32_t table, int32_t row) const {
  const auto found = rows_.find({table, row});
  return found == rows_.end() ? SIZE_MAX : found->second;
}

void RuleTrace::AddToPage(RuleNote note) {
  const std::lock_guard<std::mutex> lock(mutex_);
  of_page_.push_back(std::move(note));
}

void RuleTrace::AddCondition(TracedCondition condition) {
  const std::lock_guard<std::mutex> lock(mutex_);
  conditions_.push_back(std::move(condition));
}

void RuleTrace::Add(size_t sentence, RuleNote note) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = sentences_.find(sentence);
  if (found == sentences_.end()) return;
  std::vector<RuleNote>& notes = found->second.notes;
  // A rule is tried once a figure; it need not say the same twice.
  const bool said = std::any_of(notes.begin(), notes.end(), [&](const RuleNote& other) {
    return other.finder == note.finder && other.rule == note.rule && other.text == note.text;
  });
  if (!said) notes.push_back(std::move(note));
}

std::vector<TracedSentence> RuleTrace::Sentences() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<TracedSentence> all;
  for (const auto& [index, sentence] : sentences_) {
    all.push_back(sentence);
    std::stable_sort(all.back().notes.begin(), all.back().notes.end(),
                     [](const RuleNote& a, const RuleNote& b) {
                       return std::pair(RankOf(a), a.kind) < std::pair(RankOf(b), b.kind);
                     });
  }
  return all;
}

std::vector<RuleNote> RuleTrace::OfPage() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<RuleNote> notes = of_page_;
  std::stable_sort(notes.begin(), notes.end(),
                   [](const RuleNote& a, const RuleNote& b) { return a.kind < b.kind; });
  return notes;
}

std::vector<TracedCondition> RuleTrace::Conditions() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return conditions_;
}

TraceScope::TraceScope(const AnalyzedDocument& analyzed, size_t sentence, const char* finder) {
  if (analyzed.trace == nullptr || !analyzed.trace->Wants(sentence)) return;
  current = {analyzed.trace, sentence, finder};
  entered_ = true;
}

TraceScope::TraceScope(const AnalyzedDocument& analyzed, int32_t table, size_t row,
                       const char* finder) {
  if (analyzed.trace == nullptr) return;
  const size_t sentence = analyzed.trace->RowSentence(table, static_cast<int32_t>(row));
  if (sentence == SIZE_MAX) return;
  current = {analyzed.trace, sentence, finder};
  entered_ = true;
}

TraceScope::~TraceScope() {
  if (entered_) current = {};
}

bool Tracing() { return current.trace != nullptr; }

void TraceNote(const std::string& rule, RuleNote::Kind kind, std::string text) {
  if (current.trace == nullptr) return;
  current.trace->Add(current.sentence, {current.finder, rule, kind, std::move(text)});
}

}  // namespace filing_review::classify
