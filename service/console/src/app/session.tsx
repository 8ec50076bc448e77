// Who works here: the token and what the server says of it, or the name that somebody gave.
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { createApi, serverTransport, type Api } from "../api/client";
import { isSignInNeeded } from "../api/errors";
import { forgetPasswords } from "../api/passwords";
import type { DeskSession } from "../gen/filing_review/v1/desk_service_pb";

const TOKEN = "filing-review.token";
const NAME = "filing-review.name";

export type SessionState =
  | { phase: "loading" }
  | { phase: "signin"; refused: boolean }
  | { phase: "down"; error: unknown }
  | { phase: "ready"; session: DeskSession };

export interface SessionContext {
  api: Api;
  state: SessionState;
  // Headers of calls that are not gRPC.
  headers: () => Record<string, string>;
  signIn: (token: string) => void;
  signOut: () => void;
  retry: () => void;
  // The name that stands beside decisions; empty while nobody gave one.
  reviewer: string;
  setReviewer: (name: string) => void;
  may: (role: string) => boolean;
}

const Context = createContext<SessionContext | null>(null);

export function SessionProvider({ children }: { children: ReactNode }): React.JSX.Element {
  const token = useRef(sessionStorage.getItem(TOKEN) ?? "");
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<SessionState>({ phase: "loading" });
  const [name, setName] = useState(() => localStorage.getItem(NAME) ?? "");

  // A token that is taken back meanwhile leads to the sign-in, from whatever call.
  const working = useRef(false);
  useEffect(() => {
    working.current = state.phase === "ready";
  }, [state]);
  const api = useMemo(
    () =>
      createApi(
        serverTransport(
          () => token.current,
          () => {
            if (working.current) setState({ phase: "signin", refused: true });
          },
        ),
      ),
    [],
  );
  const headers = useCallback(
    (): Record<string, string> => (token.current === "" ? {} : { authorization: `Bearer ${token.current}` }),
    [],
  );

  useEffect(() => {
    const stop = new AbortController();
    api.desk
      .getDeskSession({}, { signal: stop.signal })
      .then((session) => setState({ phase: "ready", session }))
      .catch((error: unknown) => {
        if (stop.signal.aborted) return;
        setState(isSignInNeeded(error) ? { phase: "signin", refused: token.current !== "" } : { phase: "down", error });
      });
    return () => stop.abort();
  }, [api, attempt]);

  const again = useCallback(() => {
    setState({ phase: "loading" });
    setAttempt((before) => before + 1);
  }, []);
  const signIn = useCallback(
    (value: string) => {
      token.current = value.trim();
      sessionStorage.setItem(TOKEN, token.current);
      again();
    },
    [again],
  );
  const signOut = useCallback(() => {
    token.current = "";
    forgetPasswords();
    sessionStorage.removeItem(TOKEN);
    again();
  }, [again]);
  const setReviewer = useCallback((value: string) => {
    localStorage.setItem(NAME, value.trim());
    setName(value.trim());
  }, []);

  const value = useMemo<SessionContext>(() => {
    const session = state.phase === "ready" ? state.session : undefined;
    return {
      api,
      state,
      headers,
      signIn,
      signOut,
      retry: again,
      reviewer: session?.verified ? session.caller : name,
      setReviewer,
      may: (role) => session?.roles.includes(role) ?? false,
    };
  }, [api, state, headers, signIn, signOut, again, name, setReviewer]);
  return <Context value={value}>{children}</Context>;
}

export function useSession(): SessionContext {
  const value = useContext(Context);
  if (!value) throw new Error("useSession needs SessionProvider above it");
  return value;
}

// The server's answer; only below the part of the page that is shown once it is there.
export function useDeskSession(): DeskSession {
  const { state } = useSession();
  if (state.phase !== "ready") throw new Error("no session yet");
  return state.session;
}
