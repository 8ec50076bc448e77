// The reader's language, and words in it.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { en, type Catalog, type Key } from "./en";
import { fill } from "./fill";
import { chooseLanguage, LANGUAGES, type Language } from "./language";
import * as numbers from "./numbers";
import { phrase, wordOf } from "./words";
import { zhHans } from "./zh-hans";
import { zhHant } from "./zh-hant";

export const CATALOGS: Readonly<Record<Language, Catalog>> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant };

export interface I18n {
  language: Language;
  setLanguage: (language: Language) => void;
  // Words of the page.
  t: (key: Key, ...values: (string | number)[]) => string;
  // Words of a value of the brief, and of a line of words.tsv.
  word: (vocabulary: string, value: string) => string;
  phrase: (key: string, ...values: (string | number)[]) => string;
  exact: (value: bigint | number) => string;
  compact: (value: bigint | number) => string;
  tick: (value: number) => string;
  percent: (value: number) => string;
  bytes: (value: number) => string;
  time: (value: Date) => string;
}

// Everything but the switch: usable outside of components, too.
export function wordsIn(language: Language): Omit<I18n, "setLanguage"> {
  const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return {
    language,
    t: (key, ...values) => fill(CATALOGS[language][key], values),
    word: (vocabulary, value) => wordOf(language, vocabulary, value),
    phrase: (key, ...values) => fill(phrase(language, key), values),
    exact: (value) => numbers.exact(language, value),
    compact: (value) => numbers.compact(language, value),
    tick: (value) => numbers.tick(language, value),
    percent: (value) => numbers.percent(language, value),
    bytes: (value) => numbers.bytes(language, value),
    time: (value) => times.format(value),
  };
}

const Context = createContext<I18n | null>(null);
const STORED = "filing-review.language";

function stored(): Language {
  const value = localStorage.getItem(STORED);
  return LANGUAGES.find((language) => language === value) ?? chooseLanguage(navigator.languages);
}

export function I18nProvider({ children }: { children: ReactNode }): React.JSX.Element {
  const [language, set] = useState<Language>(stored);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(STORED, next);
    set(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo<I18n>(() => ({ ...wordsIn(language), setLanguage }), [language, setLanguage]);
  return <Context value={value}>{children}</Context>;
}

export function useI18n(): I18n {
  const value = useContext(Context);
  if (!value) throw new Error("useI18n needs I18nProvider above it");
  return value;
}
