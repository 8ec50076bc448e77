// Asks a reviewer's own name, where the server asks for no credential.
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useI18n } from "../i18n/I18n";
import { FormDialog } from "./FormDialog";
import { useSession } from "./session";

export const MAX_NAME_CHARACTERS = 64;

export function NameDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }): React.JSX.Element {
  const { t } = useI18n();
  const { reviewer, setReviewer } = useSession();
  const [name, setName] = useState(reviewer);
  return (
    <FormDialog
      title={t("name.title")}
      size="sm"
      action={t("name.submit")}
      disabled={name.trim() === ""}
      onSubmit={() => {
        setReviewer(name);
        onDone();
      }}
      onClose={onClose}
    >
      <TextInput
        label={t("name.label")}
        description={t("name.note")}
        value={name}
        maxLength={MAX_NAME_CHARACTERS}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="name"
        data-autofocus
      />
    </FormDialog>
  );
}
