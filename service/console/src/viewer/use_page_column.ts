// The scrolled column of pages: which are near, which one is current, and how the reader's place is kept
// when zoom, rotation, the window or a page's size change.

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { boxToCss, type Rotation, type Size } from "./geometry";
import {
  anchorAt,
  clampScale,
  currentPage,
  layoutPages,
  PAGE_HEAD,
  pageCssSize,
  pageLeft,
  pagesNear,
  scrollFor,
  type Anchor,
  type Layout,
  type Viewport,
} from "./layout";
import type { PageRenderer } from "./page_renderer";
import type { OpenedDocument } from "./render_protocol";
import type { Box, Zoom } from "./types";

/** Pages within so many viewports of what is seen are in the page and drawn. */
const MARGIN_VIEWPORTS = 0.75;
/** Scrolling counts as ended after so many milliseconds. */
const SETTLE_MILLISECONDS = 140;

/** Where the reader was sent; holds until the reader scrolls, over sizes that become known later. */
interface Target {
  page: number;
  box?: Box;
}

export interface PageColumn {
  scroller: RefObject<HTMLDivElement | null>;
  layout: Layout;
  /** First and last page in the DOM, from 0. */
  near: readonly [number, number];
  /** Current page, from 0. */
  current: number;
  /** Changes when scrolling came to rest. */
  settled: number;
  zoom: Zoom;
  rotation: Rotation;
  setZoom: (zoom: Zoom, at?: { x: number; y: number }) => void;
  setRotation: (rotation: Rotation) => void;
  /** Page from 0; with a box that is scrolled into view, a third from the top. */
  goTo: (page: number, box?: Box) => void;
  /** CSS pixels between page i and the middle of the viewport. */
  distance: (page: number) => number;
}

const NOTHING: OpenedDocument = { pageCount: 0, firstPage: { width: 595, height: 842 } };

