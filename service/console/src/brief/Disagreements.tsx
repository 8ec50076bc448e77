// Says that decisions and the brief of now do not agree, and leads from one to the next.
import { Button } from "@mantine/core";
import type { Review } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { disagreements, type Finding } from "./findings";
import { step } from "./selection";

interface Props {
  review: Review;
  order: readonly Finding[];
  selectedKey: string | undefined;
  onSelect: (finding: Finding) => void;
  // None of them is among the findings that are shown.
  onNowhere: () => void;
}

export function Disagreements({ review, order, selectedKey, onSelect, onNowhere }: Props): React.JSX.Element | null {
  const { t } = useI18n();
  const keys = disagreements(review).map((decision) => decision.findingKey);
  if (keys.length === 0) return null;
  const disagrees = ({ key }: Finding): boolean => keys.includes(key);
  const showNext = (): void => {
    const next = step(order, selectedKey, 1, disagrees) ?? order.find(disagrees);
    if (next) onSelect(next);
    else onNowhere();
  };
  return (
    <p className="banner banner-warn" role="status">
      {t("disagree.title", keys.length)}{" "}
      <Button size="compact-xs" variant="default" onClick={showNext}>
        {t("disagree.next")}
      </Button>
    </p>
  );
}
