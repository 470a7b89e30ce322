import { useAfter, useSignal } from './live.js';

/** True once `value` has been true for `milliseconds`: a short break in the connection does not make the screen flicker. */
export function useSlow(value: boolean, milliseconds: number): boolean {
  const held = useSignal(false);
  useAfter([value, milliseconds], () => {
    if (!value) {
      held.value = false;
      return;
    }
    const timer = setTimeout(() => {
      held.value = true;
    }, milliseconds);
    return () => clearTimeout(timer);
  });
  return value && held.value;
}
