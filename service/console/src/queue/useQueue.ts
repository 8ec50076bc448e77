// The queue as the server has it, page by page, kept up to date by etags.
import { useCallback, useMemo, useRef, useState } from "react";
import { isMoving } from "../api/filings";
import { usePoll } from "../api/poll";
import { useSession } from "../app/session";
import type { DeskFiling } from "../gen/filing_review/v1/desk_service_pb";

const PAGE_SIZE = 1000;
// Beyond it the page would hold more than it can sort at once; it says how many it shows.
export const MAX_ROWS = 20_000;

interface Page {
  etag: string;
  filings: readonly DeskFiling[];
  next: string;
}

export interface Queue {
  // Undefined until the first answer.
  filings: readonly DeskFiling[] | undefined;
  more: boolean;
  error: unknown;
  // Asks at once, after a change of one's own.
  refresh: () => void;
}

export function useQueue(): Queue {
  const { api } = useSession();
  const [pages, setPages] = useState<readonly Page[]>();
  const [error, setError] = useState<unknown>();
  const [again, setAgain] = useState(0);
  const held = useRef<readonly Page[]>([]);

  const ask = useCallback(
    async (signal: AbortSignal): Promise<boolean> => {
      try {
        const now: Page[] = [];
        let token = "";
        let changed = false;
        do {
          const before = held.current[now.length];
          const answer = await api.desk.listDeskFilings(
            { pageSize: PAGE_SIZE, pageToken: token, ifNoneMatch: before?.etag ?? "" },
            { signal },
          );
          const same = answer.notModified && before !== undefined;
          changed ||= !same;
          now.push(same ? before : { etag: answer.etag, filings: answer.filings, next: answer.nextPageToken });
          token = now[now.length - 1]?.next ?? "";
          // At the start what is there is shown while the rest comes.
          if (held.current.length === 0) setPages([...now]);
        } while (token !== "" && now.length * PAGE_SIZE < MAX_ROWS);
        if (changed || now.length !== held.current.length || held.current.length === 0) {
          held.current = now;
          setPages(now);
        }
        setError(undefined);
        return now.some((page) => page.filings.some(({ filing }) => isMoving(filing)));
      } catch (failure) {
        if (!signal.aborted) setError(failure);
        throw failure;
      }
    },
    [api],
  );
  usePoll(ask, again);

  const filings = useMemo(() => pages?.flatMap((page) => page.filings), [pages]);
  const refresh = useCallback(() => setAgain((count) => count + 1), []);
  return { filings, more: (pages?.[pages.length - 1]?.next ?? "") !== "", error, refresh };
}
