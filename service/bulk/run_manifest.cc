#include "service/bulk/run_manifest.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include "service/render/json_values.h"

namespace filing_review::service {

namespace {

constexpr int64_t kManifestVersion = 1;

}  // namespace

std::string ManifestHead(const RunManifest& manifest) {
  const auto number = [](const char* name, int64_t value) {
    return "  \"" + std::string(name) + "\": " + std::to_string(value) + ",\n";
  };
  const auto text = [](const char* name, const std::string& value) {
    return "  \"" + std::string(name) + "\": " + render::JsonString(value) + ",\n";
  };
  std::string out = "{\n" + number("formatVersion", kManifestVersion) +
                    text("engineVersion", manifest.run.engine_version) +
                    text("rulePackVersion", manifest.run.rule_pack_version) +
                    text("rulePackDigest", manifest.run.rule_pack_digest) +
                    text("ocr", manifest.run.ocr) + text("asIf", manifest.run.as_if_regime) +
                    text("shard", std::to_string(manifest.shard.number) + "/" +
                                      std::to_string(manifest.shard.count)) +
                    (manifest.plan.empty() ? "" : text("plan", manifest.plan)) +
                    number("filings", manifest.filings) + number("complete", manifest.complete) +
                    number("partial", manifest.partial) + number("failed", manifest.failed) +
                    number("duplicates", manifest.duplicates) + "  \"files\": [";
  const char* apart = "\n";
  for (const ManifestFile& file : manifest.files) {
    out += apart;
    out += "    {\"name\": " + render::JsonString(file.name) +
           ", \"bytes\": " + std::to_string(file.size_bytes) +
           ", \"sha256\": " + render::JsonString(file.sha256) + "}";
    apart = ",\n";
  }
  return out;
}

std::string ManifestAsJson(const RunManifest& manifest) {
  return ManifestHead(manifest) + "\n  ]\n}\n";
}

absl::StatusOr<RunManifest> ParseManifest(const std::string& json) {
  google::protobuf::Struct object;
  const absl::Status wrong = absl::DataLossError("is no manifest of filing-review bulk");
  if (!google::protobuf::util::JsonStringToMessage(json, &object).ok()) return wrong;
  const auto field = [](const google::protobuf::Struct& of, const char* name) {
    const auto found = of.fields().find(name);
    return found == of.fields().end() ? google::protobuf::Value() : found->second;
  };
  const auto text = [&](const char* name) { return field(object, name).string_value(); };
  const auto number = [&](const char* name) {
    return static_cast<int64_t>(field(object, name).number_value());
  };
  RunManifest manifest;
  manifest.run = {text("engineVersion"), text("rulePackVersion"), text("rulePackDigest"),
                  text("ocr"), text("asIf")};
  const absl::StatusOr<Shard> shard = ParseShard(text("shard"));
  if (number("formatVersion") != kManifestVersion || !shard.ok()) return wrong;
  manifest.shard = *shard;
  manifest.plan = text("plan");
  manifest.filings = number("filings");
  manifest.complete = number("complete");
  manifest.partial = number("partial");
  manifest.failed = number("failed");
  manifest.duplicates = number("duplicates");
  if (manifest.filings < 0) return wrong;
  const google::protobuf::Value files = field(object, "files");
  for (const google::protobuf::Value& value : files.list_value().values()) {
    const google::protobuf::Struct& file = value.struct_value();
    manifest.files.push_back({field(file, "name").string_value(),
                              static_cast<int64_t>(field(file, "bytes").number_value()),
                              field(file, "sha256").string_value()});
  }
  return manifest;
}

}  // namespace filing_review::service
