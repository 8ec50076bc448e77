// The line between brief and filing: drawn by pointer or moved by arrow keys; the place is kept.
import { useState } from "react";
import { useI18n } from "../i18n/I18n";

const STORED = "filing-review.split";
const LEAST = 25;
const MOST = 75;
const START = 46;

function within(value: number): number {
  return Math.min(MOST, Math.max(LEAST, Number.isFinite(value) ? value : START));
}

// Width of the brief, percent of the page.
export function useSplit(): [number, (percent: number) => void] {
  const [percent, set] = useState(() => within(Number(localStorage.getItem(STORED) ?? START)));
  return [
    percent,
    (value) => {
      localStorage.setItem(STORED, String(within(value)));
      set(within(value));
    },
  ];
}

export function Splitter({ percent, onChange }: { percent: number; onChange: (percent: number) => void }): React.JSX.Element {
  const { t } = useI18n();
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={`${t("brief.title")} | ${t("brief.filing")}`}
      aria-valuenow={Math.round(percent)}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (box && event.currentTarget.hasPointerCapture(event.pointerId)) {
          onChange(((event.clientX - box.left) / box.width) * 100);
        }
      }}
      onKeyDown={(event) => {
        const by = event.key === "ArrowLeft" ? -2 : event.key === "ArrowRight" ? 2 : 0;
        if (by === 0) return;
        event.preventDefault();
        onChange(percent + by);
      }}
    />
  );
}
