// The audit trail of a review: who, when, before, after, chained by hashes.
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useEffect, useState } from "react";
import { messageOf } from "../api/errors";
import { Dialog } from "../app/Dialog";
import { useSession } from "../app/session";
import { decisionLine } from "../brief/describe";
import { allEvents } from "../brief/exports";
import type { Decision, ReviewEvent } from "../gen/filing_review/v1/desk_service_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { brokenLink } from "./chain";

interface Props {
  reviewName: string;
  etag: string;
  labelOf: (key: string) => string;
  onClose: () => void;
}

function Decisions({ decisions, labelOf }: { decisions: readonly Decision[]; labelOf: Props["labelOf"] }): React.JSX.Element {
  const i18n = useI18n();
  return (
    <ul className="bare">
      {decisions.map((decision) => (
        <li key={decision.findingKey}>
          <span className="quiet">
            {labelOf(decision.findingKey)}
            {i18n.t("list.colon")}
          </span>
          {decisionLine(i18n, decision)}
        </li>
      ))}
    </ul>
  );
}

export function AuditDialog({ reviewName, etag, labelOf, onClose }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const { api } = useSession();
  const [events, setEvents] = useState<readonly ReviewEvent[]>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    allEvents(api, reviewName, stop.signal)
      .then(setEvents)
      .catch((failure: unknown) => {
        if (!stop.signal.aborted) setError(messageOf(i18n, failure));
      });
    return () => stop.abort();
  }, [api, reviewName, etag, i18n]);
  const broken = events && brokenLink(events);
  return (
    <Dialog title={t("audit.title")} size="72rem" onClose={onClose}>
      <p className="quiet">{t("audit.chain")}</p>
      {broken !== undefined && (
        <p role="alert" className="banner banner-warn">
          {t("audit.broken", String(broken))}
        </p>
      )}
      {error !== undefined && <p role="alert">{error}</p>}
      {events?.length === 0 && <p>{t("audit.none")}</p>}
      {events !== undefined && events.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t("audit.title")}>
          <table className="audit">
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{t("audit.when")}</th>
                <th scope="col">{t("audit.who")}</th>
                <th scope="col">{t("audit.what")}</th>
                <th scope="col">{t("audit.before")}</th>
                <th scope="col">{t("audit.after")}</th>
                <th scope="col">{t("audit.hash")}</th>
              </tr>
            </thead>
            <tbody>
              {[...events].reverse().map((event) => (
                <tr key={String(event.number)}>
                  <td>{String(event.number)}</td>
                  <td>{event.eventTime && i18n.time(timestampDate(event.eventTime))}</td>
                  <td>
                    {event.reviewer} {event.reviewerUnverified && <span className="tag">{t("app.unverified")}</span>}
                  </td>
                  <td>
                    {t(`audit.action.${event.action}` as Key)}
                    {event.reason !== "" && <p className="comment">{t("audit.reason", event.reason)}</p>}
                  </td>
                  <td>
                    <Decisions decisions={event.before} labelOf={labelOf} />
                  </td>
                  <td>
                    <Decisions decisions={event.after} labelOf={labelOf} />
                  </td>
                  <td>
                    <code title={event.hash}>{event.hash.slice(0, 10)}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}
