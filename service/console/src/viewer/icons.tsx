// Signs of the tool bar, drawn here: 16 by 16, one stroke.

const PATHS = {
  up: "M3 10.5 8 5.5l5 5",
  down: "M3 5.5l5 5 5-5",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  width: "M2 3v10M14 3v10M4 8h8M6 6 4 8l2 2M10 6l2 2-2 2",
  whole: "M4 2h8v12H4zM6.5 5.5h3M6.5 8h3",
  turnRight: "M12.5 8A4.5 4.5 0 1 1 8 3.5h3M9 1.5l2.3 2L9 5.5",
  turnLeft: "M3.5 8A4.5 4.5 0 1 0 8 3.5H5M7 1.5l-2.3 2L7 5.5",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3.5 3.5",
  panel: "M2 3h12v10H2zM6 3v10",
  close: "M4 4l8 8M12 4l-8 8",
  select: "M6 2.5h4M6 13.5h4M8 2.5v11",
} as const;

export function Icon(props: { name: keyof typeof PATHS }): React.JSX.Element {
  return (
    <svg className="fv-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[props.name]} />
    </svg>
  );
}
