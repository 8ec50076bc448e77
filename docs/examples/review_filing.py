#!/usr/bin/env python3
"""Submits a prospectus, waits for its brief and prints the headline with its evidence.

    apt-get install python3-grpcio protobuf-compiler protobuf-compiler-grpc
    protoc -Iproto --python_out=stubs --grpc_python_out=stubs \\
        --plugin=protoc-gen-grpc_python=/usr/bin/grpc_python_plugin proto/filing_review/v1/*.proto
    PYTHONPATH=stubs docs/examples/review_filing.py 127.0.0.1:50061 FILE.pdf
"""
import hashlib
import os
import sys
import time

import grpc
from filing_review.v1 import brief_pb2, filing_service_pb2 as api, filing_service_pb2_grpc

CHUNK = 256 * 1024


def upload(path):
    with open(path, "rb") as file:
        data = file.read()
    yield api.SubmitFilingRequest(header=api.SubmitFilingHeader(
        size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest(),
        display_name=os.path.basename(path)))
    for offset in range(0, len(data), CHUNK):
        yield api.SubmitFilingRequest(chunk=api.FilingChunk(
            offset_bytes=offset, data=data[offset:offset + CHUNK]))


def submit(service, path):
    """Waits and tries again while the server is busy; every other error is final."""
    while True:
        try:
            return service.SubmitFiling(upload(path), timeout=60)
        except grpc.RpcError as error:
            if error.code() not in (grpc.StatusCode.RESOURCE_EXHAUSTED,
                                    grpc.StatusCode.UNAVAILABLE):
                raise
            time.sleep(2)


def main(address, path):
    # The brief of a long filing is larger than the 4 MiB that a client takes unless told.
    options = [("grpc.max_receive_message_length", 64 * 1024 * 1024)]
    with grpc.insecure_channel(address, options) as channel:
        service = filing_service_pb2_grpc.FilingServiceStub(channel)
        filing = submit(service, path)
        for filing in service.WatchFiling(api.WatchFilingRequest(name=filing.name)):
            if filing.brief_revision >= 1 or filing.state == api.FILING_STATE_FAILED:
                break
        if filing.state == api.FILING_STATE_FAILED:
            sys.exit("%s: %s [%s]" % (path, filing.error.message, filing.error.reason))
        brief = service.GetBrief(api.GetBriefRequest(name=filing.name))
    print("%s: %s" % (brief.filing.issuer, brief.headline.summary))
    for count in brief.user_counts:
        if count.fact_id != brief.headline.fact_id:
            continue
        for evidence in count.evidence:
            if evidence.role == brief_pb2.EVIDENCE_ROLE_FIGURE:
                print('page %d: "%s"' % (evidence.page, evidence.quote))
        break


if __name__ == "__main__":
    main(*sys.argv[1:])
