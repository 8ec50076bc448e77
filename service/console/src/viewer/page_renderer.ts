// A document opened for drawing: asks the worker (render_worker.ts) for pages, the nearest first, a few
// at a time, and takes back what is not wanted any more. One worker a document; close() ends it.

import coreWorkerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import type { Size } from "./geometry";
import type { FromWorker, OpenedDocument, OutlineNode, RenderFailure, RenderRequest, ToWorker, TroubleTold } from "./render_protocol";

/** Drawings in the worker at a time: one is drawn while another one's bytes come. */
const DRAWINGS_AT_A_TIME = 2;

export class RenderError extends Error {
  constructor(
    readonly failure: RenderFailure,
    message: string,
  ) {
    super(message);
  }
}

export type PagePart = Omit<RenderRequest, "type" | "id">;

/** What waits: lower is sooner. Thumbnails wait until no page does. */
export interface Priority {
  thumbnail: boolean;
  /** Asked each time that a place is free, since the reader scrolls on. */
  distance: () => number;
}

export interface Drawing {
  bitmap: Promise<ImageBitmap>;
  cancel: () => void;
}

interface Waiting {
  part: PagePart;
  priority: Priority;
  resolve: (bitmap: ImageBitmap) => void;
  reject: (error: Error) => void;
}

type Ask = ToWorker extends infer M ? (M extends { id: number } ? Omit<M, "id"> : never) : never;

export class PageRenderer {
  readonly opened: Promise<OpenedDocument>;
  /** Told of the document's bytes, once it is open. */
  onTrouble: (trouble: TroubleTold) => void = () => {};
  private readonly worker: Worker;
  private readonly answers = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private readonly waiting = new Set<Waiting>();
  private readonly sizes = new Map<number, Promise<Size>>();
  private readonly running = new Map<number, Waiting>();
  private outlineAnswer: Promise<OutlineNode[]> | undefined;
  private lastId = 0;
  private closed = false;

  constructor(url: string, httpHeaders: Record<string, string>, password: string) {
    this.worker = new Worker(new URL("./render_worker.ts", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === "trouble") {
        this.onTrouble(data.trouble);
        return;
      }
      const waiter = this.answers.get(data.id);
      this.answers.delete(data.id);
      if (!waiter) {
        // Its page is gone; a bitmap that nobody takes is let go at once.
        if (data.type === "done" && data.value instanceof ImageBitmap) data.value.close();
      } else if (data.type === "done") {
        waiter.resolve(data.value);
      } else {
        waiter.reject(new RenderError(data.failure, data.message));
      }
    };
    this.worker.onerror = (event) => this.fail(event.message || "the drawing worker could not be started");
    const here = document.baseURI;
    this.opened = this.ask({
      type: "open",
      url: new URL(url, here).href,
      httpHeaders,
      password,
      coreWorkerUrl: new URL(coreWorkerUrl, here).href,
      assetsUrl: new URL(`${import.meta.env.BASE_URL}pdfjs/`, here).href,
    }) as Promise<OpenedDocument>;
    this.opened.catch(() => {});
  }

  /** A page as displayed, points. */
  size(page: number): Promise<Size> {
    let size = this.sizes.get(page);
    if (!size) {
      size = this.ask({ type: "size", page }) as Promise<Size>;
      this.sizes.set(page, size);
    }
    return size;
  }

  outline(): Promise<OutlineNode[]> {
    return (this.outlineAnswer ??= this.ask({ type: "outline" }) as Promise<OutlineNode[]>);
  }

  draw(part: PagePart, priority: Priority): Drawing {
    let waiting!: Waiting;
    const bitmap = new Promise<ImageBitmap>((resolve, reject) => {
      waiting = { part, priority, resolve, reject };
    });
    this.waiting.add(waiting);
    // After this turn, so that pages that come in together are ordered together.
    queueMicrotask(() => this.startNext());
    return { bitmap, cancel: () => this.cancel(waiting) };
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.worker.terminate();
    this.fail("closed");
  }

  private fail(message: string): void {
    for (const { reject } of this.answers.values()) reject(new RenderError(this.closed ? "cancelled" : "network", message));
    this.answers.clear();
    for (const { reject } of this.waiting) reject(new RenderError("cancelled", message));
    this.waiting.clear();
  }

  private ask(message: Ask): Promise<unknown> {
    if (this.closed) return Promise.reject(new RenderError("cancelled", "closed"));
    const id = ++this.lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.answers.set(id, { resolve, reject }));
    this.worker.postMessage({ ...message, id } satisfies ToWorker);
    return answer;
  }

  private cancel(waiting: Waiting): void {
    if (this.waiting.delete(waiting)) {
      waiting.reject(new RenderError("cancelled", "not wanted any more"));
      return;
    }
    for (const [id, other] of this.running) {
      if (other === waiting) this.worker.postMessage({ type: "cancel", id } satisfies ToWorker);
    }
  }

  private next(): Waiting | undefined {
    let best: Waiting | undefined;
    let bestRank = Infinity;
    for (const waiting of this.waiting) {
      const rank = waiting.priority.distance() + (waiting.priority.thumbnail ? 1e9 : 0);
      if (rank < bestRank) {
        best = waiting;
        bestRank = rank;
      }
    }
    // One thumbnail at a time and none beside a page: a page that comes next must not wait for two.
    return best?.priority.thumbnail && this.running.size > 0 ? undefined : best;
  }

  private startNext(): void {
    while (!this.closed && this.running.size < DRAWINGS_AT_A_TIME) {
      const waiting = this.next();
      if (!waiting) return;
      this.waiting.delete(waiting);
      const answer = this.ask({ type: "render", ...waiting.part }) as Promise<ImageBitmap>;
      const id = this.lastId;
      this.running.set(id, waiting);
      answer.then(waiting.resolve, waiting.reject).finally(() => {
        this.running.delete(id);
        this.startNext();
      });
    }
  }
}
