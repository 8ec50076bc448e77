"""gRPC-Web by a client that is not ours: buf curl (npm), against the HTTP port."""
import json
import os
import subprocess
import sys
import tempfile

import program
import web_client

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUF = os.path.join(ROOT, "node_modules", ".bin", "buf")


def buf_curl(server, method, message):
    done = subprocess.run([BUF, "curl", "--protocol", "grpcweb", "--schema", "proto", "-d", message,
                           "http://%s%s%s" % (server.http, web_client.FILING_SERVICE, method)],
                          cwd=ROOT, capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def main():
    if not os.path.exists(BUF):
        print("skipped: node_modules/.bin/buf is not there; npm install puts it there")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        pdf = os.path.join(folder, "heron.pdf")
        with open(pdf, "wb") as out:
            out.write(program.prospectus(1))
        with web_client.WebServer(os.path.join(folder, "data")) as server:
            status, _, err = server.run("submit", pdf, "--wait", "--format=json")
            assert status == 0, err
            name = server.run("list")[1].split("\t")[0]
            status, out, err = buf_curl(server, "GetFiling", json.dumps({"name": name}))
            assert (status, json.loads(out)["state"]) == (0, "FILING_STATE_SUCCEEDED"), err
            status, out, err = buf_curl(server, "WatchFiling", json.dumps({"name": name}))
            assert (status, json.loads(out)["name"]) == (0, name), err
            status, out, err = buf_curl(server, "GetFiling", json.dumps({"name": "filings/none"}))
            assert status != 0 and out == "", out
            error = json.loads(err)
            assert error["code"] == "not_found", err
            assert "there is no filing filings/none" in error["message"], err
            assert error["details"][0]["type"].endswith("google.rpc.ErrorInfo"), err
    return 0


if __name__ == "__main__":
    sys.exit(main())
