// One cue of the metadata rules: where on which pages it finds a value.
//
//   StatusOr<std::vector<Cue>> cues = CompileCues(rules.issuers(), macros);
//   Pages pages(document);
//   for (const Reading& r : Readings((*cues)[0], pages)) use(r.value, r.page);
//
// Cues are thread-safe once made, Pages are of one thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/literal_needs.h"
#include "classify/metadata_page.h"
#include "classify/pattern_set.h"
#include "classify/rule_trace.h"
#include "extract/document.h"
#include "filing_review/v1/metadata_rules.pb.h"

namespace filing_review::classify {

struct Cue {
  v1::MetadataCue rule;
  std::unique_ptr<LazyPattern> match;
  LiteralNeeds needs;  // of `match`
  std::vector<std::unique_ptr<LazyPattern>> unless;
};

// A value that a cue found.
struct Reading {
  const Cue* cue = nullptr;
  size_t page = 0;  // index into the pages of the document
  bool running = false;
  size_t begin = 0, end = 0;              // the value, bytes of that page's text
  size_t match_begin = 0, match_end = 0;  // the whole match
  std::string value;                      // as printed
};

// Fails where a cue is wrong; the status names it.
absl::StatusOr<std::vector<Cue>> CompileCues(
    const google::protobuf::RepeatedPtrField<v1::MetadataCue>& rules, const MacroTable& macros);

// The pages of a document as cues read them, each made once.
class Pages {
 public:
  // `trace`: where the cues say what they make of its page; null: nowhere.
  explicit Pages(const extract::Document& document, RuleTrace* trace = nullptr)
      : document_(document), trace_(trace) {}
  size_t size() const { return document_.pages.size(); }
  const extract::Page& raw(size_t page) const { return document_.pages[page]; }
  const MetadataPage& at(size_t page, bool running);

  // True where page `page` is the one that is traced.
  bool Traces(size_t page) const;
  // REQUIRES: Traces of some page.
  void Note(const std::string& cue, RuleNote::Kind kind, std::string text);

 private:
  const extract::Document& document_;
  RuleTrace* trace_;
  std::map<std::pair<size_t, bool>, MetadataPage> made_;
};

// False where the cue is for other types of filings.
bool UsableFor(const Cue& cue, v1::FilingType type);

// The first reading at byte `from` of the page or behind it that no `unless` refuses; `refused`
// becomes the last one that was.
std::optional<Reading> FindReading(const Cue& cue, const MetadataPage& page, size_t from,
                                   std::string* refused = nullptr);

// All readings of a cue, at most one a page (`last`: the last of each page).
std::vector<Reading> Readings(const Cue& cue, Pages& pages);

}  // namespace filing_review::classify
