"""Speaks HTTP, gRPC-Web and a little protobuf to a server's HTTP port, with the standard library alone."""
import http.client
import json
import os
import socket
import struct

import program

FILING_SERVICE = "/filing_review.v1.FilingService/"
STREAM = {"Content-Type": "application/grpc-web+proto"}


class WebServer(program.Server):
    """A server whose HTTP port is at .http, with .url for metrics and console."""

    def __init__(self, data_dir, *options, **others):
        super().__init__(data_dir, "--http=127.0.0.1:0", *options, **others)
        self.http = self.process.stdout.readline().decode().split()[-1]
        self.metrics = self.process.stdout.readline().decode().split()[-1]
        self.console = self.process.stdout.readline().decode().split()[-1]


class WebTest(program.FolderTest):
    """A test of a server's HTTP port."""

    def server(self, *options, **others):
        return WebServer(self.data, *options, **others)

    def submitted(self, server, *options, content=None):
        """The name of a filing that was reviewed, and its bytes."""
        content = content or program.prospectus(1)
        status, _, err = server.run("submit", self.path("heron.pdf", content), "--wait", "--format=json", *options)
        self.assertEqual(status, 0, err)
        return server.run("list", *options)[1].split("\t")[0], content

    def token(self, name, roles, access_list):
        with open(self.token_file(name, roles, access_list)) as secret:
            return secret.read().strip()

    def console(self):
        """The option for a console's folder, with files in it that must not be served."""
        folder = self.path("console")
        self.path("console/index.html", "<!doctype html><title>desk</title>")
        self.path("console/assets/app-1a2b.js", "export const a = 1;\n" * 500)
        self.path("console/pdfjs/worker.mjs", "self.a = 1;")
        self.path("console/pdfjs/cmaps/UniGB.bcmap", b"\0\1\2")
        self.path("console/.hidden", "secret")
        self.path("outside.txt", "outside")
        os.symlink(self.path("outside.txt"), os.path.join(folder, "link.txt"))
        os.symlink(self.folder.name, os.path.join(folder, "up"))
        return "--console-dir=" + folder

    def raw(self, server):
        """A connection that nothing was sent on."""
        host, port = server.http.rsplit(":", 1)
        return socket.create_connection((host, int(port)), 20)


class Answer:
    def __init__(self, response, body):
        self.status, self.body = response.status, body
        self.headers = {name.lower(): value for name, value in response.getheaders()}

    def json(self):
        return json.loads(self.body)

    def reason(self):
        return self.json()["reason"]


def connect(address, timeout=30, tls=None):
    host, port = address.rsplit(":", 1)
    if tls is None:
        return http.client.HTTPConnection(host, int(port), timeout=timeout)
    return http.client.HTTPSConnection(host, int(port), timeout=timeout, context=tls)


def ask(address, path, method="GET", body=None, headers=None, token=None, tls=None, connection=None):
    """One request to its end; on a connection of its own unless one is given."""
    headers = dict(headers or {})
    if token is not None:
        headers["Authorization"] = "Bearer " + token
    own = connection is None
    connection = connection or connect(address, tls=tls)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Answer(response, response.read())
    finally:
        if own:
            connection.close()


def frame(message):
    return b"\0" + struct.pack(">I", len(message)) + message


def frames(body):
    """The messages, and the trailers as a dictionary; None where the body ends before them."""
    messages, at = [], 0
    while at + 5 <= len(body):
        flags, size = body[at], struct.unpack(">I", body[at + 1:at + 5])[0]
        content = body[at + 5:at + 5 + size]
        at += 5 + size
        if flags == 0x80:
            assert at == len(body), "nothing follows the trailers"
            lines = content.decode("ascii").split("\r\n")
            return messages, dict(line.split(": ", 1) for line in lines if line)
        messages.append(content)
    return messages, None


def call(address, method, message=b"", headers=None, **options):
    """A unary or streaming method of FilingService: (messages, trailers)."""
    answer = ask(address, method if method.startswith("/") else FILING_SERVICE + method, "POST", frame(message),
                 {**STREAM, **(headers or {})}, **options)
    assert answer.status == 200, (answer.status, answer.body)
    assert answer.headers["content-type"] == "application/grpc-web+proto"
    return frames(answer.body)


def field(number, value):
    """One field of a message: text and bytes, or a number below 128."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    value = value.encode() if isinstance(value, str) else value
    assert len(value) < 128
    return bytes([number << 3 | 2, len(value)]) + value
