// Messages between the page and the worker that draws. Every request has an id and gets one answer;
// a cancelled drawing is answered too.

export interface OpenRequest {
  type: "open";
  id: number;
  url: string;
  httpHeaders: Record<string, string>;
  /** Empty: none. */
  password: string;
  /** Script of pdf.js's own worker, which parses. */
  coreWorkerUrl: string;
  /** Folder of cmaps, standard fonts, colour profiles and decoders; ends with a slash. */
  assetsUrl: string;
}

export interface RenderRequest {
  type: "render";
  id: number;
  page: number;
  /** Device pixels a point. */
  scale: number;
  /** Degrees clockwise from the page as displayed. */
  rotation: number;
  /** Part of the page that is drawn, device pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export type ToWorker =
  | OpenRequest
  | RenderRequest
  | { type: "size"; id: number; page: number }
  | { type: "outline"; id: number }
  | { type: "cancel"; id: number };

/** `password`, `missing`, `refused`, `damaged`: of the document. `cancelled`, `page`: of a page. */
export type RenderFailure = "password" | "missing" | "refused" | "damaged" | "network" | "cancelled" | "page";

export interface OutlineNode {
  title: string;
  page?: number;
  children: OutlineNode[];
}

export interface OpenedDocument {
  pageCount: number;
  /** First page as displayed, points. */
  firstPage: { width: number; height: number };
}

/** Of the document's bytes, at any time: asked for again; all there again; or why they will not come. */
export type TroubleTold = "lost" | "found" | RenderFailure;

export type FromWorker =
  | { type: "trouble"; trouble: TroubleTold }
  | { type: "done"; id: number; value: unknown }
  | { type: "failed"; id: number; failure: RenderFailure; message: string };