export function usePageColumn(renderer: PageRenderer | undefined, opened: OpenedDocument = NOTHING): PageColumn {
  const scroller = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>({ width: 0, height: 0 });
  const [zoom, setZoomState] = useState<Zoom>("fit-width");
  const [rotation, setRotationState] = useState<Rotation>(0);
  const [sizes, setSizes] = useState<readonly Size[]>([]);
  const [near, setNear] = useState<readonly [number, number]>([0, 0]);
  const [current, setCurrent] = useState(0);
  const [settled, setSettled] = useState(0);
  const anchor = useRef<Anchor | undefined>(undefined);
  const pinned = useRef<Anchor | undefined>(undefined);
  const target = useRef<Target | undefined>({ page: 0 });
  const settleTimer = useRef(0);

  useEffect(() => {
    setSizes(Array.from({ length: opened.pageCount }, () => opened.firstPage));
    setCurrent(0);
    setNear([0, 0]);
    target.current = { page: 0 };
    anchor.current = undefined;
  }, [renderer, opened]);

  const layout = useMemo(
    () => layoutPages(sizes, opened.firstPage, zoom, rotation, viewport),
    [sizes, opened.firstPage, zoom, rotation, viewport],
  );
  const layoutRef = useRef(layout);

  const look = useCallback(() => {
    const element = scroller.current;
    const shown = layoutRef.current;
    if (!element || shown.sizes.length === 0 || element.clientHeight === 0) return;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
    anchor.current = anchorAt(shown, scrollLeft, scrollTop, clientWidth / 2, 0);
    const [first, last] = pagesNear(shown, scrollTop, clientHeight, clientHeight * MARGIN_VIEWPORTS);
    setNear((before) => (before[0] === first && before[1] === last ? before : [first, last]));
    setCurrent(currentPage(shown, scrollTop, clientHeight));
    window.clearTimeout(settleTimer.current);
    settleTimer.current = window.setTimeout(() => setSettled((count) => count + 1), SETTLE_MILLISECONDS);
  }, []);

  const applyTarget = useCallback((shown: Layout, to: Target) => {
    const element = scroller.current;
    const size = shown.sizes[to.page];
    if (!element || !size) return;
    const top = shown.tops[to.page] ?? 0;
    const left = pageLeft(shown, to.page);
    if (!to.box) {
      element.scrollTop = top;
      element.scrollLeft = (shown.width - element.clientWidth) / 2;
      return;
    }
    const rect = boxToCss(to.box, size, shown.rotation, shown.scales[to.page] ?? 1);
    element.scrollTop = top + PAGE_HEAD + rect.top - Math.max(40, (element.clientHeight - rect.height) / 3);
    const [from, to_] = [left + rect.left, left + rect.left + rect.width];
    const roomy = pageCssSize(shown, to.page).width <= element.clientWidth;
    if (roomy) element.scrollLeft = (shown.width - element.clientWidth) / 2;
    else if (from < element.scrollLeft + 24 || to_ > element.scrollLeft + element.clientWidth - 24) {
      element.scrollLeft = Math.max(from - 48, Math.min((from + to_) / 2 - element.clientWidth / 2, from - 24));
    }
  }, []);

  // The reader's place in another layout: where the pointer was (zoom), where they were sent, or the spot
  // at the top.
  useLayoutEffect(() => {
    layoutRef.current = layout;
    const element = scroller.current;
    if (!element || layout.sizes.length === 0 || viewport.height === 0) return;
    const kept = pinned.current ?? (target.current ? undefined : anchor.current);
    pinned.current = undefined;
    if (kept) {
      const to = scrollFor(layout, kept);
      element.scrollTop = to.top;
      element.scrollLeft = to.left;
    } else if (target.current) {
      applyTarget(layout, target.current);
    }
    look();
  }, [layout, viewport.height, look, applyTarget]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      setViewport((before) =>
        before.width === element.clientWidth && before.height === element.clientHeight
          ? before
          : { width: element.clientWidth, height: element.clientHeight },
      );
    });
    observer.observe(element);
    let frame = 0;
    const onScroll = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        look();
      });
    };
    // From here on the reader goes on alone.
    const free = () => (target.current = undefined);
    element.addEventListener("scroll", onScroll, { passive: true });
    const moves = ["wheel", "pointerdown", "keydown", "touchstart"] as const;
    for (const move of moves) element.addEventListener(move, free, { passive: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      window.clearTimeout(settleTimer.current);
      element.removeEventListener("scroll", onScroll);
      for (const move of moves) element.removeEventListener(move, free);
    };
  }, [look]);

  // Pages that come near tell their own size.
  const [first, last] = near;
  useEffect(() => {
    if (!renderer) return undefined;
    let wanted = true;
    const pages = Array.from({ length: last - first + 1 }, (_, k) => first + k).filter((i) => i < opened.pageCount);
    void Promise.all(
      pages.map((i) => renderer.size(i + 1).then((size) => [i, size] as const, () => undefined)),
    ).then((told) => {
      if (!wanted) return;
      setSizes((before) => {
        const changed = told.filter((entry) => {
          const known = entry && before[entry[0]];
          return entry && known && (Math.abs(known.width - entry[1].width) > 0.01 || Math.abs(known.height - entry[1].height) > 0.01);
        });
        if (changed.length === 0) return before;
        const after = [...before];
        for (const entry of changed) if (entry) after[entry[0]] = entry[1];
        return after;
      });
    });
    return () => {
      wanted = false;
    };
  }, [renderer, opened.pageCount, first, last]);

  const setZoom = useCallback((next: Zoom, at?: { x: number; y: number }) => {
    const element = scroller.current;
    if (element && layoutRef.current.sizes.length > 0) {
      const spot = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 3 };
      if (!target.current?.box || at) {
        pinned.current = anchorAt(layoutRef.current, element.scrollLeft, element.scrollTop, spot.x, spot.y);
        target.current = undefined;
      }
    }
    setZoomState(typeof next === "number" ? clampScale(next) : next);
  }, []);

  const goTo = useCallback(
    (page: number, box?: Box) => {
      target.current = box ? { page, box } : { page };
      applyTarget(layoutRef.current, target.current);
      look();
    },
    [applyTarget, look],
  );

  const distance = useCallback((page: number) => {
    const element = scroller.current;
    const shown = layoutRef.current;
    if (!element) return page;
    const middle = element.scrollTop + element.clientHeight / 2;
    const top = shown.tops[page] ?? 0;
    const bottom = shown.tops[page + 1] ?? top;
    // A page further down is likelier to come next than one further up.
    if (middle < top) return top - middle;
    return middle > bottom ? 1.5 * (middle - bottom) : 0;
  }, []);

  return {
    scroller,
    layout,
    near,
    current,
    settled,
    zoom,
    rotation,
    setZoom,
    setRotation: setRotationState,
    goTo,
    distance,
  };
}

/** Zoom that a change of finger distance or wheel asks for. */
export function scaledZoom(layout: Layout, factor: number): number {
  return clampScale(layout.scale * factor);
}

