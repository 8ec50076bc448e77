// The help sheet: how to work here, and every key.
import { Checkbox, Kbd } from "@mantine/core";
import { useState } from "react";
import { useI18n } from "../i18n/I18n";
import { viewerShortcuts } from "../viewer/keyboard";
import { Dialog } from "./Dialog";
import { useSession } from "./session";
import { advanceOn, switchAdvance } from "./settings";
import { keyName, SHORTCUTS, singleKeysOn, switchSingleKeys, type Scope } from "./shortcuts";

const SCOPES: readonly Scope[] = ["everywhere", "queue", "brief"];

function Keys({ rows }: { rows: readonly { keys: readonly string[]; text: string }[] }): React.JSX.Element {
  return (
    <dl className="keys">
      {rows.map(({ keys, text }) => (
        <div key={text}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function HelpSheet({ onClose }: { onClose: () => void }): React.JSX.Element {
  const { t, language } = useI18n();
  const { state } = useSession();
  const [single, setSingle] = useState(singleKeysOn);
  const [advance, setAdvance] = useState(advanceOn);
  return (
    <Dialog title={t("app.help")} size="60rem" onClose={onClose}>
      <div className="help">
        <section>
          <h2>{t("help.start")}</h2>
          <ol>
            <li>{t("help.start.1")}</li>
            <li>{t("help.start.2")}</li>
            <li>{t("help.start.3")}</li>
            <li>{t("help.start.4")}</li>
          </ol>
          <Checkbox
            label={t("help.advance")}
            checked={advance}
            onChange={(event) => {
              switchAdvance(event.currentTarget.checked);
              setAdvance(event.currentTarget.checked);
            }}
          />
          <Checkbox
            label={t("help.single")}
            description={t("help.single.note")}
            checked={single}
            onChange={(event) => {
              switchSingleKeys(event.currentTarget.checked);
              setSingle(event.currentTarget.checked);
            }}
          />
          <p className="quiet">{t("help.note")}</p>
          {state.phase === "ready" && (
            <p className="quiet small">{t("app.engine", state.session.engineVersion, state.session.rulePack?.version ?? "")}</p>
          )}
        </section>
        {SCOPES.map((scope) => (
          <section key={scope}>
            <h2>{t(`help.scope.${scope}`)}</h2>
            <Keys
              rows={SHORTCUTS.filter((shortcut) => shortcut.scope === scope).map(({ keys, label }) => ({
                keys: keys.length > 4 ? [`${keys[0]} … ${keys[keys.length - 1]}`] : keys.map(keyName),
                text: t(label),
              }))}
            />
          </section>
        ))}
        <section>
          <h2>{t("help.scope.viewer")}</h2>
          <Keys rows={viewerShortcuts(language)} />
        </section>
      </div>
    </Dialog>
  );
}
