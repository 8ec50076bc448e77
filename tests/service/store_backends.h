// The back ends that every test of a store's contract runs on.
//
//   class MyTest : public StoreContractTest { … };
//   TEST_P(MyTest, …) { store_->Create(…) … Pass(61); … Reopen(); … }
//   FILING_REVIEW_ON_EVERY_STORE(MyTest);
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "service/store/filing_store.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {

// A place for a store, opened as often as wanted, and its clock.
class StoreBackend {
 public:
  virtual ~StoreBackend() = default;
  // `server`: which of several servers opens it; a back end for one server takes no notice.
  virtual absl::StatusOr<std::unique_ptr<ReviewStore>> Open(const std::string& server) = 0;
  // Lets time go by, as far as the store can tell.
  virtual void Pass(int seconds) = 0;
  // Runs SQL beside the store.
  virtual void Run(const std::string& sql) = 0;
  virtual bool shared() const = 0;
};

// Null where the machine cannot run it.
std::unique_ptr<StoreBackend> MakeStoreBackend(const std::string& name);

class StoreContractTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    backend_ = MakeStoreBackend(GetParam());
    if (backend_ == nullptr) GTEST_SKIP() << "no " << GetParam();
    Reopen();
  }
  void TearDown() override { store_.reset(); }

  void Reopen(const std::string& server = "one") {
    store_.reset();
    store_ = Open(server);
    ASSERT_NE(store_, nullptr);
  }
  // Another server's view of the same store.
  std::unique_ptr<ReviewStore> Open(const std::string& server) {
    auto store = backend_->Open(server);
    EXPECT_TRUE(store.ok()) << store.status();
    return store.ok() ? *std::move(store) : nullptr;
  }
  void Pass(int seconds) { backend_->Pass(seconds); }

  std::unique_ptr<StoreBackend> backend_;
  std::unique_ptr<ReviewStore> store_;
};

#define FILING_REVIEW_ON_EVERY_STORE(Suite)                                      \
  INSTANTIATE_TEST_SUITE_P(Stores, Suite, testing::Values("sqlite", "postgres"), \
                           [](const auto& info) { return std::string(info.param); })

}  // namespace filing_review::service
