// The comment beside a decision.
import { Textarea } from "@mantine/core";
import { useI18n } from "../i18n/I18n";

export const MAX_COMMENT_CHARACTERS = 2000;

interface Props {
  value: string;
  onChange: (comment: string) => void;
  // Where it is all that is asked: it has the focus, and Ctrl and Enter send it.
  onSend?: () => void;
}

export function CommentField({ value, onChange, onSend }: Props): React.JSX.Element {
  const { t } = useI18n();
  return (
    <Textarea
      label={t("decide.comment.label")}
      description={t("decide.comment.note")}
      value={value}
      maxLength={MAX_COMMENT_CHARACTERS}
      autosize
      minRows={onSend ? 3 : 2}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(onSend && {
        "data-autofocus": true,
        onKeyDown: (event: React.KeyboardEvent) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSend();
        },
      })}
    />
  );
}
