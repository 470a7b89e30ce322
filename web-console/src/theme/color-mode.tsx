import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { readSetting, writeSetting } from '../session/browser-storage.js';
import { applyPalette, darkPalette, lightPalette } from './palette.js';

/** What the person chose; `system` follows the operating system. */
export type ColorChoice = 'system' | 'light' | 'dark';

interface ColorMode {
  choice: ColorChoice;
  mode: 'light' | 'dark';
  choose: (choice: ColorChoice) => void;
}

const ColorModeContext = createContext<ColorMode | undefined>(undefined);
const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function subscribeToSystem(changed: () => void): () => void {
  darkQuery.addEventListener('change', changed);
  return () => darkQuery.removeEventListener('change', changed);
}

function storedChoice(): ColorChoice {
  const stored = readSetting('color');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Gives every component below it the colour mode, and keeps the page's custom properties in step. */
export function ColorModeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ColorChoice>(storedChoice);
  const systemIsDark = useSyncExternalStore(subscribeToSystem, () => darkQuery.matches);
  const mode = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;

  useEffect(() => {
    applyPalette(document.documentElement, mode === 'dark' ? darkPalette : lightPalette, mode);
  }, [mode]);

  const value = useMemo<ColorMode>(
    () => ({
      choice,
      mode,
      choose(next) {
        writeSetting('color', next);
        setChoice(next);
      },
    }),
    [choice, mode],
  );
  return <ColorModeContext value={value}>{children}</ColorModeContext>;
}

export function useColorMode(): ColorMode {
  const value = use(ColorModeContext);
  if (value === undefined) throw new Error('useColorMode needs a ColorModeProvider above it');
  return value;
}
