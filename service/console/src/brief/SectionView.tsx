// A section of the brief: its head, its groups, its rows.
import { memo, useState, type ReactNode } from "react";
import { Outcome } from "../gen/filing_review/v1/brief_pb";
import { FindingKind } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { isDecided, type Row, type Section } from "./findings";
import type { Actions } from "./FindingDetail";
import { FindingRow } from "./FindingRow";
import type { Selection } from "./selection";

interface Props {
  section: Section;
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
  actions: Actions | undefined;
  children?: ReactNode;
}

const NONE: Readonly<Record<Section["id"], string>> = {
  assessments: "assessments.none",
  conflicts: "conflicts.none",
  statements: "statements.none",
  figures: "figures.none",
  disclosures: "disclosures.none",
  holders: "holders.none",
  influence: "factors.none",
  checklist: "factors.none",
};

// Groups that few look into: folded until somebody opens them or a step leads there.
const FOLDED: readonly string[] = ["figures:INDUSTRY", "figures:OTHER_COMPANY", "figures:REGULATION", "figures:TARGET", "figures:UNSPECIFIED"];

function isOutOfScope(row: Row): boolean {
  const is = row.places[0]?.is;
  return is?.kind === FindingKind.ASSESSMENT && is.value.outcome === Outcome.OUT_OF_SCOPE;
}

interface RowsProps extends Omit<Props, "section" | "children"> {
  rows: readonly Row[];
}

function Rows({ rows, selection, onSelect, actions }: RowsProps): React.JSX.Element {
  return (
    <ul className="rows">
      {rows.map((row) => {
        const mine = row.places.some((place) => place.key === selection?.key);
        return <FindingRow key={row.id} row={row} selection={mine ? selection : undefined} onSelect={onSelect} actions={mine ? actions : undefined} />;
      })}
    </ul>
  );
}

interface FoldProps extends RowsProps {
  title: string;
}

function Fold({ title, rows, selection, ...rest }: FoldProps): React.JSX.Element {
  const [wanted, setWanted] = useState(false);
  const leads = rows.some((row) => row.places.some((place) => place.key === selection?.key));
  const open = wanted || leads;
  return (
    <div className="fold">
      <button type="button" className="plain fold-head" aria-expanded={open} onClick={() => setWanted(!open)}>
        <span aria-hidden="true">{open ? "▾" : "▸"}</span> {title} <span className="quiet">({rows.length})</span>
      </button>
      {open && <Rows rows={rows} selection={selection} {...rest} />}
    </div>
  );
}

export const SectionView = memo(function SectionView({ section, selection, onSelect, actions, children }: Props): React.JSX.Element {
  const { word, phrase } = useI18n();
  const places = section.groups.flatMap((group) => group.rows.flatMap((row) => row.places));
  const decided = places.filter(isDecided).length;
  const rest = { selection, onSelect, actions };
  return (
    <section className="section" id={`section-${section.id}`} aria-labelledby={`heading-${section.id}`}>
      <h2 id={`heading-${section.id}`}>
        {phrase(`section.${section.id}`)}{" "}
        {places.length > 0 && (
          <span className="quiet count">
            {decided}/{places.length}
          </span>
        )}
      </h2>
      {children}
      {places.length === 0 && <p className="quiet">{phrase(NONE[section.id])}</p>}
      {section.groups.map((group) => {
        const title =
          section.id === "figures" ? phrase(`figures.${group.id}`) : section.id === "disclosures" ? word("category", group.id) : "";
        if (FOLDED.includes(`${section.id}:${group.id}`)) return <Fold key={group.id} title={title} rows={group.rows} {...rest} />;
        const inside = group.rows.filter((row) => !isOutOfScope(row));
        const outside = group.rows.filter(isOutOfScope);
        return (
          <div key={group.id} className="group">
            {title !== "" && <h3>{title}</h3>}
            <Rows rows={inside} {...rest} />
            {outside.length > 0 && <Fold title={word("Outcome", "OUT_OF_SCOPE")} rows={outside} {...rest} />}
          </div>
        );
      })}
    </section>
  );
});
