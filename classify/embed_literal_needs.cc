// Build tool: derives the literal needs of the embedded rules' expressions and writes them as a C++
// source with one table.
//   embed_literal_needs OUT.cc
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "classify/classify.h"
#include "classify/literal_needs.h"
#include "classify/rule_pack.h"

namespace filing_review::classify {

// This tool makes the table: it has none yet.
EmbeddedNeedsTable AllEmbeddedNeeds() { return {nullptr, 0}; }

}  // namespace filing_review::classify

namespace {

void WriteLiteral(const std::string& bytes, std::ostream& out) {
  out << '"';
  for (const char c : bytes) {
    char octal[8];
    std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned char>(c));
    out << octal;
  }
  out << '"';
}

}  // namespace

int main(int argc, char** argv) {
  using namespace filing_review;
  using namespace filing_review::classify;
  if (argc != 2) {
    std::cerr << "usage: embed_literal_needs OUT.cc\n";
    return 2;
  }
  v1::RulePack pack;
  const std::string_view embedded = EmbeddedRulePack();
  if (!pack.ParseFromArray(embedded.data(), static_cast<int>(embedded.size()))) {
    std::cerr << "embed_literal_needs: the embedded rule pack is damaged\n";
    return 1;
  }
  const RecordExpressions record;
  if (const auto classifier = Classifier::Create(pack, ""); !classifier.ok()) {
    std::cerr << std::string(classifier.status().message()) << "\n";
    return 1;
  }
  struct Row {
    std::string expression, clauses;
  };
  std::map<uint64_t, Row> rows;
  for (const auto& [expression, language] : record.expressions()) {
    Row& row = rows[LiteralNeedsKey(expression, language)];
    if (row.expression == expression) continue;
    if (!row.expression.empty()) {
      std::cerr << "embed_literal_needs: two expressions have one key: " << expression << "\n";
      return 1;
    }
    row.expression = expression;
    row.clauses = PackLiteralNeeds(DeriveLiteralNeeds(expression, language));
  }
  std::ofstream out(argv[1]);
  out << "// Made by classify/embed_literal_needs.cc; do not edit.\n"
         "#include \"classify/literal_needs.h\"\n\n"
         "namespace filing_review::classify {\n\n"
         "static constexpr EmbeddedNeeds kRows[] = {\n";
  for (const auto& [key, row] : rows) {
    out << "    {" << key << "u, std::string_view(";
    WriteLiteral(row.clauses, out);
    out << ", " << row.clauses.size() << ")},\n";
  }
  out << "};\n\nEmbeddedNeedsTable AllEmbeddedNeeds() { return {kRows, " << rows.size()
      << "}; }\n\n}  // namespace filing_review::classify\n";
  return out.good() ? 0 : 1;
}
