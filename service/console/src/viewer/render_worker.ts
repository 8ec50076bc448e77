/// <reference lib="webworker" />
// Draws pages away from the page's own thread, so that scrolling keeps its frames whatever a page
// costs. pdf.js parses in a worker of its own (below this one) and draws here, on an OffscreenCanvas;
// what goes to the page is a bitmap. Pages are drawn one after the other (PageRenderer orders them).

import { getDocument, PDFWorker, type PDFDocumentProxy, type PDFPageProxy } from "pdfjs-dist";
import { RANGE_BYTES, RangeSource, SourceError, type Trouble } from "./range_source";
import type { FromWorker, OpenedDocument, OpenRequest, OutlineNode, RenderFailure, RenderRequest, ToWorker } from "./render_protocol";

declare const self: DedicatedWorkerGlobalScope & { fonts: FontFaceSet };

/** Pages whose parsed content is kept for another drawing (zoom, turn); the rest is let go. */
const PAGES_KEPT = 6;
/** After so many drawn pages fonts and shared pictures are let go as well. */
const PAGES_BETWEEN_CLEANUPS = 64;
/** Outlines deeper or longer than this are cut: the file is not ours. */
const OUTLINE_DEPTH = 8;
const OUTLINE_ENTRIES = 5000;

interface CanvasAndContext {
  canvas: OffscreenCanvas | null;
  context: OffscreenCanvasRenderingContext2D | null;
}

/** pdf.js asks for canvases of groups and masks. */
class OffscreenCanvasFactory {
  create(width: number, height: number): CanvasAndContext {
    if (width <= 0 || height <= 0) throw new Error("Invalid canvas size");
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d", { willReadFrequently: true }) };
  }
  reset(entry: CanvasAndContext, width: number, height: number): void {
    if (!entry.canvas) throw new Error("Canvas is not specified");
    entry.canvas.width = width;
    entry.canvas.height = height;
  }
  destroy(entry: CanvasAndContext): void {
    if (entry.canvas) entry.canvas.width = entry.canvas.height = 0;
    entry.canvas = null;
    entry.context = null;
  }
}

/** SVG filters need a document; with "none" pdf.js computes masks from the pixels itself. */
class NoFilters {
  addFilter = (): string => "none";
  addHCMFilter = (): string => "none";
  addAlphaFilter = (): string => "none";
  addLuminosityFilter = (): string => "none";
  addKnockoutFilter = (): string => "none";
  addHighlightHCMFilter = (): string => "none";
  addSelectionHCMFilter = (): string => "none";
  addSelectionFilter = (): string => "none";
  createSelectionStyle = (): null => null;
  destroy(): void {}
}

let pdf: PDFDocumentProxy | undefined;
const tasks = new Map<number, { cancelled: boolean; cancel?: () => void }>();
const kept: PDFPageProxy[] = [];
/** Since the last clean-up. */
let drawnPages = 0;
let drawing = 0;

class Cancelled extends Error {}

function tellTrouble(trouble: Trouble): void {
  const told = trouble instanceof SourceError ? failureOfStatus(trouble.status) : trouble;
  self.postMessage({ type: "trouble", trouble: told } satisfies FromWorker);
}

async function open(request: OpenRequest): Promise<OpenedDocument> {
  const source = await RangeSource.open(request.url, request.httpHeaders, tellTrouble);
  const core = new Worker(request.coreWorkerUrl, { type: "module" });
  const options = {
    ...(source instanceof RangeSource ? { range: source, rangeChunkSize: RANGE_BYTES } : { data: source }),
    ...(request.password === "" ? {} : { password: request.password }),
    worker: PDFWorker.create({ port: core as never }),
    // By ranges, and only those that a shown page needs: a filing has tens of megabytes.
    disableStream: true,
    disableAutoFetch: true,
    cMapUrl: `${request.assetsUrl}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${request.assetsUrl}standard_fonts/`,
    wasmUrl: `${request.assetsUrl}wasm/`,
    iccUrl: `${request.assetsUrl}iccs/`,
    useWorkerFetch: true,
    enableXfa: false,
    maxImageSize: 1 << 26,
    ownerDocument: { fonts: self.fonts },
    CanvasFactory: OffscreenCanvasFactory,
    FilterFactory: NoFilters,
    verbosity: 0,
  };
  const task = getDocument(options as unknown as Parameters<typeof getDocument>[0]);
  const needsPassword = new Promise<never>((_, reject) => {
    task.onPassword = () => reject(Object.assign(new Error("password"), { name: "PasswordException" }));
  });
  pdf = await Promise.race([task.promise, needsPassword]);
  return { pageCount: pdf.numPages, firstPage: await sizeOf(1) };
}

function document(): PDFDocumentProxy {
  if (!pdf) throw new Error("no document is open");
  return pdf;
}

