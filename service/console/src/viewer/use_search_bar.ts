// The search bar over the pages: open or not, and the search that it asks for.

import { useCallback, useRef, useState, type RefObject } from "react";
import { bounds } from "./geometry";
import type { FilingViewerProps, SearchHit } from "./types";
import type { Destination } from "./use_destination";
import { useSearch, type Search } from "./use_search";

export interface SearchBarState {
  search: Search;
  searchOpen: boolean;
  searchInput: RefObject<HTMLInputElement | null>;
  openSearch: (query?: string) => void;
  /** False where it was not open. */
  closeSearch: () => boolean;
}

export function useSearchBar(
  document: string,
  searchText: FilingViewerProps["searchText"],
  page: number,
  go: (to: Destination) => void,
  scroller: RefObject<HTMLDivElement | null>,
): SearchBarState {
  const [searchOpen, setSearchOpen] = useState(false);
  const searchInput = useRef<HTMLInputElement>(null);
  const onHit = useCallback((hit: SearchHit) => go({ document, page: hit.page, box: bounds(hit.boxes) }), [go, document]);
  const search = useSearch(document, searchText, () => page, onHit);
  const { setQuery } = search;
  const openSearch = useCallback(
    (query?: string) => {
      setSearchOpen(true);
      if (query !== undefined) setQuery(query);
      requestAnimationFrame(() => {
        searchInput.current?.focus();
        searchInput.current?.select();
      });
    },
    [setQuery],
  );
  const closeSearch = (): boolean => {
    if (!searchOpen) return false;
    setSearchOpen(false);
    setQuery("");
    scroller.current?.focus();
    return true;
  };
  return { search, searchOpen, searchInput, openSearch, closeSearch };
}
