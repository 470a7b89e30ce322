/** Line icons on a 24-unit grid, 1.7 units wide; each value is the path data. */
const paths = {
  person: 'M5 14v-2a7 7 0 0 1 14 0v2M5 13h2v5H5zM17 13h2v5h-2zM19 18c0 2-2 3-5 3',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'm6 9 6 6 6-6',
  back: 'm15 6-6 6 6 6',
  send: 'M12 19V5M6 11l6-6 6 6',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 11v2',
  shield: 'M12 4 5 7v5c0 4 3 7 7 8 4-1 7-4 7-8V7zM9 12l2 2 4-4',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6l1 1H5zM10 21h4',
  globe: 'M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0M4 12h16M12 4c5 5 5 11 0 16-5-5-5-11 0-16',
  leave: 'M14 8V4H5v16h9v-4M10 12h10M17 9l3 3-3 3',
  up: 'M7 11v8H4v-8zL11 4c2 0 2 2 1 6h6l-2 9H7',
  box: 'm12 4 7 4v8l-7 4-7-4V8zM5 8l7 4 7-4M12 12v8',
  alert: 'M12 8v5M12 16v.01M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0',
  clock: 'M12 8v4l3 2M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: the control that holds it carries the name. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
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
