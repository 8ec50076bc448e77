// Over the pages while there are none: the document is being opened, or why it could not be.

import { STRINGS, type StringKey } from "./strings";
import type { ViewerLanguage } from "./types";
import type { OpenState } from "./use_renderer";

type Failure = Extract<OpenState, { state: "failed" }>["failure"];

const FAILURES: Readonly<Record<Failure, StringKey>> = {
  password: "failedPassword",
  missing: "failedMissing",
  refused: "failedRefused",
  damaged: "failedDamaged",
  network: "failedNetwork",
  empty: "failedEmpty",
  cancelled: "failedNetwork",
  page: "failedDamaged",
};

export function OpeningMessage(props: { open: OpenState; language: ViewerLanguage; onRetry: () => void }): React.JSX.Element | null {
  const { open, language, onRetry } = props;
  const strings = STRINGS[language];
  if (open.state === "open") return null;
  if (open.state === "opening") {
    return (
      <p className="fv-message" role="status">
        {strings.opening}
      </p>
    );
  }
  return (
    <div className="fv-message" role="alert">
      <p>{strings[FAILURES[open.failure]]}</p>
      {open.failure !== "empty" && (
        <button type="button" className="fv-button fv-text-button" onClick={onRetry}>
          {strings.retry}
        </button>
      )}
    </div>
  );
}
