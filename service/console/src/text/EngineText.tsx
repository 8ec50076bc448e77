// A sentence of the engine or the server. Those are English in every language of the page, and marked
// as such, so that they are read aloud and set as English.
import { useI18n } from "../i18n/I18n";

export function EngineText({ children }: { children: string }): React.JSX.Element {
  const { language } = useI18n();
  if (language === "en") return <>{children}</>;
  return (
    <span className="engine-text" lang="en">
      {children}
    </span>
  );
}
