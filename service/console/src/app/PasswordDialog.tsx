// Asks the password of a filing that was not read without it, and has it read again.
import { PasswordInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { messageOf } from "../api/errors";
import { readWithPassword } from "../api/passwords";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";
import { FormDialog } from "./FormDialog";
import { useSession } from "./session";

interface Props {
  filing: Filing;
  // Something of the filing changed.
  onChanged: () => void;
  onClose: () => void;
}

export function PasswordDialog({ filing, onChanged, onClose }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const { api } = useSession();
  const [password, setPassword] = useState("");
  const [error, setError] = useState("");
  const [trying, setTrying] = useState(false);
  // Closing the dialog ends the waiting, not the reading.
  const stop = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    stop.current = controller;
    return () => controller.abort();
  }, []);
  const send = async (): Promise<void> => {
    const { signal } = stop.current;
    setTrying(true);
    setError("");
    try {
      const opened = await readWithPassword(api, filing.name, password, signal);
      onChanged();
      if (opened) onClose();
      else setError(t("password.wrong"));
    } catch (failure) {
      if (signal.aborted) return;
      setError(messageOf(i18n, failure));
    }
    setTrying(false);
  };
  return (
    <FormDialog
      title={t("password.title")}
      size="sm"
      action={t("password.submit")}
      disabled={trying || password === ""}
      onSubmit={() => void send()}
      onClose={() => {
        onChanged();
        onClose();
      }}
    >
      <p>{t("password.text", filing.displayName)}</p>
      <PasswordInput
        label={t("password.label")}
        description={t("password.note")}
        value={password}
        error={error}
        readOnly={trying}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": t("password.show") }}
        // Of a file, not of the person: no password manager's business.
        autoComplete="off"
        data-autofocus
      />
      <p className="quiet" role="status">
        {trying ? `${t("password.trying")} …` : ""}
      </p>
    </FormDialog>
  );
}
