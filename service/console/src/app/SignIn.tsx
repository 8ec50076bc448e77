// Sign-in with a token, and what is shown while the server does not answer.
import { Alert, Button, PasswordInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { messageOf } from "../api/errors";
import { POLL_IDLE_MS } from "../api/poll";
import { useI18n } from "../i18n/I18n";
import { useSession } from "./session";

export function SignIn({ refused }: { refused: boolean }): React.JSX.Element {
  const { t } = useI18n();
  const { signIn } = useSession();
  const [token, setToken] = useState("");
  return (
    <form
      className="card narrow"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim() !== "") signIn(token);
      }}
    >
      <h1>{t("signin.title")}</h1>
      <PasswordInput
        label={t("signin.token")}
        description={t("signin.token.note")}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        error={refused ? t("signin.refused") : undefined}
        autoComplete="off"
        data-autofocus
        autoFocus
      />
      <Button type="submit" disabled={token.trim() === ""}>
        {t("signin.submit")}
      </Button>
    </form>
  );
}

export function Down({ error }: { error: unknown }): React.JSX.Element {
  const i18n = useI18n();
  const { retry } = useSession();
  useEffect(() => {
    const timer = setTimeout(retry, POLL_IDLE_MS);
    return () => clearTimeout(timer);
  }, [retry]);
  return (
    <div className="card narrow">
      <Alert color="red" title={i18n.t("app.offline")}>
        {messageOf(i18n, error)}
      </Alert>
      <Button onClick={retry}>{i18n.t("app.retry")}</Button>
    </div>
  );
}
