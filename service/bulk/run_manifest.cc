#include "service/bulk/run_manifest.h"

#include "service/render/json.h"

namespace filing_review::service {

namespace {

std::string Quoted(const std::string& text) {
  std::string out;
  render::AppendJsonString(text, out);
  return out;
}

}  // namespace

std::string ManifestHead(const RunManifest& manifest) {
  const auto number = [](const char* name, int64_t value) {
    return "  \"" + std::string(name) + "\": " + std::to_string(value) + ",\n";
  };
  const auto text = [](const char* name, const std::string& value) {
    return "  \"" + std::string(name) + "\": " + Quoted(value) + ",\n";
  };
  std::string out =
      "{\n" + number("formatVersion", 1) + text("engineVersion", manifest.run.engine_version) +
      text("rulePackVersion", manifest.run.rule_pack_version) +
      text("rulePackDigest", manifest.run.rule_pack_digest) + text("ocr", manifest.run.ocr) +
      text("asIf", manifest.run.as_if_regime) +
      text("shard",
           std::to_string(manifest.shard.number) + "/" + std::to_string(manifest.shard.count)) +
      number("filings", manifest.filings) + number("complete", manifest.complete) +
      number("partial", manifest.partial) + number("failed", manifest.failed) +
      number("duplicates", manifest.duplicates) + "  \"files\": [";
  const char* apart = "\n";
  for (const ManifestFile& file : manifest.files) {
    out += apart;
    out += "    {\"name\": " + Quoted(file.name) +
           ", \"bytes\": " + std::to_string(file.size_bytes) +
           ", \"sha256\": " + Quoted(file.sha256) + "}";
    apart = ",\n";
  }
  return out;
}

std::string ManifestAsJson(const RunManifest& manifest) {
  return ManifestHead(manifest) + "\n  ]\n}\n";
}

}  // namespace filing_review::service
