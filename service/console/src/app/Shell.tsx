// Head of the page: name, search, language, colours, help, who works here.
import { ActionIcon, Button, Menu, NativeSelect, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useI18n } from "../i18n/I18n";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../i18n/language";
import { QuoteSearch } from "../queue/QuoteSearch";
import { HelpSheet } from "./HelpSheet";
import { Icon, type IconName } from "./Icon";
import { NameDialog } from "./NameDialog";
import { goTo } from "./router";
import { useSession } from "./session";
import { useShortcuts } from "./shortcuts";

const SCHEMES: readonly MantineColorScheme[] = ["auto", "light", "dark"];
const SCHEME_ICONS: Readonly<Record<MantineColorScheme, IconName>> = { auto: "auto", light: "sun", dark: "moon" };

function after<T>(all: readonly T[], now: T): T {
  return all[(all.indexOf(now) + 1) % all.length] as T;
}

function Who(): React.JSX.Element | null {
  const { t } = useI18n();
  const { state, reviewer, signOut } = useSession();
  const [naming, setNaming] = useState(false);
  if (state.phase !== "ready") return null;
  const { session } = state;
  if (!session.verified) {
    return (
      <>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="user" />}
          title={t("app.unverified.note")}
          onClick={() => setNaming(true)}
        >
          {reviewer === "" ? t("app.name.unset") : `${reviewer} · ${t("app.unverified")}`}
        </Button>
        {naming && <NameDialog onDone={() => setNaming(false)} onClose={() => setNaming(false)} />}
      </>
    );
  }
  return (
    <Menu transitionProps={{ duration: 0 }} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<Icon name="user" />}>
          {session.caller}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.roles.join(", ")}</Menu.Label>
        <Menu.Item onClick={signOut}>{t("app.signout")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function Shell({ children }: { children: ReactNode }): React.JSX.Element {
  const { t, language, setLanguage } = useI18n();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { state } = useSession();
  const [help, setHelp] = useState(false);
  const nextScheme = (): void => setColorScheme(after(SCHEMES, colorScheme));
  useShortcuts("everywhere", {
    help: () => setHelp(true),
    queue: () => goTo({ at: "queue" }),
    search: () => document.getElementById("quote-search")?.focus(),
    theme: nextScheme,
    language: () => setLanguage(after(LANGUAGES, language)),
  });
  const schemeLabel = `${t("app.theme")}: ${t(`app.theme.${colorScheme}`)}`;
  return (
    <div className="shell">
      <a className="skip" href="#content" onClick={(event) => {
        // The address after # is the page's place; only the focus moves.
        event.preventDefault();
        document.getElementById("content")?.focus();
      }}>
        {t("app.skip")}
      </a>
      <header className="head">
        <a className="brand" href="#/">
          <img src="./icon.svg" alt="" width="22" height="22" />
          {t("app.name")}
        </a>
        {state.phase === "ready" ? <QuoteSearch /> : <span className="grow" />}
        <Who />
        <NativeSelect
          size="xs"
          aria-label={t("app.language")}
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value as Language)}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
        <ActionIcon variant="subtle" aria-label={schemeLabel} title={schemeLabel} onClick={nextScheme}>
          <Icon name={SCHEME_ICONS[colorScheme]} />
        </ActionIcon>
        <ActionIcon variant="subtle" aria-label={t("app.help")} title={`${t("app.help")} (?)`} onClick={() => setHelp(true)}>
          <Icon name="help" />
        </ActionIcon>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
      {help && <HelpSheet onClose={() => setHelp(false)} />}
    </div>
  );
}
