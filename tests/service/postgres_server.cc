#include "tests/service/postgres_server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

namespace filing_review::service {

namespace {

constexpr char kBin[] = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root. It ends when this process does.
pid_t StartProgram(std::vector<std::string> words) {
  std::vector<std::string> all{"setpriv", "--pdeathsig=INT"};
  if (getuid() == 0) {
    all.insert(all.end(), {"--reuid=postgres", "--regid=postgres", "--init-groups"});
  }
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  arguments.reserve(all.size() + 1);
  for (std::string& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&files, 1, 2);
  pid_t process = 0;
  if (posix_spawnp(&process, "setpriv", &files, nullptr, arguments.data(), environ) != 0) {
    process = 0;
  }
  posix_spawn_file_actions_destroy(&files);
  return process;
}

bool RunProgram(std::vector<std::string> words) {
  const pid_t process = StartProgram(std::move(words));
  int status = 0;
  return process > 0 && waitpid(process, &status, 0) == process && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

}  // namespace

PostgresServer* PostgresServer::Get() {
  static const std::unique_ptr<PostgresServer> server = [] {
    std::unique_ptr<PostgresServer> started(new PostgresServer());
    if (!started->Start()) started.reset();
    return started;
  }();
  return server.get();
}

bool PostgresServer::Start() {
  if (access((std::string(kBin) + "initdb").c_str(), X_OK) != 0) {
    std::printf("skipped: PostgreSQL 15 is not installed (scripts/install-deps.sh --tests)\n");
    return false;
  }
  if (const passwd* user = getpwnam("postgres"); user != nullptr && getuid() == 0) {
    if (chown(folder_.path().c_str(), user->pw_uid, user->pw_gid) != 0) {
      ADD_FAILURE() << "the folder of PostgreSQL cannot be given to its user";
      return false;
    }
  }
  const std::string data = folder_.path() + "/cluster";
  if (!RunProgram({std::string(kBin) + "initdb", "-A", "trust", "--no-sync", "-U", "postgres", "-E",
                   "UTF8", "-D", data})) {
    ADD_FAILURE() << "PostgreSQL 15 is installed, but its initdb fails";
    return false;
  }
  process_ = StartProgram({std::string(kBin) + "postgres", "-D", data, "-k", folder_.path(), "-c",
                           "listen_addresses=", "-c", "fsync=off"});
  const std::string url = "host=" + folder_.path() + " user=postgres dbname=postgres";
  for (int i = 0; i < 300 && process_ > 0; ++i) {
    if (PQping(url.c_str()) == PQPING_OK) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ADD_FAILURE() << "PostgreSQL 15 is installed, but does not start";
  return false;
}

PostgresServer::~PostgresServer() {
  if (process_ <= 0) return;
  kill(process_, SIGINT);
  waitpid(process_, nullptr, 0);
}

std::string PostgresServer::NewDatabase() {
  const std::string name = "test" + std::to_string(++databases_);
  const std::string server = "host=" + folder_.path() + " user=postgres dbname=";
  Run(server + "postgres", "CREATE DATABASE " + name);
  return server + name;
}

void PostgresServer::Run(const std::string& url, const std::string& sql) {
  PGconn* const connection = PQconnectdb(url.c_str());
  PGresult* const result = PQexec(connection, sql.c_str());
  const ExecStatusType code = PQresultStatus(result);
  EXPECT_TRUE(code == PGRES_COMMAND_OK || code == PGRES_TUPLES_OK) << PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
}

}  // namespace filing_review::service
