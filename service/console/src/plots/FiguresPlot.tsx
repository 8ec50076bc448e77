// Numbers of users by date on a logarithmic axis against the lines of the regimes. Each dot leads to
// its finding; the list of the brief is the same in words.
import { memo } from "react";
import { describeLine } from "../brief/describe";
import { correctedValue, type Finding } from "../brief/findings";
import { Attribution } from "../gen/filing_review/v1/brief_pb";
import { FindingKind, Verdict } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { freePlace, LINE, logPlace, logRange, powersOfTen, THRESHOLDS, yearOf } from "./scale";

const WIDTH = 640;
const HEIGHT = 260;
const LEFT = 48;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 26;
// Figures without a date stand in a strip of their own.
const UNDATED = 76;

interface Props {
  findings: readonly Finding[];
  selectedKey: string | undefined;
  onSelect: (key: string) => void;
}

interface Dot {
  key: string;
  value: number;
  upper: number | undefined;
  year: number | undefined;
  issuer: boolean;
  label: string;
}

export const FiguresPlot = memo(function FiguresPlot({ findings, selectedKey, onSelect }: Props): React.JSX.Element | null {
  const i18n = useI18n();
  const { t, phrase, tick } = i18n;
  const dots: Dot[] = [];
  for (const { key, is: read, decision } of findings) {
    // What a reviewer corrected stands where it was put.
    const is = (decision?.verdict === Verdict.CORRECTED && correctedValue(decision)) || read;
    if (is.kind !== FindingKind.USER_COUNT || is.value.attribution === Attribution.REGULATION) continue;
    if (is.value.value <= 0n || decision?.verdict === Verdict.REJECTED) continue;
    dots.push({
      key,
      value: Number(is.value.value),
      upper: is.value.upperValue === undefined ? undefined : Number(is.value.upperValue),
      year: is.value.asOf === undefined ? undefined : yearOf(is.value.asOf),
      issuer: is.value.attribution === Attribution.ISSUER,
      label: describeLine(i18n, is),
    });
  }
  if (dots.length === 0) return null;
  const { from, to } = logRange(dots.flatMap((dot) => (dot.upper === undefined ? [dot.value] : [dot.value, dot.upper])));
  const years = dots.flatMap((dot) => (dot.year === undefined ? [] : [dot.year]));
  const first = Math.floor(Math.min(...years, 9999));
  const last = Math.max(Math.ceil(Math.max(...years, 0)), first + 1);
  const dated = years.length > 0;
  const right = WIDTH - RIGHT - (dots.some((dot) => dot.year === undefined) && dated ? UNDATED : 0);
  const y = (value: number): number => TOP + (1 - logPlace(value, from, to)) * (HEIGHT - TOP - BOTTOM);
  const x = (year: number | undefined): number =>
    year === undefined ? (dated ? right + UNDATED / 2 : (LEFT + right) / 2) : LEFT + 8 + ((year - first) / (last - first)) * (right - LEFT - 16);
  const places = dots.map((dot) => ({ x: x(dot.year), y: y(dot.value) }));
  const lines = THRESHOLDS.filter((line) => line >= from && line <= to);
  const yearStep = Math.ceil((last - first) / 8);
  const ticks = dated ? Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((_, at) => at % yearStep === 0) : [];
  return (
    <figure className="plot">
      <figcaption>{t("plot.figures")}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t("plot.figures.text", dots.length)}>
        {powersOfTen(from, to).map((power) => (
          <g key={power}>
            <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(power)} y2={y(power)} />
            <text className="tick" x={LEFT - 6} y={y(power) + 3.5} textAnchor="end">
              {tick(power)}
            </text>
          </g>
        ))}
        {lines.map((line) => (
          <line
            key={line}
            className={line === LINE ? "threshold threshold-main" : "threshold"}
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={y(line)}
            y2={y(line)}
          />
        ))}
        {lines.map((line) => {
          const label = phrase(`map.threshold.${line}`);
          return (
            <text key={line} className="threshold-text" x={freePlace(label, y(line) - 4, places, LEFT + 4, right - 4)} y={y(line) - 4}>
              {label}
            </text>
          );
        })}
        {ticks.map((year) => (
          <text key={year} className="tick" x={x(year)} y={HEIGHT - 8} textAnchor="middle">
            {year}
          </text>
        ))}
        {dots.some((dot) => dot.year === undefined) && (
          <text className="tick" x={x(undefined)} y={HEIGHT - 8} textAnchor="middle">
            {t("plot.undated")}
          </text>
        )}
        {dots.map((dot) => (
          <g
            key={dot.key}
            className={`dot${dot.issuer ? " dot-issuer" : ""}${dot.key === selectedKey ? " dot-selected" : ""}`}
            role="button"
            aria-label={dot.label}
            // Steps through the findings do the same; a stop at each dot would be one too many.
            tabIndex={-1}
            onClick={() => onSelect(dot.key)}
          >
            <title>{dot.label}</title>
            {dot.upper !== undefined && <line x1={x(dot.year)} x2={x(dot.year)} y1={y(dot.value)} y2={y(dot.upper)} />}
            <circle cx={x(dot.year)} cy={y(dot.value)} r={dot.key === selectedKey ? 7 : 4.5} />
          </g>
        ))}
      </svg>
      <p className="legend" aria-hidden="true">
        <span className="key key-issuer" /> {t("plot.issuer")} <span className="key key-others" /> {t("plot.others")}
      </p>
    </figure>
  );
});
