import { useEffect, useEffectEvent } from 'react';
import { isField, type Shortcut, shortcutOf } from './shortcuts.js';

/**
 * Listens to the keyboard while it is shown.
 * @param run does it; false: nothing to do here, the key keeps its meaning
 */
export function useShortcuts(run: (shortcut: Shortcut) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return;
    const shortcut = shortcutOf(event, isField(event.target));
    if (shortcut === undefined) return;
    // A dialog has the keyboard to itself.
    if (shortcut.kind !== 'help' && document.querySelector('.ant-modal-wrap:not([style*="display: none"])'))
      return;
    if (run(shortcut)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
