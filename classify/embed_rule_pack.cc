// Build tool: merges rule files and writes them as a C++ source with one byte array.
//   embed_rule_pack OUT.cc FILE.textproto …
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "classify/rule_pack.h"

int main(int argc, char** argv) {
  using namespace filing_review;
  v1::RulePack pack;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i]);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) {
      std::cerr << argv[i] << ": cannot be read\n";
      return 1;
    }
    const absl::StatusOr<v1::RulePack> part = classify::ParseRulePack(argv[i], text.str());
    if (!part.ok()) {
      std::cerr << std::string(part.status().message()) << "\n";
      return 1;
    }
    classify::MergeRulePack(*part, pack);
  }
  const std::string bytes = classify::SerializeRulePack(pack);
  std::ofstream out(argv[1]);
  out << "// Made by classify/embed_rule_pack.cc from classify/rules/; do not edit.\n"
         "#include \"classify/rule_pack.h\"\n\n"
         "namespace filing_review::classify {\n\n"
         "static const char kBytes[] =\n";
  for (size_t i = 0; i < bytes.size(); i += 32) {
    out << "    \"";
    for (size_t j = i; j < bytes.size() && j < i + 32; ++j) {
      char octal[8];
      std::snprintf(octal, sizeof octal, "\\%03o", static_cast<unsigned char>(bytes[j]));
      out << octal;
    }
    out << "\"\n";
  }
  out << "    ;\n\nstd::string_view EmbeddedRulePack() { return {kBytes, " << bytes.size()
      << "}; }\n\n}  // namespace filing_review::classify\n";
  return out.good() ? 0 : 1;
}
