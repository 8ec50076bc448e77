// A comment on a finding, with or without a verdict.
import { useState } from "react";
import { FormDialog } from "../app/FormDialog";
import { useI18n } from "../i18n/I18n";
import { CommentField } from "./CommentField";

interface Props {
  start: string;
  title: string;
  onSave: (comment: string) => void;
  onClose: () => void;
}

export function CommentDialog({ start, title, onSave, onClose }: Props): React.JSX.Element {
  const { t } = useI18n();
  const [comment, setComment] = useState(start);
  const save = (): void => onSave(comment.trim());
  return (
    <FormDialog title={title} action={t("app.save")} onSubmit={save} onClose={onClose}>
      <CommentField value={comment} onChange={setComment} onSend={save} />
    </FormDialog>
  );
}
