// What the viewer's owner may ask of it (FilingViewerHandle) and is told of its view.

import { useEffect, useImperativeHandle, useRef, type Ref, type RefObject } from "react";
import type { Box, FilingViewerHandle, FilingViewerProps, ViewerView, Zoom } from "./types";

export interface ViewerHandleOptions {
  ref: Ref<FilingViewerHandle> | undefined;
  view: ViewerView;
  isOpen: boolean;
  onViewChange: FilingViewerProps["onViewChange"];
  scroller: RefObject<HTMLDivElement | null>;
  go: (to: { document: string; page: number; box?: Box }) => void;
  goToMark: (id: string, flash?: boolean) => boolean;
  setZoom: (zoom: Zoom) => void;
  zoomBy: (direction: 1 | -1) => void;
  rotate: (by: 90 | -90) => void;
  openSearch: (query?: string) => void;
  drop: () => boolean;
}

export function useViewerHandle(options: ViewerHandleOptions): void {
  const { view, isOpen, onViewChange, scroller, go, goToMark, setZoom, zoomBy, rotate, openSearch, drop } = options;
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    if (isOpen) onViewChange?.(latest.current);
  }, [isOpen, onViewChange, view.document, view.page, view.scale, view.zoom, view.rotation]);

  useImperativeHandle(
    options.ref,
    (): FilingViewerHandle => ({
      goToMark: (id, how) => goToMark(id, how?.flash ?? true),
      goToPage: (page, document = latest.current.document) => go({ document, page }),
      setZoom: (zoom) => setZoom(zoom),
      zoomIn: () => zoomBy(1),
      zoomOut: () => zoomBy(-1),
      rotate,
      openSearch,
      clearSelection: () => void drop(),
      focus: () => scroller.current?.focus(),
      view: () => latest.current,
    }),
    [goToMark, go, setZoom, zoomBy, rotate, openSearch, drop, scroller],
  );
}
