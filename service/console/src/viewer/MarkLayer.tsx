// Marks, hits and selections of one page, drawn from the server's boxes.

import { memo } from "react";
import { boxToCss, type Rotation, type Size } from "./geometry";
import { fill, KIND_NAMES, STRINGS, VERDICT_NAMES } from "./strings";
import type { Box, ViewerLanguage, ViewerMark } from "./types";

export interface Placing {
  /** Page as displayed, points. */
  size: Size;
  rotation: Rotation;
  /** CSS pixels a point. */
  scale: number;
}

export function Boxes(props: { boxes: readonly Box[]; className: string; placing: Placing }): React.JSX.Element {
  const { boxes, className, placing } = props;
  return (
    <>
      {boxes.map((box, i) => (
        <div key={i} className={className} style={boxToCss(box, placing.size, placing.rotation, placing.scale)} />
      ))}
    </>
  );
}

export function markName(mark: ViewerMark, language: ViewerLanguage): string {
  const strings = STRINGS[language];
  return fill(mark.fromOcr ? strings.markOcr : strings.mark, {
    label: mark.label,
    kind: KIND_NAMES[language][mark.kind],
    verdict: VERDICT_NAMES[language][mark.verdict],
    page: mark.page,
  });
}

export interface MarkLayerProps {
  marks: readonly ViewerMark[];
  placing: Placing;
  selectedMarkId: string | undefined;
  selectedFindingId: string | undefined;
  flashedMarkId: string | undefined;
  language: ViewerLanguage;
}

/** A mark is a button at its first line; its further lines belong to it and take clicks as it does. */
export const MarkLayer = memo(function MarkLayer(props: MarkLayerProps): React.JSX.Element | null {
  const { marks, placing, selectedMarkId, selectedFindingId, flashedMarkId, language } = props;
  const placed = marks.filter((mark) => mark.boxes.length > 0);
  if (placed.length === 0) return null;
  // One stop for the Tab key a page; "." and "," go from mark to mark.
  const stop = placed.find((mark) => mark.id === selectedMarkId) ?? placed[0];
  return (
    <div className="fv-marks">
      {/* One faint layer of full colours: marks over each other (four figures in a sentence) do not add up
          to a ground that hides the text. */}
      <div className="fv-fills" aria-hidden="true">
        {placed.flatMap((mark) =>
          mark.boxes.map((box, i) => (
            <div
              key={`${mark.id}/${i}`}
              className="fv-fill"
              data-kind={mark.kind}
              data-verdict={mark.verdict}
              style={boxToCss(box, placing.size, placing.rotation, placing.scale)}
            />
          )),
        )}
      </div>
      {placed.map((mark) => {
        const state = {
          "data-kind": mark.kind,
          "data-verdict": mark.verdict,
          "data-ocr": mark.fromOcr || undefined,
          "data-mark": mark.id,
          "data-selected": mark.id === selectedMarkId || undefined,
          "data-finding-selected": mark.findingId === selectedFindingId || undefined,
          "data-flash": mark.id === flashedMarkId || undefined,
        };
        const name = markName(mark, language);
        return mark.boxes.map((box, i) => {
          const style = boxToCss(box, placing.size, placing.rotation, placing.scale);
          return i === 0 ? (
            <button
              key={`${mark.id}/0`}
              type="button"
              className="fv-mark"
              style={style}
              aria-label={name}
              aria-pressed={mark.id === selectedMarkId}
              title={name}
              tabIndex={mark === stop ? 0 : -1}
              {...state}
            />
          ) : (
            <div key={`${mark.id}/${i}`} className="fv-mark" style={style} title={name} {...state} />
          );
        });
      })}
    </div>
  );
});
