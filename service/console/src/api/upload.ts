// Submits a file: its SHA-256 in the browser, then its bytes in chunks, each at its offset. Where the
// line breaks the upload goes on at what the server has.
import { createSHA256 } from "hash-wasm";
import { pause, pollDelay } from "./poll";

export const CHUNK_BYTES = 1 << 20;
const HASH_BYTES = 4 << 20;

export type UploadStep =
  | { step: "hashing"; done: number }
  | { step: "sending"; done: number }
  // Between two tries.
  | { step: "waiting"; done: number }
  | { step: "done"; filing: string };

// A refusal that another try will not change.
export class UploadRefused extends Error {}

export async function sha256Of(file: Blob, onStep: (done: number) => void, signal: AbortSignal): Promise<string> {
  const hash = await createSHA256();
  for (let at = 0; at < file.size; at += HASH_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + HASH_BYTES).arrayBuffer()));
    onStep(Math.min(at + HASH_BYTES, file.size));
  }
  return hash.digest("hex");
}

// The same file submitted again goes on with the same upload, from another tab, too.
export function requestIdOf(sha256: string, name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `desk-${sha256.slice(0, 40)}-${sum.toString(16)}`;
}

interface Answer {
  // Bytes of it that the server has.
  committed: number | undefined;
  // The filing, once it is durable.
  filing: string | undefined;
}

const PASSING_STATUSES: readonly number[] = [408, 425, 429];

// What the server says of an upload (service/http/upload_routes.h).
async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (!response.ok) {
    const message = typeof body.message === "string" ? body.message : `${response.status} ${response.statusText}`;
    if (PASSING_STATUSES.includes(response.status) || response.status >= 500) throw new Error(message);
    throw new UploadRefused(message);
  }
  const committed = Number(body.committedSizeBytes);
  return {
    committed: Number.isFinite(committed) ? committed : undefined,
    filing: typeof body.name === "string" && body.name.startsWith("filings/") ? body.name : undefined,
  };
}

// The filing's name, once it is durable. Throws UploadRefused where the server does not take it;
// what may pass is tried again for as long as `signal` allows, from where the server is.
export async function submitFile(
  file: File,
  headers: () => Record<string, string>,
  // Bytes that the server has of an upload; 0 where it knows none.
  committed: (requestId: string, signal: AbortSignal) => Promise<number>,
  onStep: (step: UploadStep) => void,
  signal: AbortSignal,
): Promise<string> {
  const sha256 = await sha256Of(file, (done) => onStep({ step: "hashing", done }), signal);
  const requestId = requestIdOf(sha256, file.name);
  // Undefined: ask first.
  let offset: number | undefined;
  for (let failures = 0; ; ) {
    try {
      offset ??= await committed(requestId, signal);
      onStep({ step: "sending", done: offset });
      const end = Math.min(offset + CHUNK_BYTES, file.size);
      const query = new URLSearchParams({ offset: String(offset), size: String(file.size), sha256, name: file.name });
      const answer = await answerOf(
        await fetch(`/v1/uploads/${requestId}?${query}`, { method: "PUT", headers: headers(), body: file.slice(offset, end), signal }),
      );
      failures = 0;
      if (answer.filing !== undefined) return answer.filing;
      offset = answer.committed ?? end;
    } catch (error) {
      if (error instanceof UploadRefused || signal.aborted) throw error;
      failures += 1;
      onStep({ step: "waiting", done: offset ?? 0 });
      offset = undefined;
      await pause(pollDelay(true, false, failures), signal);
    }
  }
}
