// A dialog as the page uses it: labelled, closed by Escape, focus kept inside and given back.
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useI18n } from "../i18n/I18n";

interface Props {
  title: string;
  onClose: () => void;
  size?: string | undefined;
  children: ReactNode;
}

export function Dialog({ title, onClose, size = "lg", children }: Props): React.JSX.Element {
  const { t } = useI18n();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      transitionProps={{ duration: 0 }}
      // Its lock is a style element, which the content security policy refuses; the page itself never scrolls.
      lockScroll={false}
    >
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: its element would be a second banner of the page. */}
        <div className="dialog-head">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("app.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
