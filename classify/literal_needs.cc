#include "classify/literal_needs.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <utility>

#include "classify/pattern_set.h"

namespace filing_review::classify {

namespace {

thread_local RecordExpressions* recorder = nullptr;

// RE2's answer: may the expression match a text that holds exactly these of its literals?
class Oracle {
 public:
  Oracle(const std::string& expression, v1::RuleLanguage language) : filter_(kShortestLiteral) {
    int id = 0;
    if (filter_.Add(expression, OptionsFor(language), &id) == RE2::NoError) {
      filter_.Compile(&literals_);
    }
  }
  const std::vector<std::string>& literals() const { return literals_; }
  bool MayMatch(const std::vector<bool>& present) const {
    std::vector<int> given, candidates;
    for (size_t i = 0; i < present.size(); ++i) {
      if (present[i]) given.push_back(static_cast<int>(i));
    }
    filter_.AllPotentials(given, &candidates);
    return !candidates.empty();
  }

 private:
  re2::FilteredRE2 filter_;
  std::vector<std::string> literals_;
};

}  // namespace

// Each clause as small as can be. One is looked for around each literal: the
// others are given back one at a time, in some drawn orders, as long as there is no match.
LiteralNeeds DeriveLiteralNeeds(const std::string& expression, v1::RuleLanguage language) {
  constexpr int kOrders = 8;
  constexpr size_t kMaxLiteralsTried = 256;
  const Oracle oracle(expression, language);
  std::set<std::vector<std::string>> found;
  const std::vector<std::string>& literals = oracle.literals();
  if (literals.empty() || oracle.MayMatch(std::vector<bool>(literals.size(), false))) return {};
  // A list of many words: that it needs one of them is all that is asked, and all that is cheap.
  if (literals.size() > kMaxLiteralsTried) return {literals};
  std::mt19937 draw(1);
  std::vector<size_t> order(literals.size());
  for (size_t around = 0; around < literals.size(); ++around) {
    for (int n = 0; n < kOrders; ++n) {
      std::iota(order.begin(), order.end(), size_t{0});
      for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[draw() % i]);
      std::swap(*std::find(order.begin(), order.end(), around), order.back());
      std::vector<bool> present(literals.size(), false);
      for (const size_t i : order) {
        present[i] = true;
        if (oracle.MayMatch(present)) present[i] = false;
      }
      std::vector<std::string> clause;
      for (size_t i = 0; i < literals.size(); ++i) {
        if (!present[i]) clause.push_back(literals[i]);
      }
      found.insert(std::move(clause));
    }
  }
  // The shortest ones tell most.
  LiteralNeeds clauses(found.begin(), found.end());
  std::stable_sort(clauses.begin(), clauses.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (clauses.size() > kMaxClauses) clauses.resize(kMaxClauses);
  return clauses;
}

std::string PackLiteralNeeds(const LiteralNeeds& needs) {
  std::string packed;
  for (const std::vector<std::string>& clause : needs) {
    for (const std::string& literal : clause) packed += literal + '\0';
    packed += '\0';
  }
  return packed;
}

uint64_t LiteralNeedsKey(const std::string& expression, v1::RuleLanguage language) {
  uint64_t key = 0xcbf29ce484222325u;
  const auto add = [&](unsigned char byte) { key = (key ^ byte) * 0x100000001b3u; };
  add(OptionsFor(language).case_sensitive() ? 1 : 0);
  for (const char c : expression) add(static_cast<unsigned char>(c));
  return key;
}

LiteralNeeds EmbeddedLiteralNeeds(const std::string& expression, v1::RuleLanguage language,
                                  bool& known) {
  RecordExpressions::Note(expression, language);
  const EmbeddedNeedsTable table = AllEmbeddedNeeds();
  const EmbeddedNeeds* const end = table.rows + table.size;
  const uint64_t key = LiteralNeedsKey(expression, language);
  const EmbeddedNeeds* row = std::lower_bound(
      table.rows, end, key,
      [](const EmbeddedNeeds& entry, uint64_t wanted) { return entry.key < wanted; });
  known = row != end && row->key == key;
  LiteralNeeds needs;
  if (!known) return needs;
  for (std::string_view rest = row->clauses; !rest.empty(); rest.remove_prefix(1)) {
    std::vector<std::string>& clause = needs.emplace_back();
    while (rest.front() != '\0') {
      const std::string_view literal = rest.substr(0, rest.find('\0'));
      clause.emplace_back(literal);
      rest.remove_prefix(literal.size() + 1);
    }
  }
  return needs;
}

bool Satisfies(std::string_view lower, const LiteralNeeds& needs) {
  return std::all_of(needs.begin(), needs.end(), [&](const std::vector<std::string>& clause) {
    return std::any_of(clause.begin(), clause.end(), [&](const std::string& literal) {
      return lower.find(literal) != std::string_view::npos;
    });
  });
}

RecordExpressions::RecordExpressions() : before_(std::exchange(recorder, this)) {}
RecordExpressions::~RecordExpressions() { recorder = before_; }

void RecordExpressions::Note(const std::string& expression, v1::RuleLanguage language) {
  if (recorder != nullptr) recorder->expressions_.push_back({expression, language});
}

}  // namespace filing_review::classify
