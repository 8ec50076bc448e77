// Submits a prospectus, waits for its brief and prints the headline with its evidence.
//
//   npm install @grpc/grpc-js @grpc/proto-loader
//   node docs/examples/review_filing.mjs 127.0.0.1:50061 FILE.pdf
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import grpc from "@grpc/grpc-js";
import loader from "@grpc/proto-loader";

const CHUNK = 256 * 1024;
const proto = join(dirname(fileURLToPath(import.meta.url)), "../../proto");
const definition = loader.loadSync("filing_review/v1/filing_service.proto", {
  includeDirs: [proto],
  enums: String,
  longs: String,
  defaults: true,
});
const { FilingService } = grpc.loadPackageDefinition(definition).filing_review.v1;

const [address, path] = process.argv.slice(2);
const service = new FilingService(address, grpc.credentials.createInsecure(), {
  // The brief of a long filing is larger than the 4 MiB that a client takes unless told.
  "grpc.max_receive_message_length": 64 * 1024 * 1024,
});

function submit() {
  const data = readFileSync(path);
  return new Promise((resolve, reject) => {
    const call = service.submitFiling((error, filing) => (error ? reject(error) : resolve(filing)));
    call.write({
      header: {
        sizeBytes: data.length,
        sha256: createHash("sha256").update(data).digest("hex"),
        displayName: basename(path),
      },
    });
    for (let offset = 0; offset < data.length; offset += CHUNK) {
      call.write({ chunk: { offsetBytes: offset, data: data.subarray(offset, offset + CHUNK) } });
    }
    call.end();
  });
}

// Busy or going down: come back. Every other error is final.
async function submitWhenThereIsRoom() {
  for (;;) {
    try {
      return await submit();
    } catch (error) {
      const busy = [grpc.status.RESOURCE_EXHAUSTED, grpc.status.UNAVAILABLE];
      if (!busy.includes(error.code)) throw error;
      await new Promise((wake) => setTimeout(wake, 2000));
    }
  }
}

async function review(name) {
  const watch = service.watchFiling({ name });
  for await (const filing of watch) {
    if (filing.briefRevision >= 1 || filing.state === "FILING_STATE_FAILED") return filing;
  }
}

function getBrief(name) {
  return new Promise((resolve, reject) => {
    service.getBrief({ name }, (error, brief) => (error ? reject(error) : resolve(brief)));
  });
}

const { name } = await submitWhenThereIsRoom();
const filing = await review(name);
if (filing.state === "FILING_STATE_FAILED") {
  console.error(`${path}: ${filing.error.message} [${filing.error.reason}]`);
  process.exit(1);
}
const brief = await getBrief(name);
console.log(`${brief.filing.issuer}: ${brief.headline.summary}`);
const count = brief.userCounts.find((one) => one.factId === brief.headline.factId);
for (const evidence of count?.evidence ?? []) {
  if (evidence.role === "EVIDENCE_ROLE_FIGURE") console.log(`page ${evidence.page}: "${evidence.quote}"`);
}
service.close();
