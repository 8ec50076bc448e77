// A filing's page while there is no brief: it is being read, or why it was not, and what can be done.
import { Button } from "@mantine/core";
import { messageOf } from "../api/errors";
import { isBeingRead, needsPassword } from "../api/filings";
import { useSay } from "../app/messages";
import { useSession } from "../app/session";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { StateCell } from "../queue/Badges";
import { PasswordNeeded } from "../queue/PasswordNeeded";

interface Props {
  filing: Filing | undefined;
  // Why the server could not be asked.
  error: unknown;
  onChanged: () => void;
}

export function NoBrief({ filing, error, onChanged }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const { api, may } = useSession();
  const say = useSay();
  const ask = (call: Promise<unknown>): void => {
    call.then(onChanged, (failure: unknown) => say("error", messageOf(i18n, failure)));
  };
  const reading = isBeingRead(filing);
  return (
    <div className="card narrow">
      {error !== undefined && (
        <p role="alert" className="banner banner-warn">
          {messageOf(i18n, error)}
        </p>
      )}
      {filing && filing.briefRevision === 0 && (
        <>
          <p>{reading ? t("brief.waiting") : t("brief.none")}</p>
          <StateCell filing={filing} />
          {needsPassword(filing) && <p>{t(`password.reason.${filing.error?.reason}` as Key)}</p>}
          <PasswordNeeded filing={filing} onChanged={onChanged} />
          {may("submit") && !needsPassword(filing) && (
            <Button
              variant={reading ? "default" : "filled"}
              onClick={() => ask(reading ? api.filings.cancelFiling({ name: filing.name }) : api.filings.retryFiling({ name: filing.name }))}
            >
              {reading ? t("queue.stop") : t("queue.retry")}
            </Button>
          )}
        </>
      )}
      {filing === undefined && error === undefined && <p className="quiet">{t("app.loading")} …</p>}
    </div>
  );
}
