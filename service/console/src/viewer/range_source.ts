// Bytes of a PDF by ranges, for pdf.js in the drawing worker. pdf.js's own loading leaves a page blank for
// ever where the connection breaks once; here a range is asked for again until it comes, and the reader is
// told meanwhile.

import { PDFDataRangeTransport } from "pdfjs-dist";

/** First range, which also tells the length; and the unit of what pdf.js asks for. */
export const RANGE_BYTES = 65536;
const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 8000;

/** An answer that another try would not change; `status` is that of HTTP. */
export class SourceError extends Error {
  constructor(readonly status: number) {
    super(`the server answered ${status}`);
  }
}

/** `lost`: a range is being asked for again; `found`: all came; else the answer that ended it. */
export type Trouble = "lost" | "found" | SourceError;

export class RangeSource extends PDFDataRangeTransport {
  private readonly ended = new AbortController();
  private readonly missing = new Set<number>();

  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
    private readonly onTrouble: (trouble: Trouble) => void,
    length: number,
    first: Uint8Array,
  ) {
    super(length, first);
  }

  /** Asks for the beginning. A server that does not do ranges gives the whole: then its bytes. */
  static async open(
    url: string,
    headers: Record<string, string>,
    onTrouble: (trouble: Trouble) => void,
  ): Promise<RangeSource | Uint8Array> {
    const answer = await fetch(url, { headers: { ...headers, Range: `bytes=0-${RANGE_BYTES - 1}` } });
    if (!answer.ok) throw new SourceError(answer.status);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const length = Number(/\/(\d+)$/.exec(answer.headers.get("Content-Range") ?? "")?.[1]);
    if (answer.status !== 206 || !(length > bytes.length)) return bytes;
    return new RangeSource(url, headers, onTrouble, length, bytes);
  }

  override requestDataRange(begin: number, end: number): void {
    void this.give(begin, end);
  }

  override abort(): void {
    this.ended.abort();
  }

  private async give(begin: number, end: number): Promise<void> {
    for (let wait = FIRST_WAIT_MILLISECONDS; !this.ended.signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MILLISECONDS)) {
      try {
        const bytes = await this.ask(begin, end);
        if (this.missing.delete(begin) && this.missing.size === 0) this.onTrouble("found");
        this.onDataRange(begin, bytes);
        return;
      } catch (error) {
        if (this.ended.signal.aborted) return;
        if (error instanceof SourceError) {
          this.onTrouble(error);
          return;
        }
        this.missing.add(begin);
        this.onTrouble("lost");
        await new Promise((done) => setTimeout(done, wait));
      }
    }
  }

  private async ask(begin: number, end: number): Promise<Uint8Array> {
    const answer = await fetch(this.url, {
      headers: { ...this.headers, Range: `bytes=${begin}-${end - 1}` },
      signal: this.ended.signal,
    });
    // Busy or broken for now: as a broken line.
    if (answer.status === 429 || answer.status >= 500) throw new Error(`the server answered ${answer.status}`);
    if (answer.status !== 206) throw new SourceError(answer.status);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length !== end - begin) throw new Error("the range was cut");
    return bytes;
  }
}
