// A number against the line of one million, on a logarithmic axis from 10,000 to 10 billion.
import { useI18n } from "../i18n/I18n";
import { LINE, logPlace } from "./scale";

const FROM = 1e4;
const TO = 1e10;
const WIDTH = 120;
const HEIGHT = 8;

export function ThresholdBar({ value }: { value: bigint }): React.JSX.Element {
  const { t, exact } = useI18n();
  const at = logPlace(Number(value), FROM, TO) * WIDTH;
  const line = logPlace(LINE, FROM, TO) * WIDTH;
  const over = Number(value) > LINE;
  return (
    <svg
      className="threshold-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t("plot.bar", exact(value))}
    >
      <rect className="bar-ground" width={WIDTH} height={HEIGHT} rx="1" />
      <rect className={over ? "bar-over" : "bar-under"} width={Math.max(at, 1)} height={HEIGHT} rx="1" />
      <rect className="bar-line" x={line - 0.75} width="1.5" height={HEIGHT} />
    </svg>
  );
}
