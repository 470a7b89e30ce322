/** Line icons on a 24-unit grid, 1.7 units wide; each value is the path data. */
const paths = {
  person: 'M5 14v-2a7 7 0 0 1 14 0v2M5 13h2v5H5zM17 13h2v5h-2zM19 18c0 2-2 3-5 3',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'm6 9 6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
  up: 'M7 11v8H4v-8zL11 4c2 0 2 2 1 6h6l-2 9H7',
  alert: 'M12 8v5M12 16v.01M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: the control that holds it carries the name. A late part brings its own `shape`. */
export function Icon(props: { name: IconName; size?: number } | { shape: string; size?: number }) {
  const { size = 20 } = props;
  return (
    <svg
      class={'name' in props ? `icon icon-${props.name}` : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={'name' in props ? paths[props.name] : props.shape} />
    </svg>
  );
}

/** The house mark: a seal with a smiling bubble. */
export function Seal({ size }: { size: number }) {
  return (
    <svg class="seal" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="10" />
      <path d="M16 8c11 0 11 14 0 14-1 0-2 0-2-.3L10 23.4l-.8-.7.5-3C5.5 15 8.5 8 16 8Z" />
      <path class="smile" d="M13 15.7c1.5 2 4.5 2 6 0" />
    </svg>
  );
}
