// Reviews of a data folder (review_source.h).
#include <filesystem>
#include <utility>

#include "service/brief_bytes.h"
#include "service/desk/review_source.h"
#include "service/desk/review_view.h"
#include "service/filing_name.h"
#include "service/service_error.h"
#include "service/store/folder_blob_store.h"
#include "service/store/sqlite_store.h"

namespace filing_review::service {

namespace {

constexpr int kEventsAtOnce = 500;

class FolderReviews : public ReviewSource {
 public:
  FolderReviews(std::unique_ptr<ReviewStore> store, std::unique_ptr<BlobStore> blobs)
      : store_(std::move(store)), blobs_(std::move(blobs)) {}

  absl::StatusOr<std::vector<std::string>> Reviewed() override {
    absl::StatusOr<std::vector<std::string>> ids = store_->ReviewedFilings();
    if (!ids.ok()) return ids;
    for (std::string& id : *ids) id = "filings/" + id;
    return ids;
  }

  absl::StatusOr<v1::Filing> Filing(const std::string& name) override {
    const absl::StatusOr<Place> place = Find(name);
    if (!place.ok()) return place.status();
    return store_->Get(place->owner, place->id);
  }

  absl::StatusOr<v1::Review> Review(const std::string& name) override {
    const absl::StatusOr<Place> place = Find(name);
    if (!place.ok()) return place.status();
    const absl::StatusOr<ReviewSnapshot> snapshot = store_->GetReview(place->owner, place->id);
    if (!snapshot.ok()) return snapshot.status();
    return ViewOf(*snapshot);
  }

  absl::StatusOr<std::vector<StoredEvent>> Events(const std::string& name, int64_t after) override {
    const absl::StatusOr<Place> place = Find(name);
    if (!place.ok()) return place.status();
    return store_->ReviewEvents(place->owner, place->id, after, kEventsAtOnce);
  }

  absl::StatusOr<v1::ReviewBrief> Brief(const std::string& name, bool as_signed) override {
    const absl::StatusOr<Place> place = Find(name);
    if (!place.ok()) return place.status();
    const absl::StatusOr<std::string> bytes = as_signed
                                                  ? store_->SignedBrief(place->owner, place->id)
                                                  : store_->GetBrief(place->owner, place->id);
    if (!bytes.ok()) return bytes.status();
    return ParseBrief(*bytes);
  }

  absl::StatusOr<int> OpenDocument(const std::string& sha256) override {
    return blobs_->Open(sha256);
  }

 private:
  struct Place {
    std::string owner, id;
  };
  absl::StatusOr<Place> Find(const std::string& name) {
    absl::StatusOr<std::string> id = FilingIdOf(name);
    if (!id.ok()) return id.status();
    absl::StatusOr<std::string> owner = store_->OwnerOf(*id);
    if (!owner.ok()) return owner.status();
    return Place{*std::move(owner), *std::move(id)};
  }

  const std::unique_ptr<ReviewStore> store_;
  const std::unique_ptr<BlobStore> blobs_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ReviewSource>> OpenReviews(const std::string& data_dir) {
  const std::filesystem::path file = std::filesystem::path(data_dir) / "filings.db";
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage,
                        data_dir + " has no filings.db; give the server's --data-dir");
  }
  auto store = OpenSqliteStoreAsItIs(file.string());
  if (!store.ok()) return store.status();
  auto blobs = OpenFolderBlobStore(data_dir);
  if (!blobs.ok()) return blobs.status();
  return std::make_unique<FolderReviews>(*std::move(store), *std::move(blobs));
}

}  // namespace filing_review::service
