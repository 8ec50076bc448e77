// Asks a reviewer's own name, where the server asks for no credential.
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useI18n } from "../i18n/I18n";
import { Dialog } from "./Dialog";
import { useSession } from "./session";

export const MAX_NAME_CHARACTERS = 64;

export function NameDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }): React.JSX.Element {
  const { t } = useI18n();
  const { reviewer, setReviewer } = useSession();
  const [name, setName] = useState(reviewer);
  return (
    <Dialog title={t("name.title")} size="sm" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === "") return;
          setReviewer(name);
          onDone();
        }}
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
        <Button type="submit" disabled={name.trim() === ""}>
          {t("name.submit")}
        </Button>
      </form>
    </Dialog>
  );
}
