// The languages of the page.
export const LANGUAGES = ["en", "zh-Hans", "zh-Hant"] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
};

// The first of the reader's languages that the page has; English where it has none.
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const parts = tag.toLowerCase().split("-");
    if (parts[0] === "en") return "en";
    if (parts[0] !== "zh") continue;
    const traditional = ["hant", "tw", "hk", "mo"].some((part) => parts.includes(part));
    return traditional && !parts.includes("hans") ? "zh-Hant" : "zh-Hans";
  }
  return "en";
}
