// The viewer by itself, on a case of server.mjs (?case=NAME), for the browser tests. What the tests look
// at stands in window.harness.

import { useCallback, useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { FilingViewer } from "../../../src/viewer";
import type {
  FilingViewerHandle,
  PageText,
  SearchResult,
  TextSelection,
  ViewerCoverage,
  ViewerDocument,
  ViewerLanguage,
  ViewerMark,
  ViewerView,
} from "../../../src/viewer";

interface Case {
  documents: ViewerDocument[];
  marks: ViewerMark[];
  coverage: ViewerCoverage;
}

interface Harness {
  handle: FilingViewerHandle | null;
  selections: (TextSelection | null)[];
  picked: string[];
  view: ViewerView | undefined;
  marks: readonly ViewerMark[];
  select: (id: string | undefined) => void;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

const query = new URLSearchParams(location.search);
const name = query.get("case") ?? "";
const language = (query.get("language") ?? "en") as ViewerLanguage;
const theme = (query.get("theme") ?? "light") as "light" | "dark";

async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

function Page(props: { shown: Case }): React.JSX.Element {
  const { shown } = props;
  const [selected, setSelected] = useState<string | undefined>();
  const handle = useRef<FilingViewerHandle>(null);
  const harness = useMemo<Harness>(
    () => ({
      get handle() {
        return handle.current;
      },
      selections: [],
      picked: [],
      view: undefined,
      marks: shown.marks,
      select: setSelected,
    }),
    [shown],
  );
  window.harness = harness;
  const getPageText = useCallback(
    (document: string, page: number, signal: AbortSignal) => ask<PageText>(`/case/${name}/text/${document}/${page}`, signal),
    [],
  );
  const searchText = useCallback(
    (document: string, words: string, signal: AbortSignal) =>
      ask<SearchResult>(`/case/${name}/search/${document}?q=${encodeURIComponent(words)}`, signal),
    [],
  );
  const onSelectMark = useCallback(
    (id: string) => {
      harness.picked.push(id);
      setSelected(id);
    },
    [harness],
  );
  const onSelectText = useCallback((selection: TextSelection | null) => void harness.selections.push(selection), [harness]);
  const onViewChange = useCallback((view: ViewerView) => void (harness.view = view), [harness]);
  return (
    <FilingViewer
      ref={handle}
      documents={shown.documents}
      marks={shown.marks}
      coverage={shown.coverage}
      selectedMarkId={selected}
      onSelectMark={onSelectMark}
      getPageText={getPageText}
      searchText={searchText}
      onSelectText={onSelectText}
      selectionActions={(selection) => (
        <button type="button" className="fv-button fv-text-button" data-length={selection.quote.length}>
          Add a finding
        </button>
      )}
      onViewChange={onViewChange}
      language={language}
      theme={theme}
    />
  );
}

const root = document.getElementById("root");
if (root) {
  const shown = await ask<Case>(`/case/${name}/case.json`);
  createRoot(root).render(<Page shown={shown} />);
}
