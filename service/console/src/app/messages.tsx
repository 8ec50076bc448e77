// Short messages at the edge of the page, read out by screen readers.
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { useI18n } from "../i18n/I18n";

const SHOWN_MS = 6000;

export type Tone = "done" | "note" | "error";
interface Message {
  id: number;
  tone: Tone;
  text: string;
}

const Context = createContext<((tone: Tone, text: string) => void) | null>(null);

export function MessagesProvider({ children }: { children: ReactNode }): React.JSX.Element {
  const { t } = useI18n();
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const last = useRef(0);
  const drop = useCallback((id: number) => setMessages((all) => all.filter((message) => message.id !== id)), []);
  const say = useCallback(
    (tone: Tone, text: string) => {
      const id = (last.current += 1);
      setMessages((all) => [...all.filter((message) => message.text !== text), { id, tone, text }].slice(-4));
      // An error stays until it is read.
      if (tone !== "error") setTimeout(() => drop(id), SHOWN_MS);
    },
    [drop],
  );
  const value = useMemo(() => say, [say]);
  return (
    <Context value={value}>
      {children}
      <div className="messages" role="status" aria-live="polite">
        {messages.map(({ id, tone, text }) => (
          <div key={id} className={`message message-${tone}`}>
            <span>{text}</span>
            <button type="button" className="plain" aria-label={t("app.close")} onClick={() => drop(id)}>
              ×
            </button>
          </div>
        ))}
      </div>
    </Context>
  );
}

export function useSay(): (tone: Tone, text: string) => void {
  const value = useContext(Context);
  if (!value) throw new Error("useSay needs MessagesProvider above it");
  return value;
}
