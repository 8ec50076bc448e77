// A button of the viewer that shows an icon and says its name.

export function Button(props: { label: string; onClick: () => void; pressed?: boolean; disabled?: boolean; children: React.ReactNode }): React.JSX.Element {
  return (
    <button
      type="button"
      className="fv-button"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
