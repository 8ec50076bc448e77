// From places on a page (types.ts, Box) to CSS pixels of a page that is shown scaled and turned, and
// back. A view is `rotation` degrees clockwise from the page as displayed.

import type { Box } from "./types";

export type Rotation = 0 | 90 | 180 | 270;

/** CSS pixels in a point at zoom 1. */
export const PIXELS_PER_POINT = 96 / 72;

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export function turned(rotation: Rotation, by: number): Rotation {
  return (((rotation + by) % 360) + 360) % 360 as Rotation;
}

/** Size of a page of `size` points under `rotation`, points. */
export function rotatedSize(size: Size, rotation: Rotation): Size {
  return rotation % 180 === 0 ? size : { width: size.height, height: size.width };
}

/** A point of the page as displayed → of the turned view. */
export function toView(point: Point, size: Size, rotation: Rotation): Point {
  switch (rotation) {
    case 0:
      return point;
    case 90:
      return { x: size.height - point.y, y: point.x };
    case 180:
      return { x: size.width - point.x, y: size.height - point.y };
    case 270:
      return { x: point.y, y: size.width - point.x };
  }
}

/** The way back: a point of the turned view → of the page as displayed. */
export function fromView(point: Point, size: Size, rotation: Rotation): Point {
  switch (rotation) {
    case 0:
      return point;
    case 90:
      return { x: point.y, y: size.height - point.x };
    case 180:
      return { x: size.width - point.x, y: size.height - point.y };
    case 270:
      return { x: size.width - point.y, y: point.x };
  }
}

/** A box of the page as displayed → of the turned view, points. */
export function boxToView(box: Box, size: Size, rotation: Rotation): Box {
  const a = toView({ x: box.x0, y: box.y0 }, size, rotation);
  const b = toView({ x: box.x1, y: box.y1 }, size, rotation);
  return {
    x0: Math.min(a.x, b.x),
    y0: Math.min(a.y, b.y),
    x1: Math.max(a.x, b.x),
    y1: Math.max(a.y, b.y),
  };
}

export interface CssRect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * A box → CSS pixels from the top left of the page's element. `scale` is CSS pixels a point, `size` the
 * page as displayed.
 */
export function boxToCss(box: Box, size: Size, rotation: Rotation, scale: number): CssRect {
  const view = boxToView(box, size, rotation);
  return {
    left: view.x0 * scale,
    top: view.y0 * scale,
    width: (view.x1 - view.x0) * scale,
    height: (view.y1 - view.y0) * scale,
  };
}

export function contains(box: Box, point: Point): boolean {
  return point.x >= box.x0 && point.x <= box.x1 && point.y >= box.y0 && point.y <= box.y1;
}

export function area(boxes: readonly Box[]): number {
  return boxes.reduce((sum, box) => sum + (box.x1 - box.x0) * (box.y1 - box.y0), 0);
}

/** The box around all of `boxes`; undefined where there is none. */
export function bounds(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  return {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1)),
  };
}
