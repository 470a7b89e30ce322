/** An on/off control named by another element's id. */
export function Switch(props: {
  labelledBy: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      role="switch"
      class="switch"
      aria-checked={props.on}
      aria-labelledby={props.labelledBy}
      disabled={props.disabled ?? false}
      onClick={() => props.onChange(!props.on)}
    >
      <span />
    </button>
  );
}
