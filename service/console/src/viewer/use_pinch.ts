// Zoom at the pointer: Ctrl and wheel (which is also how a trackpad's pinch arrives), and two fingers.

import { useEffect, useRef, type RefObject } from "react";
import type { Layout } from "./layout";
import { scaledZoom } from "./use_page_column";

/** Wheel pixels for a factor of e. */
const WHEEL_PIXELS = 400;

export function usePinch(
  scroller: RefObject<HTMLDivElement | null>,
  layout: Layout,
  setZoom: (zoom: number, at: { x: number; y: number }) => void,
): void {
  const latest = useRef({ layout, setZoom });
  latest.current = { layout, setZoom };
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    // Several events of a frame are one step.
    let factor = 1;
    let at = { x: 0, y: 0 };
    let frame = 0;
    const zoomAt = (by: number, clientX: number, clientY: number) => {
      const { left, top } = element.getBoundingClientRect();
      at = { x: clientX - left, y: clientY - top };
      factor *= by;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        const to = scaledZoom(latest.current.layout, factor);
        factor = 1;
        latest.current.setZoom(to, at);
      });
    };
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      zoomAt(Math.exp(-Math.max(-200, Math.min(200, pixels)) / WHEEL_PIXELS), event.clientX, event.clientY);
    };
    let before: { distance: number } | undefined;
    const onTouch = (event: TouchEvent) => {
      const [a, b] = [event.touches[0], event.touches[1]];
      if (!a || !b || event.touches.length !== 2) {
        before = undefined;
        return;
      }
      const distance = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (before && event.type === "touchmove" && before.distance > 0) {
        zoomAt(distance / before.distance, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
      }
      before = { distance };
      if (event.cancelable) event.preventDefault();
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
      element.addEventListener(type, onTouch, { passive: false });
    }
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("wheel", onWheel);
      for (const type of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
        element.removeEventListener(type, onTouch);
      }
    };
  }, [scroller]);
}
