// Asks before filings are deleted.
import { Button } from "@mantine/core";
import { Dialog } from "../app/Dialog";
import { useI18n } from "../i18n/I18n";

interface Props {
  count: number;
  onDelete: () => void;
  onClose: () => void;
}

export function ConfirmDelete({ count, onDelete, onClose }: Props): React.JSX.Element {
  const { t } = useI18n();
  return (
    <Dialog title={t("queue.delete.title")} size="sm" onClose={onClose}>
      <div className="stack">
        <p>{t("queue.delete.text", count)}</p>
        <div className="buttons">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button color="red" onClick={onDelete}>
            {t("queue.delete")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
