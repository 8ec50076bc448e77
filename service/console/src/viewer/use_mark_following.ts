// The marks and the reader's place: a selected mark is gone to and flashes; a click or a key selects one.

import { useCallback, useEffect, useRef } from "react";
import { bounds, type Point } from "./geometry";
import { markAt, markBeside } from "./marks";
import type { FilingViewerProps, ViewerMark } from "./types";
import type { Destination } from "./use_destination";
import { usePassing } from "./use_passing";

const FLASH_MILLISECONDS = 1200;

export interface MarkFollowingOptions {
  marks: readonly ViewerMark[];
  /** Those of the shown document in reading order, and by page. */
  ordered: readonly ViewerMark[];
  byPage: ReadonlyMap<number, readonly ViewerMark[]>;
  selectedMarkId: string | undefined;
  onSelectMark: FilingViewerProps["onSelectMark"];
  /** Page that is shown. */
  page: number;
  go: (to: Destination) => void;
  onSpoken: (words: string) => void;
}

export interface MarkFollowing {
  flashedMarkId: string | undefined;
  /** False where there is no such mark. */
  goToMark: (id: string, flash?: boolean) => boolean;
  /** Selects the mark that a click means: by its spot, or by its id where a key clicked. */
  clickMark: (page: number, spot: Point | undefined, id: string | undefined) => void;
  stepMark: (direction: 1 | -1) => void;
}

export function useMarkFollowing(options: MarkFollowingOptions): MarkFollowing {
  const { marks, ordered, byPage, selectedMarkId, onSelectMark, page, go, onSpoken } = options;
  const [flashedMarkId, setFlashed] = usePassing<string>(FLASH_MILLISECONDS);
  const clicked = useRef<string | undefined>(undefined);

  const goToMark = useCallback(
    (id: string, flash = true): boolean => {
      const mark = marks.find((entry) => entry.id === id);
      if (!mark) return false;
      go({ document: mark.document, page: mark.page, box: bounds(mark.boxes) });
      if (flash) {
        // Off for a frame, so that a mark flashes again.
        setFlashed(undefined);
        requestAnimationFrame(() => setFlashed(id));
      }
      return true;
    },
    [marks, go, setFlashed],
  );

  // Only another selection moves the reader, not another list of marks; but a mark may come after its selection.
  const followed = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!selectedMarkId || followed.current === selectedMarkId) {
      followed.current = selectedMarkId;
      return;
    }
    if (clicked.current === selectedMarkId || goToMark(selectedMarkId)) followed.current = selectedMarkId;
    clicked.current = undefined;
  }, [selectedMarkId, goToMark]);

  const clickMark = useCallback(
    (onPage: number, spot: Point | undefined, id: string | undefined) => {
      const here = byPage.get(onPage) ?? [];
      const mark = spot ? markAt(here, spot, selectedMarkId) : here.find((entry) => entry.id === id);
      if (!mark) return;
      // The reader sees it already.
      clicked.current = mark.id === selectedMarkId ? undefined : mark.id;
      onSelectMark?.(mark.id);
    },
    [byPage, selectedMarkId, onSelectMark],
  );
  const stepMark = (direction: 1 | -1): void => {
    const mark = markBeside(ordered, selectedMarkId, page, direction);
    if (!mark) return;
    clicked.current = undefined;
    onSelectMark?.(mark.id);
    goToMark(mark.id);
    onSpoken(mark.label);
  };
  return { flashedMarkId, goToMark, clickMark, stepMark };
}
