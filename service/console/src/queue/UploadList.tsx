// Files on their way, each with its progress in bytes.
import { CloseButton } from "@mantine/core";
import { addressOf, idOf } from "../app/router";
import { useI18n } from "../i18n/I18n";
import type { Upload } from "./useUploads";

function Progress({ upload }: { upload: Upload }): React.JSX.Element {
  const { t, bytes } = useI18n();
  const { state, file } = upload;
  switch (state.step) {
    case "waiting-turn":
      return <small>…</small>;
    case "hashing":
    case "sending":
    case "waiting":
      return (
        <>
          <progress max={file.size} value={state.done} aria-label={t("upload.progress", file.name)} />
          <small>
            {state.step === "hashing"
              ? t("upload.hashing")
              : state.step === "waiting"
                ? t("upload.retrying")
                : t("upload.sending", bytes(state.done), bytes(file.size))}
          </small>
        </>
      );
    case "done":
      return <a href={addressOf({ at: "filing", id: idOf(state.filing) })}>{t("upload.done")}</a>;
    case "failed":
      return (
        <small className="error-text" role="alert">
          {t("upload.failed")}: {state.message}
        </small>
      );
  }
}

export function UploadList({ uploads, onDrop }: { uploads: readonly Upload[]; onDrop: (id: number) => void }): React.JSX.Element | null {
  const { t } = useI18n();
  if (uploads.length === 0) return null;
  return (
    <section className="uploads" aria-label={t("upload.title")}>
      {uploads.map((upload) => {
        const over = upload.state.step === "done" || upload.state.step === "failed";
        return (
          <div key={upload.id} className="upload">
            <span className="clip">{upload.file.name}</span>
            <Progress upload={upload} />
            <CloseButton
              size="xs"
              aria-label={over ? `${t("upload.dismiss")}: ${upload.file.name}` : t("upload.cancel", upload.file.name)}
              onClick={() => onDrop(upload.id)}
            />
          </div>
        );
      })}
    </section>
  );
}
