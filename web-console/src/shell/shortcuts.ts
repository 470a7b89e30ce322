/** What a key does wherever one is in the console. */
export type Shortcut =
  | { kind: 'next' | 'previous' | 'claim-next' | 'reply' | 'note' | 'transfer' | 'search' | 'help' }
  | { kind: 'suggestion'; number: 1 | 2 | 3 };

/** As much of a keyboard event as decides. */
export interface KeyPress {
  key: string;
  code: string;
  keyCode: number;
  isComposing: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  getModifierState(name: 'AltGraph'): boolean;
}

const plain: Record<string, Shortcut> = {
  j: { kind: 'next' },
  k: { kind: 'previous' },
  n: { kind: 'claim-next' },
  r: { kind: 'reply' },
  m: { kind: 'note' },
  t: { kind: 'transfer' },
  '?': { kind: 'help' },
  '？': { kind: 'help' },
};
const suggestions: Record<string, Shortcut> = {
  Digit1: { kind: 'suggestion', number: 1 },
  Digit2: { kind: 'suggestion', number: 2 },
  Digit3: { kind: 'suggestion', number: 3 },
};

/**
 * Whether a key belongs to an input method that is composing. Older browsers tell it only by the key code 229
 * (UI Events, section on legacy key codes).
 */
export function isComposing({ isComposing: composing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>) {
  return composing || keyCode === 229;
}

/**
 * Reads a key press. While an input method composes nothing is a shortcut, and neither is AltGr, by which many layouts
 * write letters (Windows tells it as Ctrl and Alt together).
 * @param inField the focus is where one writes: then letters are letters
 */
export function shortcutOf(press: KeyPress, inField: boolean): Shortcut | undefined {
  if (isComposing(press) || press.getModifierState('AltGraph')) return undefined;
  const { key, code, ctrlKey, metaKey, altKey } = press;
  const command = ctrlKey || metaKey;
  if (command && altKey) return undefined;
  if (command) return key.toLowerCase() === 'k' ? { kind: 'search' } : undefined;
  // By place, not by letter: with the option key a Mac writes "¡" for it.
  if (altKey) return suggestions[code];
  return inField ? undefined : plain[key.toLowerCase()];
}

/** Whether somebody writes there. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="combobox"]') !== null;
}
