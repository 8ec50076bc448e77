// Of a filing that was not read for want of its password: says so, and asks for it.
import { Button } from "@mantine/core";
import { useState } from "react";
import { needsPassword } from "../api/filings";
import { PasswordDialog } from "../app/PasswordDialog";
import { useSession } from "../app/session";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";

interface Props {
  filing: Filing;
  onChanged: () => void;
}

export function PasswordNeeded({ filing, onChanged }: Props): React.JSX.Element | null {
  const { t } = useI18n();
  const { may } = useSession();
  const [asking, setAsking] = useState(false);
  // Open while another review runs, which needs no password for that moment.
  if (!needsPassword(filing) && !asking) return null;
  return (
    // Clicks in the dialog are none on the line of the queue that it was opened from.
    <span onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      {may("submit") && (
        <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
          {t("password.enter")}
        </Button>
      )}
      {asking && <PasswordDialog filing={filing} onChanged={onChanged} onClose={() => setAsking(false)} />}
    </span>
  );
}
