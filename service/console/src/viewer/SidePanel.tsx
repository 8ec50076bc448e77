// Beside the pages: thumbnails, outline, and the search's hits with the text around them.

import { useEffect, useState } from "react";
import type { PageRenderer } from "./page_renderer";
import { fill, STRINGS } from "./strings";
import { Thumbnails, type ThumbnailsProps } from "./Thumbnails";
import type { OutlineEntry, ViewerLanguage } from "./types";
import type { Search } from "./use_search";

export type PanelTab = "thumbnails" | "outline" | "results";

export interface SidePanelProps {
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  thumbnails: ThumbnailsProps;
  sections: readonly OutlineEntry[] | undefined;
  search: Search;
}

export function SidePanel(props: SidePanelProps): React.JSX.Element {
  const { tab, onTab, thumbnails, search } = props;
  const { language } = thumbnails;
  const strings = STRINGS[language];
  const tabs: PanelTab[] = ["thumbnails", "outline", "results"];
  return (
    <div className="fv-panel">
      <div className="fv-tabs" role="tablist" aria-label={strings.sidebar}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`fv-tab-${name}`}
            className="fv-tab"
            aria-selected={name === tab}
            aria-controls="fv-tab-panel"
            tabIndex={name === tab ? 0 : -1}
            onClick={() => onTab(name)}
            onKeyDown={(event) => {
              const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
              if (by === 0) return;
              event.preventDefault();
              const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length] ?? tab;
              onTab(next);
              document.getElementById(`fv-tab-${next}`)?.focus();
            }}
          >
            {strings[name]}
          </button>
        ))}
      </div>
      <div className="fv-tab-panel" id="fv-tab-panel" role="tabpanel" aria-labelledby={`fv-tab-${tab}`}>
        {tab === "thumbnails" && <Thumbnails {...thumbnails} />}
        {tab === "outline" && (
          <Outline
            renderer={thumbnails.renderer}
            sections={props.sections}
            page={thumbnails.page}
            language={language}
            onGo={thumbnails.onGo}
          />
        )}
        {tab === "results" && <Results search={search} language={language} />}
      </div>
    </div>
  );
}

interface OutlineProps {
  renderer: PageRenderer;
  sections: readonly OutlineEntry[] | undefined;
  page: number;
  language: ViewerLanguage;
  onGo: (page: number) => void;
}

function Outline(props: OutlineProps): React.JSX.Element {
  const { renderer, sections = [], language } = props;
  const strings = STRINGS[language];
  const [own, setOwn] = useState<readonly OutlineEntry[] | undefined>();
  useEffect(() => {
    let wanted = true;
    setOwn(undefined);
    renderer.outline().then(
      (nodes) => wanted && setOwn(nodes),
      () => wanted && setOwn([]),
    );
    return () => {
      wanted = false;
    };
  }, [renderer]);
  if (!own) return <p className="fv-note">{strings.opening}</p>;
  const entries = own.length > 0 ? own : sections;
  if (entries.length === 0) return <p className="fv-note">{strings.noOutline}</p>;
  return (
    <nav className="fv-outline" aria-label={own.length > 0 ? strings.outline : strings.sections}>
      {own.length === 0 && <p className="fv-note">{strings.sections}</p>}
      <OutlineList entries={entries} depth={0} {...props} />
    </nav>
  );
}

function OutlineList(props: OutlineProps & { entries: readonly OutlineEntry[]; depth: number }): React.JSX.Element {
  const { entries, depth, page, onGo } = props;
  return (
    <ul className="fv-outline-list">
      {entries.map((entry, i) => (
        <li key={i}>
          <button
            type="button"
            className="fv-outline-entry"
            style={{ paddingInlineStart: 8 + 12 * depth }}
            disabled={entry.page === undefined}
            aria-current={entry.page === page ? "page" : undefined}
            onClick={() => entry.page !== undefined && onGo(entry.page)}
          >
            <span className="fv-outline-title">{entry.title}</span>
            <span className="fv-outline-page">{entry.page}</span>
          </button>
          {entry.children && entry.children.length > 0 && <OutlineList {...props} entries={entry.children} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  );
}

function Results(props: { search: Search; language: ViewerLanguage }): React.JSX.Element {
  const { search, language } = props;
  const strings = STRINGS[language];
  const hits = search.result?.hits ?? [];
  if (hits.length === 0) {
    const said =
      search.state === "searching"
        ? strings.searching
        : search.state === "done"
          ? fill(strings.searchNone, { pages: search.result?.pagesSearched ?? 0 })
          : strings.searchPlaceholder;
    return <p className="fv-note">{said}</p>;
  }
  return (
    <ol className="fv-results" aria-label={strings.results}>
      {hits.map((hit, index) => (
        <li key={index}>
          <button
            type="button"
            className="fv-result"
            aria-current={index === search.at || undefined}
            onClick={() => search.pick(index)}
          >
            <span className="fv-result-page">{hit.page}</span>
            <span className="fv-result-text">{hit.snippet}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
