import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** True once `value` has been true for `milliseconds`: a short break in the connection does not make the screen flicker. */
export function useSlow(value: boolean, milliseconds: number): boolean {
  const held = useSignal(false);
  useEffect(() => {
    if (!value) {
      held.value = false;
      return;
    }
    const timer = setTimeout(() => {
      held.value = true;
    }, milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds, held]);
  return value && held.value;
}
