// Two people on one finding: what the other decided and what was about to be.
import { Button } from "@mantine/core";
import { Dialog } from "../app/Dialog";
import { decisionLine } from "../brief/describe";
import { useI18n } from "../i18n/I18n";
import type { Clash } from "./useReview";

interface Props {
  clash: Clash;
  onKeep: () => void;
  onOverwrite: () => void;
}

export function ClashDialog({ clash, onKeep, onOverwrite }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const others = [...new Set([...clash.theirs.values()].map((decision) => decision?.reviewer ?? ""))].filter((name) => name !== "");
  return (
    <Dialog title={t("conflict.title")} onClose={onKeep}>
      <div className="stack">
        <p>{t("conflict.text", others.join(", ") || "–")}</p>
        {[...clash.theirs].map(([key, theirs]) => (
          <div key={key} className="versions">
            <section>
              <h3>
                {t("conflict.theirs")} {theirs && <span className="quiet">{theirs.reviewer}</span>}
              </h3>
              <p>{decisionLine(i18n, theirs)}</p>
            </section>
            <section>
              <h3>{t("conflict.yours")}</h3>
              <p>{decisionLine(i18n, clash.mine.find((decision) => decision.findingKey === key))}</p>
            </section>
          </div>
        ))}
        <div className="buttons">
          <Button data-autofocus onClick={onKeep}>
            {t("conflict.keep")}
          </Button>
          <Button variant="default" onClick={onOverwrite}>
            {t("conflict.overwrite")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
