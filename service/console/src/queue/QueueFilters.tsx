// What the queue shows: by words, state, review, market and regime.
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useDeskSession } from "../app/session";
import { regimeTitle } from "../brief/describe";
import { ListingVenue } from "../gen/filing_review/v1/brief_pb";
import { ReviewState } from "../gen/filing_review/v1/desk_service_pb";
import { FilingState } from "../gen/filing_review/v1/filing_service_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { isFiltered, NO_FILTER, type Filter } from "./order";

interface Props {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

function names(of: Readonly<Record<string | number, string | number>>): string[] {
  return Object.keys(of).filter((name) => !/^\d+$/.test(name) && name !== "UNSPECIFIED");
}

export function QueueFilters({ filter, onFilter }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t } = i18n;
  const { rulePack } = useDeskSession();
  const set = (name: keyof Filter) => (event: { currentTarget: { value: string } }) =>
    onFilter({ ...filter, [name]: event.currentTarget.value });
  const choices: readonly { name: Exclude<keyof Filter, "text">; values: readonly string[]; word: (value: string) => string }[] = [
    { name: "state", values: names(FilingState), word: (value) => t(`state.${value}` as Key) },
    { name: "review", values: names(ReviewState), word: (value) => t(`review.${value}` as Key) },
    { name: "venue", values: names(ListingVenue), word: (value) => i18n.word("ListingVenue", value) },
    { name: "regime", values: rulePack?.regimes ?? [], word: (value) => regimeTitle(i18n, value, "") },
  ];
  return (
    <>
      <TextInput
        size="xs"
        type="search"
        aria-label={t("queue.filter.label")}
        placeholder={t("queue.filter.label")}
        value={filter.text}
        onChange={set("text")}
      />
      {choices.map(({ name, values, word }) => {
        const label = t(`queue.filter.${name}`);
        return (
          <NativeSelect
            key={name}
            size="xs"
            className={`filter-${name}`}
            aria-label={label}
            value={filter[name]}
            onChange={set(name)}
            data={[{ value: "", label: `${label}${t("list.colon")}${t("queue.filter.any")}` }, ...values.map((value) => ({ value, label: word(value) }))]}
          />
        );
      })}
      {isFiltered(filter) && (
        <Button size="compact-sm" variant="subtle" onClick={() => onFilter(NO_FILTER)}>
          {t("queue.clear")}
        </Button>
      )}
    </>
  );
}
