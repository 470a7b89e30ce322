/** Icons of the menu and its sheets, drawn as in `icons.tsx`. */
export const shapes = {
  save: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 11v2',
  shield: 'M12 4 5 7v5c0 4 3 7 7 8 4-1 7-4 7-8V7zM9 12l2 2 4-4',
  bell: 'M6 17v-6a6 6 0 0 1 12 0v6l1 1H5zM10 21h4',
  globe: 'M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0M4 12h16M12 4c5 5 5 11 0 16-5-5-5-11 0-16',
  leave: 'M14 8V4H5v16h9v-4M10 12h10M17 9l3 3-3 3',
  alert: 'M12 8v5M12 16v.01M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0',
  back: 'm15 6-6 6 6 6',
} as const;
