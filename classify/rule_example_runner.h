// Runs one example of a rule through the finders of a review, made of the whole pack.
//
//   StatusOr<std::unique_ptr<ExampleRunner>> runner = ExampleRunner::Create(merged);
//   RuleExample example;   // text and expect are filled in
//   (*runner)->Run(rule, "data_handling", above, example);   // fills in found and right
//
// Thread-safe after Create.
#pragma once

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "classify/rule_examples.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class ExampleRunner {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<ExampleRunner>> Create(const v1::RulePack& pack);
  ~ExampleRunner();

  // `owner` has the example; `list` is the field that owner stands in, `above` what has that.
  void Run(const google::protobuf::Message& owner, const std::string& list,
           const google::protobuf::Message& above, RuleExample& example) const;

 private:
  ExampleRunner();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
