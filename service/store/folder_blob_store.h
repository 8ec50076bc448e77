// Blobs in a folder: DIR/blobs/ab/abcd…, uploads in DIR/incoming/. A blob is written to a file in
// incoming/, synced, renamed to its name, and the folder is synced: it is there whole or not at
// all. Blobs are read-only files (mode 0400). DIR/names.lock is held (flock) while names change.
//
// Several servers may share the folder: each has its own DIR/incoming-SERVER/ and
// DIR/parts-SERVER/, so a broken upload goes on at the server that has its part.
#pragma once

#include <memory>
#include <string>

#include "service/store/blob_store.h"

namespace filing_review::service {

// Creates the folders where they are missing. `server`: empty for the only one. UNAVAILABLE
// storage.
absl::StatusOr<std::unique_ptr<BlobStore>> OpenFolderBlobStore(const std::string& dir,
                                                               const std::string& server = "");

}  // namespace filing_review::service
