// Where pages stand in the scrolled column, and which of them are near the viewport. Pure: sizes in,
// places out. Sizes of pages that were not opened yet are those of the first page; a page's own size
// takes its place when it comes near, and the caller keeps the reader's place (Anchor).

import { PIXELS_PER_POINT, rotatedSize, type Rotation, type Size } from "./geometry";
import type { Zoom } from "./types";

/** Room above a page, which holds its number and what is to be said of it. CSS pixels. */
export const PAGE_HEAD = 28;
/** Room at the sides of a page and below the last. CSS pixels. */
export const PAGE_SIDE = 16;
export const MIN_SCALE = 0.1;
export const MAX_SCALE = 8;
/** Steps of zoom in and out, as PDF readers have them. */
export const ZOOM_STEPS = [
  0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8,
];

export interface Viewport {
  width: number;
  height: number;
}

export interface Layout {
  /** Top of page i (from 0) in the column, head included, CSS pixels; one more: the column's height. */
  tops: Float64Array;
  /** CSS pixels a point, of page i. */
  scales: Float64Array;
  /** Page i as displayed, points. */
  sizes: readonly Size[];
  rotation: Rotation;
  /** Width of the column, CSS pixels. */
  width: number;
  height: number;
  /** Zoom in force of an ordinary page (1: 96 CSS pixels an inch). */
  scale: number;
}

export function clampScale(scale: number): number {
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
}

/** Next step above or below a zoom. */
export function zoomStep(scale: number, direction: 1 | -1): number {
  const slack = 0.005;
  if (direction > 0) {
    return ZOOM_STEPS.find((step) => step > scale + slack) ?? MAX_SCALE;
  }
  return ZOOM_STEPS.findLast((step) => step < scale - slack) ?? MIN_SCALE;
}

/**
 * Under a fit the zoom is that of `typical`, and a page that would not fit is shown smaller: a landscape
 * table among upright pages is seen whole. Under a number all pages have that zoom.
 */
export function layoutPages(
  sizes: readonly Size[],
  typical: Size,
  zoom: Zoom,
  rotation: Rotation,
  viewport: Viewport,
): Layout {
  const room = { width: Math.max(50, viewport.width - 2 * PAGE_SIDE), height: Math.max(50, viewport.height - PAGE_HEAD - 8) };
  const fit = (page: Size): number => {
    const turned = rotatedSize(page, rotation);
    const byWidth = room.width / turned.width;
    return clampScale((zoom === "fit-page" ? Math.min(byWidth, room.height / turned.height) : byWidth) / PIXELS_PER_POINT);
  };
  const scale = typeof zoom === "number" ? clampScale(zoom) : fit(typical);
  const tops = new Float64Array(sizes.length + 1);
  const scales = new Float64Array(sizes.length);
  let width = viewport.width;
  let top = 0;
  sizes.forEach((size, i) => {
    const own = (typeof zoom === "number" ? scale : Math.min(scale, fit(size))) * PIXELS_PER_POINT;
    const turned = rotatedSize(size, rotation);
    tops[i] = top;
    scales[i] = own;
    top += PAGE_HEAD + Math.round(turned.height * own);
    width = Math.max(width, Math.round(turned.width * own) + 2 * PAGE_SIDE);
  });
  top += PAGE_SIDE;
  tops[sizes.length] = top;
  return { tops, scales, sizes, rotation, width, height: top, scale };
}

/** Page (from 0) that holds the height `y` of the column. */
export function pageAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.sizes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((layout.tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** First and last page (from 0) within `margin` CSS pixels of the viewport. */
export function pagesNear(layout: Layout, scrollTop: number, height: number, margin: number): [number, number] {
  return [pageAt(layout, Math.max(0, scrollTop - margin)), pageAt(layout, scrollTop + height + margin)];
}

/** Page (from 0) that takes up most of the viewport; what "the current page" means. */
export function currentPage(layout: Layout, scrollTop: number, height: number): number {
  const [first, last] = pagesNear(layout, scrollTop, height, 0);
  let best = first;
  let bestShown = -1;
  for (let i = first; i <= last; ++i) {
    const top = layout.tops[i] ?? 0;
    const bottom = layout.tops[i + 1] ?? top;
    const shown = Math.min(bottom, scrollTop + height) - Math.max(top, scrollTop);
    // Of two that are seen whole the first counts.
    if (shown > bestShown + 1) {
      best = i;
      bestShown = shown;
    }
  }
  return best;
}

/** Size of page i's element, CSS pixels, whole so that its canvas is not resampled. */
export function pageCssSize(layout: Layout, i: number): Size {
  const size = layout.sizes[i];
  if (!size) return { width: 0, height: 0 };
  const turned = rotatedSize(size, layout.rotation);
  const scale = layout.scales[i] ?? 1;
  return { width: Math.round(turned.width * scale), height: Math.round(turned.height * scale) };
}

/** Left edge of page i's element in the column. */
export function pageLeft(layout: Layout, i: number): number {
  return Math.max(PAGE_SIDE, Math.floor((layout.width - pageCssSize(layout, i).width) / 2));
}

/** A spot of a page (fractions of its turned sides) that is to stay at a spot of the viewport. */
export interface Anchor {
  page: number;
  fx: number;
  fy: number;
  /** From the viewport's top left, CSS pixels. */
  x: number;
  y: number;
}

export function anchorAt(layout: Layout, scrollLeft: number, scrollTop: number, x: number, y: number): Anchor {
  const page = pageAt(layout, scrollTop + y);
  const { width, height } = pageCssSize(layout, page);
  return {
    page,
    fx: width ? (scrollLeft + x - pageLeft(layout, page)) / width : 0,
    // The head keeps its height at every zoom, so a spot in it counts as the page's edge.
    fy: height ? Math.max(0, (scrollTop + y - (layout.tops[page] ?? 0) - PAGE_HEAD) / height) : 0,
    x,
    y: Math.max(y, (layout.tops[page] ?? 0) + PAGE_HEAD - scrollTop),
  };
}

export function scrollFor(layout: Layout, anchor: Anchor): { left: number; top: number } {
  const { width, height } = pageCssSize(layout, anchor.page);
  return {
    left: pageLeft(layout, anchor.page) + anchor.fx * width - anchor.x,
    top: (layout.tops[anchor.page] ?? 0) + PAGE_HEAD + anchor.fy * height - anchor.y,
  };
}
