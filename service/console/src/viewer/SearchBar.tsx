// The search over the pages: its words, how far it is, and from hit to hit.

import type { RefObject } from "react";
import { Button } from "./Button";
import { Icon } from "./icons";
import { fill, STRINGS } from "./strings";
import type { ViewerLanguage } from "./types";
import type { Search } from "./use_search";

export interface SearchBarProps {
  language: ViewerLanguage;
  search: Search;
  unreadCount: number;
  input: RefObject<HTMLInputElement | null>;
  onClose: () => void;
}

export function SearchBar(props: SearchBarProps): React.JSX.Element {
  const { language, search, unreadCount } = props;
  const strings = STRINGS[language];
  const count = search.result?.hits.length ?? 0;
  let said = "";
  if (search.state === "searching") said = strings.searching;
  else if (search.state === "failed") said = strings.searchFailed;
  else if (search.result && count === 0) said = fill(strings.searchNone, { pages: search.result.pagesSearched });
  else if (search.result) said = fill(search.result.more ? strings.searchCountMore : strings.searchCount, { at: search.at + 1, count });
  return (
    <div className="fv-search" role="search" aria-label={strings.search}>
      <input
        ref={props.input}
        className="fv-search-input"
        type="search"
        aria-label={strings.search}
        placeholder={strings.searchPlaceholder}
        value={search.query}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            if (search.state === "failed") search.again();
            else search.step(event.shiftKey ? -1 : 1);
          }
        }}
      />
      <span className="fv-search-said" role="status">
        {said}
      </span>
      <Button label={strings.searchPrevious} disabled={count === 0} onClick={() => search.step(-1)}>
        <Icon name="up" />
      </Button>
      <Button label={strings.searchNext} disabled={count === 0} onClick={() => search.step(1)}>
        <Icon name="down" />
      </Button>
      <Button label={strings.searchClose} onClick={props.onClose}>
        <Icon name="close" />
      </Button>
      {search.state === "done" && unreadCount > 0 && (
        <span className="fv-search-unread">{fill(strings.searchUnread, { count: unreadCount })}</span>
      )}
    </div>
  );
}
