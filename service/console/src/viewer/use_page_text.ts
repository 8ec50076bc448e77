// The server's text of pages, asked once and kept for the pages used last.

import { useCallback, useEffect, useRef } from "react";
import type { FilingViewerProps, PageText } from "./types";

const PAGES_KEPT = 60;

/** Gives a page's text; the same promise while it is kept. A failed one is asked again. */
export function usePageText(document: string, getPageText: FilingViewerProps["getPageText"]): (page: number) => Promise<PageText> {
  const kept = useRef(new Map<number, Promise<PageText>>());
  const abort = useRef(new AbortController());
  useEffect(() => {
    abort.current = new AbortController();
    const controller = abort.current;
    return () => {
      controller.abort();
      kept.current = new Map();
    };
  }, [document, getPageText]);
  return useCallback(
    (page: number) => {
      const texts = kept.current;
      let text = texts.get(page);
      if (text) texts.delete(page);
      else {
        text = getPageText(document, page, abort.current.signal);
        text.catch(() => texts.delete(page));
      }
      texts.set(page, text);
      const oldest = texts.keys().next().value;
      if (texts.size > PAGES_KEPT && oldest !== undefined) texts.delete(oldest);
      return text;
    },
    [document, getPageText],
  );
}
