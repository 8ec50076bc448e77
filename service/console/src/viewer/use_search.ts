// The server's search: one query at a time, its hits, and which of them is the current one.

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Box, FilingViewerProps, SearchHit, SearchResult } from "./types";
import type { PageHits } from "./PageView";

const TYPING_MILLISECONDS = 250;

export interface Search {
  query: string;
  state: "idle" | "searching" | "done" | "failed";
  result: SearchResult | undefined;
  /** Index of the current hit; -1: none. */
  at: number;
  byPage: Map<number, PageHits>;
  setQuery: (query: string) => void;
  /** Next or previous hit, round at the ends. */
  step: (direction: 1 | -1) => void;
  pick: (index: number) => void;
  /** Asks again, at once. */
  again: () => void;
}

/** `onHit` is called when another hit becomes the current one. `from` tells the page to begin at. */
export function useSearch(
  document: string,
  searchText: FilingViewerProps["searchText"],
  from: () => number,
  onHit: (hit: SearchHit) => void,
): Search {
  const [query, setQuery] = useState("");
  const [state, setState] = useState<Search["state"]>("idle");
  const [result, setResult] = useState<SearchResult | undefined>();
  const [at, setAt] = useState(-1);
  const [tries, setTries] = useState(0);
  const latest = useRef({ from, onHit });
  latest.current = { from, onHit };

  useEffect(() => {
    const words = query.trim();
    setResult(undefined);
    setAt(-1);
    if (!words) {
      setState("idle");
      return undefined;
    }
    const abort = new AbortController();
    setState("searching");
    const timer = window.setTimeout(() => {
      searchText(document, words, abort.signal).then(
        (found) => {
          if (abort.signal.aborted) return;
          setResult(found);
          setState("done");
          // From where the reader is, as readers of PDFs do.
          const page = latest.current.from();
          const first = Math.max(0, found.hits.findIndex((hit) => hit.page >= page));
          const hit = found.hits[first];
          setAt(hit ? first : -1);
          if (hit) latest.current.onHit(hit);
        },
        () => !abort.signal.aborted && setState("failed"),
      );
    }, TYPING_MILLISECONDS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [document, searchText, query, tries]);

  const pick = useCallback(
    (index: number) => {
      const hit = result?.hits[index];
      if (!hit) return;
      setAt(index);
      latest.current.onHit(hit);
    },
    [result],
  );
  const step = useCallback(
    (direction: 1 | -1) => {
      const count = result?.hits.length ?? 0;
      if (count > 0) pick((at + direction + count) % count);
    },
    [result, at, pick],
  );

  const byPage = useMemo(() => {
    const pages = new Map<number, PageHits>();
    result?.hits.forEach((hit, index) => {
      const before = pages.get(hit.page) ?? { boxes: [], current: [] };
      const own: readonly Box[] = hit.boxes;
      pages.set(hit.page, index === at ? { ...before, current: own } : { ...before, boxes: [...before.boxes, ...own] });
    });
    return pages;
  }, [result, at]);

  return { query, state, result, at, byPage, setQuery, step, pick, again: () => setTries((count) => count + 1) };
}
