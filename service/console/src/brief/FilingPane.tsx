// The filing beside the brief: the viewer with the brief's marks.
import { lazy, Suspense, useCallback, useMemo, type Ref } from "react";
import { Button, useMantineColorScheme } from "@mantine/core";
import { passwordOf, rememberPassword } from "../api/passwords";
import { Icon } from "../app/Icon";
import { useSession } from "../app/session";
import { DocumentRole, type ReviewBrief } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { outlineOf } from "../viewer/sections";
import type { FilingViewerHandle, ViewerMark, TextSelection, PageText, SearchResult } from "../viewer/types";
import { pdfAddress } from "./exports";
import { evidenceIn } from "./findings";
import { documentOf } from "./marks";

// pdf.js is large: the queue does without.
const FilingViewer = lazy(() => import("../viewer").then((viewer) => ({ default: viewer.FilingViewer })));

// Fetches it while the brief is on its way.
export function preloadViewer(): void {
  // Where that fails the viewer's own load says so.
  import("../viewer").catch(() => undefined);
}

interface Props {
  filingName: string;
  brief: ReviewBrief;
  marks: readonly ViewerMark[];
  selectedMarkId: string | undefined;
  onSelectMark: (id: string) => void;
  onSelectText: (selection: TextSelection | null) => void;
  onAdd: (() => void) | undefined;
  viewer: Ref<FilingViewerHandle>;
}

export function FilingPane(props: Props): React.JSX.Element {
  const { filingName, brief, marks, selectedMarkId, onSelectMark, onSelectText, onAdd, viewer } = props;
  const { t, language, word } = useI18n();
  const { api, headers } = useSession();
  const { colorScheme } = useMantineColorScheme();
  const httpHeaders = useMemo(() => headers(), [headers]);
  const documents = useMemo(() => {
    const evidence = evidenceIn(brief);
    return (brief.filing?.documents ?? []).map(({ documentId, role, pageCount }) => ({
      id: documentId,
      title: `${word("DocumentRole", DocumentRole[role] ?? "")}${/-\d+$/.exec(documentId)?.[0].replace("-", " ") ?? ""}`,
      pageCount,
      url: pdfAddress(filingName, documentId),
      httpHeaders,
      // Of a PDF without an outline of its own.
      sections: outlineOf(evidence.filter((item) => documentOf(item) === documentId)),
    }));
  }, [brief, filingName, word, httpHeaders]);
  const coverage = useMemo(
    () => ({
      unread: (brief.coverage?.pagesUnread ?? []).map((at) => ({ document: documentOf(at), page: at.page, reason: at.reason })),
      fromOcr: (brief.coverage?.pagesFromOcr ?? []).map((page) => ({ document: "main", page })),
      doubtful: (brief.coverage?.pagesDoubtful ?? []).map((at) => ({ document: documentOf(at), page: at.page, reason: at.reason })),
    }),
    [brief],
  );
  const getPageText = useCallback(
    async (document: string, page: number, signal: AbortSignal): Promise<PageText> => {
      const text = await api.desk.getPageText({ name: filingName, document, page }, { signal });
      return text;
    },
    [api, filingName],
  );
  const searchText = useCallback(
    async (document: string, query: string, signal: AbortSignal): Promise<SearchResult> => {
      const { hits, more, pagesSearchedCount } = await api.desk.searchFilingText({ name: filingName, document, query }, { signal });
      return { hits, more, pagesSearched: pagesSearchedCount };
    },
    [api, filingName],
  );
  return (
    <Suspense fallback={<p className="quiet centred">{t("app.loading")} …</p>}>
      <FilingViewer
        ref={viewer}
        documents={documents}
        marks={marks}
        selectedMarkId={selectedMarkId}
        onSelectMark={onSelectMark}
        coverage={coverage}
        getPageText={getPageText}
        searchText={searchText}
        onSelectText={onSelectText}
        selectionActions={() =>
          onAdd && (
            <Button size="compact-sm" leftSection={<Icon name="plus" />} onClick={onAdd}>
              {t("decide.add")}
            </Button>
          )
        }
        password={passwordOf(filingName)}
        onPassword={(password) => rememberPassword(filingName, password)}
        language={language}
        theme={colorScheme}
      />
    </Suspense>
  );
}
