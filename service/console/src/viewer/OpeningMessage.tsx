// Over the pages while there are none: the document is being opened, why it could not be, or its password
// is asked for.

import { useState } from "react";
import { STRINGS, type StringKey } from "./strings";
import type { ViewerLanguage } from "./types";
import type { Opening } from "./use_opening";
import type { OpenState } from "./use_renderer";

type Failure = Extract<OpenState, { state: "failed" }>["failure"];

const FAILURES: Readonly<Record<Exclude<Failure, "password">, StringKey>> = {
  missing: "failedMissing",
  refused: "failedRefused",
  damaged: "failedDamaged",
  network: "failedNetwork",
  empty: "failedEmpty",
  cancelled: "failedNetwork",
  page: "failedDamaged",
};

export interface OpeningMessageProps {
  opening: Opening;
  language: ViewerLanguage;
}

export function OpeningMessage(props: OpeningMessageProps): React.JSX.Element | null {
  const { opening, language } = props;
  const { open } = opening;
  const strings = STRINGS[language];
  if (open.state === "open") return null;
  if (open.state === "opening") {
    return (
      <p className="fv-message" role="status">
        {strings.opening}
      </p>
    );
  }
  if (open.failure === "password") return <PasswordForm {...props} />;
  return (
    <div className="fv-message" role="alert">
      <p>{strings[FAILURES[open.failure]]}</p>
      {open.failure !== "empty" && (
        <button type="button" className="fv-button fv-text-button" onClick={opening.retry}>
          {strings.retry}
        </button>
      )}
    </div>
  );
}

function PasswordForm({ opening, language }: OpeningMessageProps): React.JSX.Element {
  const strings = STRINGS[language];
  const [password, setPassword] = useState("");
  return (
    <form
      className="fv-message"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== "") opening.givePassword(password);
      }}
    >
      <p role="alert">{opening.hasPassword ? strings.passwordWrong : strings.failedPassword}</p>
      <input
        className="fv-password"
        type="password"
        aria-label={strings.password}
        placeholder={strings.password}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <button type="submit" className="fv-button fv-text-button" disabled={password === ""}>
        {strings.passwordOpen}
      </button>
      <p className="fv-note">{strings.passwordNote}</p>
    </form>
  );
}
