// A dialog that is a form: what is asked, and below it the buttons that drop or send it.
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "../i18n/I18n";
import { Dialog } from "./Dialog";

interface Props {
  title: string;
  size?: string;
  // Words of the button that sends; undefined where there is nothing to send, only to read.
  action: string | undefined;
  disabled?: boolean;
  // True where the button that sends has the focus, as there is no field.
  focusAction?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function FormDialog({ title, size, action, disabled, focusAction, onSubmit, onClose, children }: Props): React.JSX.Element {
  const { t } = useI18n();
  return (
    <Dialog title={title} size={size} onClose={onClose}>
      <form
        className="stack"
        // What is wrong is said in the page's language, not in the browser's.
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (action !== undefined && !disabled) onSubmit();
        }}
      >
        {children}
        <div className="buttons">
          <Button variant="default" onClick={onClose}>
            {action === undefined ? t("app.close") : t("app.cancel")}
          </Button>
          {action !== undefined && (
            <Button type="submit" disabled={disabled} {...(focusAction ? { "data-autofocus": true } : {})}>
              {action}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
