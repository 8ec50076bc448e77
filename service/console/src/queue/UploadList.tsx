// Files on their way, each with its progress in bytes.
import { CloseButton } from "@mantine/core";
import { addressOf, idOf } from "../app/router";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";
import { PasswordNeeded } from "./PasswordNeeded";
import type { Upload } from "./useUploads";

interface Props {
  uploads: readonly Upload[];
  onDrop: (id: number) => void;
  // The queue's line of a filing, once it has one.
  filingOf: (name: string) => Filing | undefined;
  onChanged: () => void;
}

interface ProgressProps extends Pick<Props, "filingOf" | "onChanged"> {
  upload: Upload;
}

function Progress({ upload, filingOf, onChanged }: ProgressProps): React.JSX.Element {
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
    case "done": {
      const filing = filingOf(state.filing);
      return (
        <>
          <a href={addressOf({ at: "filing", id: idOf(state.filing) })}>{t("upload.done")}</a>
          {filing && <PasswordNeeded filing={filing} onChanged={onChanged} />}
        </>
      );
    }
    case "failed":
      return (
        <small className="error-text" role="alert">
          {t("upload.failed")}
          {t("list.colon")}
          {state.message}
        </small>
      );
  }
}

export function UploadList({ uploads, onDrop, ...rest }: Props): React.JSX.Element | null {
  const { t } = useI18n();
  if (uploads.length === 0) return null;
  return (
    <section className="uploads" aria-label={t("upload.title")}>
      {uploads.map((upload) => {
        const over = upload.state.step === "done" || upload.state.step === "failed";
        return (
          <div key={upload.id} className="upload">
            <span className="clip">{upload.file.name}</span>
            <Progress upload={upload} {...rest} />
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
