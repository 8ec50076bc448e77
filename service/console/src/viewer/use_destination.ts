// Sends the reader to a place, in another document too: that one is opened first, and the place waits.

import { useCallback, useEffect, useRef } from "react";
import type { OpenedDocument } from "./render_protocol";
import type { Box } from "./types";

/** Where the reader is to be sent. */
export interface Destination {
  document: string;
  page: number;
  box?: Box | undefined;
}

export interface DestinationOptions {
  /** Id of the document that is shown. */
  shown: string;
  /** Shows another one. */
  show: (document: string) => void;
  opened: OpenedDocument | undefined;
  /** Pages that the column has places for. */
  placed: number;
  /** Page from 0. */
  goTo: (page: number, box?: Box) => void;
}

export interface Going {
  go: (to: Destination) => void;
  /** Goes there once the document is open the next time. */
  goWhenOpen: (to: Destination) => void;
}

export function useDestination({ shown, show, opened, placed, goTo }: DestinationOptions): Going {
  const waiting = useRef<Destination | undefined>(undefined);
  const goNow = useCallback(
    (to: Destination, pageCount: number) => goTo(Math.min(pageCount, Math.max(1, to.page)) - 1, to.box),
    [goTo],
  );
  const goWhenOpen = useCallback((to: Destination) => {
    waiting.current = to;
  }, []);
  const go = useCallback(
    (to: Destination) => {
      if (to.document === shown && opened) {
        goNow(to, opened.pageCount);
        return;
      }
      goWhenOpen(to);
      show(to.document);
    },
    [shown, show, opened, goNow, goWhenOpen],
  );
  useEffect(() => {
    const to = waiting.current;
    if (!to || !opened || to.document !== shown || placed !== opened.pageCount) return;
    waiting.current = undefined;
    goNow(to, opened.pageCount);
  }, [opened, shown, placed, goNow]);
  return { go, goWhenOpen };
}
