// What each command of keyboard.ts does, and which key presses are commands.

import type { KeyboardEvent as ReactKeyboardEvent } from "react";
import { commandFor, type ViewerCommand } from "./keyboard";
import type { PanelTab } from "./SidePanel";
import type { Zoom } from "./types";

export interface ViewerActions {
  page: number;
  pageCount: number;
  goToPage: (page: number) => void;
  typePage: () => void;
  setZoom: (zoom: Zoom) => void;
  zoomBy: (direction: 1 | -1) => void;
  rotate: (by: 90 | -90) => void;
  openSearch: () => void;
  stepHit: (direction: 1 | -1) => void;
  stepMark: (direction: 1 | -1) => void;
  togglePanel: (tab: PanelTab) => void;
  selectByKeyboard: () => void;
  /** The next three: false where there was nothing to do, and the key is left to others. */
  stepDocument: (direction: 1 | -1) => boolean;
  dropSelection: () => boolean;
  closeSearch: () => boolean;
}

const COMMANDS: Readonly<Record<ViewerCommand, (on: ViewerActions) => boolean | void>> = {
  "page-next": (on) => on.goToPage(on.page + 1),
  "page-previous": (on) => on.goToPage(on.page - 1),
  "page-first": (on) => on.goToPage(1),
  "page-last": (on) => on.goToPage(on.pageCount),
  "go-to-page": (on) => on.typePage(),
  "zoom-in": (on) => on.zoomBy(1),
  "zoom-out": (on) => on.zoomBy(-1),
  "fit-width": (on) => on.setZoom("fit-width"),
  "fit-page": (on) => on.setZoom("fit-page"),
  "real-size": (on) => on.setZoom(1),
  "rotate-right": (on) => on.rotate(90),
  "rotate-left": (on) => on.rotate(-90),
  search: (on) => on.openSearch(),
  "hit-next": (on) => on.stepHit(1),
  "hit-previous": (on) => on.stepHit(-1),
  "mark-next": (on) => on.stepMark(1),
  "mark-previous": (on) => on.stepMark(-1),
  thumbnails: (on) => on.togglePanel("thumbnails"),
  outline: (on) => on.togglePanel("outline"),
  "select-text": (on) => on.selectByKeyboard(),
  "document-next": (on) => on.stepDocument(1),
  "document-previous": (on) => on.stepDocument(-1),
  escape: (on) => on.dropSelection() || on.closeSearch(),
};

/** Answers a key press in the viewer. `select` is asked first: true where the selecting of text used it. */
export function answerKey(event: ReactKeyboardEvent, select: (event: ReactKeyboardEvent) => boolean, on: ViewerActions): void {
  if (event.defaultPrevented) return;
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (!typing && select(event)) {
    event.preventDefault();
    return;
  }
  const command = commandFor(event);
  if (!command) return;
  // While one types, only what no text field wants.
  if (typing && !(command === "escape" || command.startsWith("hit-") || (command === "search" && event.ctrlKey))) return;
  if (COMMANDS[command](on) !== false) event.preventDefault();
}
