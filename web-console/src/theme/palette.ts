/** The console's own colours. They become `--zg-*` custom properties and the seeds of Ant Design's theme. */
export interface Palette {
  canvas: string;
  panel: string;
  sunken: string;
  hover: string;
  line: string;
  lineSoft: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  brand: string;
  brandText: string;
  brandSoft: string;
  brandLine: string;
  ownBubble: string;
  shopperBubble: string;
  botBubble: string;
  note: string;
  noteLine: string;
  noteInk: string;
  good: string;
  goodSoft: string;
  warn: string;
  warnSoft: string;
  bad: string;
  badSoft: string;
  info: string;
  infoSoft: string;
  shadow: string;
}

/** Warm neutrals with a vermilion accent. Text colours reach 4.5:1 on `panel` (WCAG 2.2 AA). */
export const lightPalette: Palette = {
  canvas: '#f5f4f1',
  panel: '#ffffff',
  sunken: '#faf9f7',
  hover: '#f3f1ed',
  line: '#e6e3dd',
  lineSoft: '#efede8',
  ink: '#1f1d1a',
  inkSoft: '#57534c',
  inkFaint: '#79736a',
  brand: '#d4380d',
  brandText: '#c2330c',
  brandSoft: '#fdf0eb',
  brandLine: '#f5c9ba',
  ownBubble: '#fbe6de',
  shopperBubble: '#f1efeb',
  botBubble: '#f7f8fb',
  note: '#fff7d6',
  noteLine: '#f0d98a',
  noteInk: '#6b5310',
  good: '#2b7a3d',
  goodSoft: '#e8f5ea',
  warn: '#a35c00',
  warnSoft: '#fdf1dd',
  bad: '#c22626',
  badSoft: '#fdeaea',
  info: '#3a5fb0',
  infoSoft: '#ecf1fb',
  shadow: '0 1px 2px rgba(35, 28, 20, 0.05), 0 8px 24px rgba(35, 28, 20, 0.06)',
};

export const darkPalette: Palette = {
  canvas: '#121110',
  panel: '#191817',
  sunken: '#151413',
  hover: '#23211f',
  line: '#302d2a',
  lineSoft: '#262421',
  ink: '#ece9e4',
  inkSoft: '#b9b3aa',
  inkFaint: '#938c82',
  brand: '#e2532a',
  brandText: '#f58a67',
  brandSoft: '#2d1b15',
  brandLine: '#5e3021',
  ownBubble: '#43241a',
  shopperBubble: '#272522',
  botBubble: '#1e2028',
  note: '#2f2813',
  noteLine: '#5c4d1c',
  noteInk: '#e9d38a',
  good: '#6cc07e',
  goodSoft: '#182a1c',
  warn: '#e0a452',
  warnSoft: '#2f2413',
  bad: '#f07f7f',
  badSoft: '#331a1a',
  info: '#8fb0f2',
  infoSoft: '#1a2236',
  shadow: '0 1px 2px rgba(0, 0, 0, 0.4), 0 8px 24px rgba(0, 0, 0, 0.35)',
};

/** Writes the palette to the root element, where every style sheet finds it. */
export function applyPalette(root: HTMLElement, palette: Palette, mode: 'light' | 'dark'): void {
  for (const [name, value] of Object.entries(palette)) {
    root.style.setProperty(`--zg-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
}
