// A PostgreSQL 15 of the test's own: made in a temporary folder, reached by a socket in it, ended
// with the test.
//
//   PostgresServer* server = PostgresServer::Get();   // null where the machine has none
//   const std::string url = server->NewDatabase();
#pragma once

#include <sys/types.h>

#include <string>

#include "tests/service/temporary_folder.h"

namespace filing_review::service {

class PostgresServer {
 public:
  // Started at the first call. Null where PostgreSQL is not installed, with one line on stdout, and
  // where it does not start, which fails the test.
  static PostgresServer* Get();
  ~PostgresServer();

  // An empty database; its connection string.
  std::string NewDatabase();

  // Runs SQL in a database of this server.
  static void Run(const std::string& url, const std::string& sql);

 private:
  PostgresServer() = default;
  bool Start();
  TemporaryFolder folder_;
  pid_t process_ = 0;
  int databases_ = 0;
};

}  // namespace filing_review::service
