// The viewer's keys as data: what answers a key press, and what a help sheet shows. Letters that the
// console's decisions use (accept, reject, …) are left to it: a reader decides while in the pages.

import { STRINGS, type StringKey } from "./strings";
import type { ViewerLanguage } from "./types";

export type ViewerCommand =
  | "page-next"
  | "page-previous"
  | "page-first"
  | "page-last"
  | "go-to-page"
  | "zoom-in"
  | "zoom-out"
  | "fit-width"
  | "fit-page"
  | "real-size"
  | "rotate-right"
  | "rotate-left"
  | "search"
  | "hit-next"
  | "hit-previous"
  | "mark-next"
  | "mark-previous"
  | "thumbnails"
  | "outline"
  | "select-text"
  | "document-next"
  | "document-previous"
  | "escape";

export interface Shortcut {
  /** As printed on keys; alternatives in turn. */
  keys: readonly string[];
  label: StringKey;
}

/** For help sheets, in the order of use. */
export const VIEWER_SHORTCUTS: readonly Shortcut[] = [
  { keys: ["↑", "↓"], label: "keyScrollUp" },
  { keys: ["Space", "Shift+Space", "PageDown", "PageUp"], label: "keyScreen" },
  { keys: ["[", "]"], label: "keyPage" },
  { keys: ["Home", "End"], label: "keyFirst" },
  { keys: ["G"], label: "keyGoTo" },
  { keys: ["+", "−"], label: "keyZoom" },
  { keys: ["Ctrl+Wheel"], label: "keyWheel" },
  { keys: ["W", "F", "1"], label: "keyFit" },
  { keys: [">", "<"], label: "keyRotate" },
  { keys: ["/", "Ctrl+F"], label: "keySearch" },
  { keys: ["F3", "Shift+F3"], label: "keyHit" },
  { keys: [".", ","], label: "keyMark" },
  { keys: ["T", "O"], label: "keySidebar" },
  { keys: ["V"], label: "keySelect" },
  { keys: ["Ctrl+C"], label: "keyCopy" },
  { keys: ["}", "{"], label: "keyDocument" },
  { keys: ["Esc"], label: "keyEscape" },
];

export function viewerShortcuts(language: ViewerLanguage): { keys: readonly string[]; text: string }[] {
  return VIEWER_SHORTCUTS.map(({ keys, label }) => ({ keys, text: STRINGS[language][label] }));
}

const PLAIN: Record<string, ViewerCommand> = {
  "]": "page-next",
  "[": "page-previous",
  Home: "page-first",
  End: "page-last",
  g: "go-to-page",
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  w: "fit-width",
  f: "fit-page",
  "1": "real-size",
  ">": "rotate-right",
  "<": "rotate-left",
  "/": "search",
  ".": "mark-next",
  ",": "mark-previous",
  t: "thumbnails",
  o: "outline",
  v: "select-text",
  "}": "document-next",
  "{": "document-previous",
  F3: "hit-next",
  Escape: "escape",
};

const WITH_CONTROL: Record<string, ViewerCommand> = {
  f: "search",
  g: "hit-next",
  G: "hit-previous",
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  "0": "real-size",
};

export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export function commandFor(press: KeyPress): ViewerCommand | undefined {
  if (press.altKey) return undefined;
  if (press.ctrlKey || press.metaKey) return WITH_CONTROL[press.key];
  if (press.key === "F3" && press.shiftKey) return "hit-previous";
  return PLAIN[press.key];
}