async function sizeOf(pageNumber: number): Promise<{ width: number; height: number }> {
  const page = await document().getPage(pageNumber);
  const { width, height } = page.getViewport({ scale: 1 });
  return { width: width / page.userUnit, height: height / page.userUnit };
}

/** Lets other messages in between pieces of a drawing, so that it can be cancelled. */
const turns: (() => void)[] = [];
const turnChannel = new MessageChannel();
turnChannel.port1.onmessage = () => turns.shift()?.();
function nextTurn(go: () => void): void {
  turns.push(go);
  turnChannel.port2.postMessage(null);
}

async function render(request: RenderRequest): Promise<ImageBitmap> {
  const state: { cancelled: boolean; cancel?: () => void } = { cancelled: false };
  tasks.set(request.id, state);
  ++drawing;
  try {
    const page = await document().getPage(request.page);
    if (state.cancelled) throw new Cancelled();
    const canvas = new OffscreenCanvas(request.width, request.height);
    const viewport = page.getViewport({
      scale: request.scale / page.userUnit,
      rotation: (page.rotate + request.rotation) % 360,
      offsetX: -request.x,
      offsetY: -request.y,
    });
    const task = page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, annotationMode: 1 });
    task.onContinue = nextTurn;
    state.cancel = () => task.cancel();
    await task.promise;
    keep(page);
    return canvas.transferToImageBitmap();
  } finally {
    --drawing;
    tasks.delete(request.id);
    if (++drawnPages >= PAGES_BETWEEN_CLEANUPS && drawing === 0) {
      drawnPages = 0;
      void document().cleanup().catch(() => {});
    }
  }
}

function keep(page: PDFPageProxy): void {
  const at = kept.indexOf(page);
  if (at >= 0) kept.splice(at, 1);
  kept.push(page);
  if (kept.length > PAGES_KEPT) kept.shift()?.cleanup();
}

interface RawOutline {
  title: string;
  dest: string | unknown[] | null;
  items: RawOutline[];
}

async function outline(): Promise<OutlineNode[]> {
  let left = OUTLINE_ENTRIES;
  const read = async (items: RawOutline[], depth: number): Promise<OutlineNode[]> => {
    const nodes: OutlineNode[] = [];
    for (const item of items) {
      if (--left < 0) break;
      const page = await pageOf(item.dest);
      nodes.push({
        title: item.title,
        ...(page === undefined ? {} : { page }),
        children: depth < OUTLINE_DEPTH ? await read(item.items ?? [], depth + 1) : [],
      });
    }
    return nodes;
  };
  return read(((await document().getOutline()) ?? []) as RawOutline[], 1);
}

async function pageOf(destination: string | unknown[] | null): Promise<number | undefined> {
  try {
    const explicit = typeof destination === "string" ? await document().getDestination(destination) : destination;
    const target: unknown = explicit?.[0];
    if (typeof target === "number") return target + 1;
    if (target && typeof target === "object") {
      return (await document().getPageIndex(target as Parameters<PDFDocumentProxy["getPageIndex"]>[0])) + 1;
    }
  } catch {
    // A destination that leads nowhere: the entry stays, without a page.
  }
  return undefined;
}

function failureOf(error: unknown, request: ToWorker): RenderFailure {
  if (error instanceof Cancelled) return "cancelled";
  const { name = "" } = (error ?? {}) as { name?: string };
  if (name === "RenderingCancelledException") return "cancelled";
  if (request.type !== "open") return "page";
  if (name === "PasswordException") return "password";
  if (name === "InvalidPDFException") return "damaged";
  return error instanceof SourceError ? failureOfStatus(error.status) : "network";
}

function failureOfStatus(status: number): RenderFailure {
  if (status === 401 || status === 403) return "refused";
  return status === 404 || status === 410 ? "missing" : "network";
}

async function answer(request: ToWorker): Promise<unknown> {
  switch (request.type) {
    case "open":
      return open(request);
    case "size":
      return sizeOf(request.page);
    case "outline":
      return outline();
    case "render":
      return render(request);
    case "cancel":
      return undefined;
  }
}

self.onmessage = async ({ data: request }: MessageEvent<ToWorker>) => {
  if (request.type === "cancel") {
    const state = tasks.get(request.id);
    if (state) {
      state.cancelled = true;
      state.cancel?.();
    }
    return;
  }
  let message: FromWorker;
  const transfer: Transferable[] = [];
  try {
    const value = await answer(request);
    if (value instanceof ImageBitmap) transfer.push(value);
    message = { type: "done", id: request.id, value };
  } catch (error) {
    message = { type: "failed", id: request.id, failure: failureOf(error, request), message: String((error as Error)?.message ?? error) };
  }
  self.postMessage(message, transfer);
};
