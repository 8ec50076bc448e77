export { FilingViewer } from "./FilingViewer";
export { FilingStrip, type FilingStripProps } from "./FilingStrip";
export { VIEWER_SHORTCUTS, viewerShortcuts } from "./keyboard";
export * from "./types";
