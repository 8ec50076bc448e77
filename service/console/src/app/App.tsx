// The page: who works here, where they are, and the keys that work everywhere.
import { MantineProvider, createTheme } from "@mantine/core";
import { I18nProvider, useI18n } from "../i18n/I18n";
import { FilingPage } from "../brief/FilingPage";
import { QueuePage } from "../queue/QueuePage";
import { ErrorBoundary } from "./ErrorBoundary";
import { MessagesProvider } from "./messages";
import { usePlace } from "./router";
import { SessionProvider, useSession } from "./session";
import { Shell } from "./Shell";
import { Down, SignIn } from "./SignIn";

const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-mono)",
  defaultRadius: "sm",
  respectReducedMotion: true,
});

function Content(): React.JSX.Element {
  const place = usePlace();
  const { state } = useSession();
  const { t } = useI18n();
  switch (state.phase) {
    case "loading":
      return <p className="quiet centred">{t("app.loading")} …</p>;
    case "signin":
      return <SignIn refused={state.refused} />;
    case "down":
      return <Down error={state.error} />;
    case "ready":
      if (place.at === "queue") return <QueuePage />;
      if (place.at === "filing") return <FilingPage key={place.id} id={place.id} finding={place.finding} />;
      return (
        <div className="centred">
          <h1>{t("app.notfound")}</h1>
          <a href="#/">{t("app.back")}</a>
        </div>
      );
  }
}

// Styles stand in files: neither Mantine's variables nor its classes are put into the page by script,
// which the server's content security policy would refuse. Its defaults are in its style sheet; what
// differs is in page.css.
export function App(): React.JSX.Element {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <I18nProvider>
        <ErrorBoundary>
          <SessionProvider>
            <MessagesProvider>
              <Shell>
                <Content />
              </Shell>
            </MessagesProvider>
          </SessionProvider>
        </ErrorBoundary>
      </I18nProvider>
    </MantineProvider>
  );
}
