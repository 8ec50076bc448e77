// The page's icons: strokes on a square of 16 units, in the colour of the text.
const PATHS = {
  accept: "M3 8.5l3.2 3.2L13 4.8",
  reject: "M4 4l8 8M12 4l-8 8",
  correct: "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3 3 13z",
  comment: "M2.5 3h11v8H7l-3 2.5V11H2.5z",
  undo: "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 010 7H6",
  download: "M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M3 13.5h10",
  search: "M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.3L13.5 13.5",
  help: "M5.8 6a2.2 2.2 0 114 1.3c-.9.8-1.8 1.2-1.8 2.4M8 12.2v.3",
  sun: "M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1",
  moon: "M12.8 9.6A5.3 5.3 0 016.4 3.2a5.3 5.3 0 106.4 6.4z",
  auto: "M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12",
  back: "M9.5 3L4.5 8l5 5",
  next: "M6.5 3l5 5-5 5",
  down: "M3 6l5 5 5-5",
  up: "M3 10l5-5 5 5",
  warning: "M8 2.2l6.2 11.3H1.8zM8 6.4v3.4M8 11.6v.3",
  history: "M3 8a5 5 0 105-5 5.2 5.2 0 00-4 2M3.6 2.6V5.2h2.6M8 5.2V8l2 1.4",
  plus: "M8 3v10M3 8h10",
  user: "M8 3a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM3 13.5c.6-2.6 2.5-3.8 5-3.8s4.4 1.2 5 3.8",
  lock: "M4 7.5h8v6H4zM5.7 7.5V5.4a2.3 2.3 0 014.6 0v2.1",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }): React.JSX.Element {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
