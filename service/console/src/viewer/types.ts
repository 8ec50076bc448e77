// What the viewer is given and what it gives back. The console maps the brief and the desk's answers
// to these types; the viewer knows nothing of gRPC.
//
// Places are those of the contract (proto/filing_review/v1/brief.proto, Box): default user space units
// of the page ("points", /UserUnit not applied), origin top left of the page as displayed, which is its
// crop box after its own /Rotate. Pages count from 1.

import type { ReactNode } from "react";

export type ViewerLanguage = "en" | "zh-Hans" | "zh-Hant";

/** A rectangle on a page as displayed, points. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** One PDF of the filing. */
export interface ViewerDocument {
  /** `FilingDocument.documentId`: "main", "exhibit-1", … */
  id: string;
  /** What the reader calls it, in the reader's language. */
  title: string;
  /** Pages as the brief counts them; 0 where it could not be opened. */
  pageCount: number;
  /** Where its bytes are; must answer ranges. */
  url: string;
  /** Sent with every request for its bytes (authorization). */
  httpHeaders?: Record<string, string>;
  /** Headings of the brief, shown as its outline where the PDF has none. */
  sections?: readonly OutlineEntry[];
}

/** An entry of an outline. */
export interface OutlineEntry {
  title: string;
  /** Page that it leads to; absent where the PDF names none. */
  page?: number;
  children?: readonly OutlineEntry[];
}

/** What a mark is evidence of; decides its colour and its lane in the strip. */
export type MarkKind =
  | "userCount"
  | "dataHandling"
  | "reviewStatement"
  | "holder"
  | "influence"
  | "assessment"
  | "conflict"
  | "checklist";

export const MARK_KINDS: readonly MarkKind[] = [
  "userCount",
  "dataHandling",
  "reviewStatement",
  "holder",
  "influence",
  "assessment",
  "conflict",
  "checklist",
];

/** What the reviewers say of the finding; decides the mark's line. */
export type MarkVerdict = "open" | "accepted" | "rejected" | "corrected" | "added";

/** One piece of evidence on one page. */
export interface ViewerMark {
  /** Unique among the marks. Evidence over two pages is two marks of one `findingId`. */
  id: string;
  /** Finding that it belongs to: marks of the selected one's finding are shown together. */
  findingId: string;
  document: string;
  page: number;
  /** One a line. A mark without boxes is shown in the strip and in thumbnails only. */
  boxes: readonly Box[];
  kind: MarkKind;
  verdict: MarkVerdict;
  /** Accessible name and tooltip, in the reader's language: what the finding says. */
  label: string;
  /** The text comes from recognition. */
  fromOcr: boolean;
}

export interface PageRef {
  document: string;
  page: number;
}

/** What the brief says on what was read. */
export interface ViewerCoverage {
  /** `reason` is the brief's code (`no_text`, `page_time_limit`, …); the viewer has words for it. */
  unread: readonly (PageRef & { reason: string })[];
  fromOcr: readonly PageRef[];
  doubtful: readonly (PageRef & { reason: string })[];
}

/** A line of a page's text. */
export interface PageTextLine {
  text: string;
  y0: number;
  y1: number;
  /** Left and right edge of each code point of `text`: two numbers a code point. */
  xEdges: readonly number[];
}

/** The server's text of a page, in reading order. */
export interface PageText {
  page: number;
  pageWidth: number;
  pageHeight: number;
  lines: readonly PageTextLine[];
  fromOcr: boolean;
}

export interface SearchHit {
  page: number;
  snippet: string;
  boxes: readonly Box[];
}

export interface SearchResult {
  hits: readonly SearchHit[];
  /** There are more than fit. */
  more: boolean;
  pagesSearched: number;
}

/** Text that the reader selected: verbatim characters of the server, one box a line. */
export interface TextSelection {
  document: string;
  page: number;
  quote: string;
  boxes: readonly Box[];
  pageWidth: number;
  pageHeight: number;
  fromOcr: boolean;
}

/** A zoom: 1 shows a point as 1/72 inch (96 CSS pixels an inch), or a fit. */
export type Zoom = number | "fit-width" | "fit-page";

export interface ViewerView {
  document: string;
  page: number;
  /** Zoom in force, also under a fit. */
  scale: number;
  zoom: Zoom;
  rotation: 0 | 90 | 180 | 270;
}

export interface FilingViewerProps {
  /** The main one first; never empty. */
  documents: readonly ViewerDocument[];
  marks: readonly ViewerMark[];
  /** A change scrolls to the mark, unless the change came from a click on it. */
  selectedMarkId?: string | undefined;
  onSelectMark?: (markId: string) => void;
  coverage: ViewerCoverage;
  /** Must be stable (useCallback): answers are kept as long as the function is the same. */
  getPageText: (document: string, page: number, signal: AbortSignal) => Promise<PageText>;
  searchText: (document: string, query: string, signal: AbortSignal) => Promise<SearchResult>;
  /** Called when a selection is released, and with null when it is dropped. */
  onSelectText?: (selection: TextSelection | null) => void;
  /** Buttons shown at the selection beside "Copy" ("Add a finding"). */
  selectionActions?: (selection: TextSelection) => ReactNode;
  /** Called when page, zoom or rotation change; not for each frame of scrolling. */
  onViewChange?: (view: ViewerView) => void;
  /** Of the documents that need one; without it the reader is asked. */
  password?: string | undefined;
  /** Called with what the reader gave, before it is known to be right. */
  onPassword?: (password: string) => void;
  language: ViewerLanguage;
  /** `auto` follows the system. */
  theme?: "light" | "dark" | "auto";
  className?: string;
}

/** `ref` of `<FilingViewer>`. */
export interface FilingViewerHandle {
  /** Scrolls a mark into view and, unless told otherwise, flashes it. False where there is no such mark. */
  goToMark(markId: string, options?: { flash?: boolean }): boolean;
  goToPage(page: number, document?: string): void;
  setZoom(zoom: Zoom): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Turns the view, not the file. */
  rotate(by: 90 | -90): void;
  openSearch(query?: string): void;
  clearSelection(): void;
  /** Moves the keyboard to the pages. */
  focus(): void;
  view(): ViewerView;
}
