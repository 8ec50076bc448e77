// The queue: every filing with how far it is, what its brief says first, and how far people are.
import { Button } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { messageOf } from "../api/errors";
import { Icon } from "../app/Icon";
import { useSay } from "../app/messages";
import { goTo, idOf } from "../app/router";
import { useSession } from "../app/session";
import { useShortcuts } from "../app/shortcuts";
import { exportBrief } from "../brief/exports";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";
import { matches, NO_FILTER, ordered, type Filter, type Order } from "./order";
import { ConfirmDelete } from "./ConfirmDelete";
import { QueueFilters } from "./QueueFilters";
import { QueueTable } from "./QueueTable";
import { UploadList } from "./UploadList";
import { useDrop } from "./useDrop";
import { MAX_ROWS, useQueue } from "./useQueue";
import { useUploads } from "./useUploads";

export function QueuePage(): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const say = useSay();
  const { api, headers } = useSession();
  const { filings, more, error, refresh } = useQueue();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [order, setOrder] = useState<Order>({ column: "added", descending: true });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(-1);
  const [deleting, setDeleting] = useState(false);
  const { uploads, add, drop } = useUploads(refresh);
  const over = useDrop(add);
  const chooser = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = `${t("queue.title")} · ${t("app.name")}`;
  }, [t]);

  const lines = useMemo(
    () => ordered((filings ?? []).filter((line) => matches(line, filter)), order, i18n.language),
    [filings, filter, order, i18n.language],
  );
  const select = useCallback((which: readonly string[], on: boolean) => {
    setSelected((before) => {
      const next = new Set(before);
      for (const name of which) {
        if (on) next.add(name);
        else next.delete(name);
      }
      return next;
    });
  }, []);
  const chosen = useMemo(
    () => (filings ?? []).filter((line) => line.filing && selected.has(line.filing.name)),
    [filings, selected],
  );

  const filingOf = (name: string): Filing | undefined => filings?.find(({ filing }) => filing?.name === name)?.filing;

  // One after the other: a busy server says so, and the rest stays selected.
  const forChosen = async (what: (name: string, label: string) => Promise<unknown>, done?: (count: number) => string): Promise<void> => {
    let count = 0;
    for (const line of chosen) {
      const name = line.filing?.name ?? "";
      const label = line.issuer || (line.filing?.displayName ?? name);
      try {
        await what(name, line.filing?.displayName ?? name);
        count += 1;
        select([name], false);
      } catch (failure) {
        say("error", t("queue.failed", label, messageOf(i18n, failure)));
      }
    }
    if (done && count > 0) say("done", done(count));
    refresh();
  };

  useShortcuts("queue", {
    down: () => setCurrent((at) => Math.min(at + 1, lines.length - 1)),
    up: () => setCurrent((at) => Math.max(at - 1, 0)),
    open: () => {
      const name = lines[current]?.filing?.name;
      if (name !== undefined) goTo({ at: "filing", id: idOf(name) });
    },
    select: () => {
      const name = lines[current]?.filing?.name;
      if (name !== undefined) select([name], !selected.has(name));
    },
    add: () => chooser.current?.click(),
  });

  return (
    <div className={`queue${over ? " dropping" : ""}`}>
      <div className="toolbar">
        <h1>{t("queue.title")}</h1>
        <span className="quiet">{filings && t("queue.count", i18n.exact(lines.length), i18n.exact(filings.length))}</span>
        <QueueFilters
          filter={filter}
          onFilter={(next) => {
            setFilter(next);
            setCurrent(-1);
          }}
        />
        <span className="grow" />
        <input
          ref={chooser}
          type="file"
          accept="application/pdf,.pdf"
          multiple
          hidden
          aria-label={t("queue.choose")}
          onChange={(event) => {
            add(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }}
        />
        <Button size="compact-sm" leftSection={<Icon name="plus" />} onClick={() => chooser.current?.click()}>
          {t("queue.choose")}
        </Button>
      </div>
      {chosen.length > 0 && (
        <div className="toolbar bulk" role="toolbar" aria-label={t("queue.selected", chosen.length)}>
          <b>{t("queue.selected", i18n.exact(chosen.length))}</b>
          <Button size="compact-sm" variant="default" onClick={() => void forChosen((name) => api.filings.retryFiling({ name }), (n) => t("queue.done.retry", n))}>
            {t("queue.retry")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void forChosen((name, label) => exportBrief(api, name, label, "json", i18n.language, headers()))}>
            {t("queue.export")}
          </Button>
          <Button size="compact-sm" variant="default" color="red" onClick={() => setDeleting(true)}>
            {t("queue.delete")}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setSelected(new Set())}>
            {t("queue.unselect")}
          </Button>
        </div>
      )}
      <UploadList uploads={uploads} onDrop={drop} filingOf={filingOf} onChanged={refresh} />
      {error !== undefined && (
        <p className="banner banner-warn" role="alert">
          {messageOf(i18n, error)}
        </p>
      )}
      {more && <p className="banner">{t("queue.more", i18n.exact(MAX_ROWS))}</p>}
      {filings === undefined && error === undefined && <p className="quiet centred">{t("app.loading")} …</p>}
      {filings?.length === 0 && (
        <div className="empty">
          <h2>{t("queue.empty.title")}</h2>
          <p>{t("queue.empty.text")}</p>
          <Button leftSection={<Icon name="plus" />} onClick={() => chooser.current?.click()}>
            {t("queue.choose")}
          </Button>
        </div>
      )}
      {filings !== undefined && filings.length > 0 && lines.length === 0 && <p className="quiet centred">{t("queue.nothing")}</p>}
      {lines.length > 0 && (
        <QueueTable
          lines={lines}
          order={order}
          onOrder={setOrder}
          selected={selected}
          onSelect={select}
          current={current}
          onCurrent={setCurrent}
          onChanged={refresh}
        />
      )}
      {over && <div className="drop-note">{t("queue.drop")}</div>}
      {deleting && (
        <ConfirmDelete
          count={chosen.length}
          onClose={() => setDeleting(false)}
          onDelete={() => {
            setDeleting(false);
            void forChosen((name) => api.filings.deleteFiling({ name }), (n) => t("queue.done.delete", n));
          }}
        />
      )}
    </div>
  );
}
