// Finds words in the quotes of all briefs and leads to the finding.
import { CloseButton, Loader, TextInput } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { messageOf } from "../api/errors";
import { Icon } from "../app/Icon";
import { addressOf, idOf } from "../app/router";
import { useSession } from "../app/session";
import { FindingKind, type SearchQuotesResponse } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { emphasised, wordsOf } from "../text/emphasis";

const WAIT_MS = 250;
const PAGE_SIZE = 50;

type Answer = { query: string; found: SearchQuotesResponse } | { query: string; error: string };

export function QuoteSearch(): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const { api } = useSession();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer>();
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const wanted = query.trim();

  useEffect(() => {
    if (wanted === "") return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.desk
        .searchQuotes({ query: wanted, pageSize: PAGE_SIZE }, { signal: stop.signal })
        .then((found) => setAnswer({ query: wanted, found }))
        .catch((error: unknown) => {
          if (!stop.signal.aborted) setAnswer({ query: wanted, error: messageOf(i18n, error) });
        });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [api, wanted, i18n]);

  const shown = answer?.query === wanted ? answer : undefined;
  const close = (): void => {
    setOpen(false);
    input.current?.blur();
  };
  const move = (by: number): void => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = at + by;
    if (next < 0) input.current?.focus();
    else links[next]?.focus();
  };

  return (
    <search
      className="quote-search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        else if (event.key === "ArrowDown") move(1);
        else if (event.key === "ArrowUp") move(-1);
        else return;
        event.preventDefault();
      }}
    >
      <TextInput
        id="quote-search"
        ref={input}
        size="xs"
        type="search"
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        leftSection={<Icon name="search" size={14} />}
        rightSection={query === "" ? null : <CloseButton size="xs" aria-label={t("search.close")} onClick={() => setQuery("")} />}
        value={query}
        aria-controls={open && wanted !== "" ? listId : undefined}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setOpen(true);
        }}
      />
      {open && wanted !== "" && (
        <div id={listId} className="hits" ref={list} role="region" aria-label={t("search.label")} aria-live="polite">
          {shown === undefined && <Loader size="xs" />}
          {shown && "error" in shown && <p role="alert">{shown.error}</p>}
          {shown && "found" in shown && (
            <>
              <p className="quiet">
                {shown.found.hits.length === 0 ? t("search.none") : t("search.results", shown.found.hits.length)}
                {shown.found.more && ` ${t("search.more")}`}
              </p>
              <ul>
                {shown.found.hits.map((hit, at) => (
                  <li key={`${hit.filing} ${hit.findingKey} ${at}`}>
                    <a
                      href={addressOf({ at: "filing", id: idOf(hit.filing), finding: hit.findingKey })}
                      onClick={() => setOpen(false)}
                    >
                      <span className="hit-head">
                        <b>{hit.issuer || hit.displayName}</b>
                        <span>{t(`kind.${FindingKind[hit.findingKind] as keyof typeof FindingKind}`)}</span>
                        <span>{t("brief.page", hit.page)}</span>
                      </span>
                      <span className="hit-quote">{emphasised(hit.quote, wordsOf(wanted))}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </search>
  );
}
