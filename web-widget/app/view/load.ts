import type { ReadonlySignal } from '@preact/signals-core';
import { useAfter, useSignal } from './live.js';

export type Loaded<Out> = { value: Out } | 'loading' | 'failed';

/** Runs `ask` when the component appears and again on `reload`. */
export function useLoad<Out>(ask: () => Promise<Out>): {
  state: ReadonlySignal<Loaded<Out>>;
  reload: () => void;
} {
  const state = useSignal<Loaded<Out>>('loading');
  const reload = (): undefined => {
    state.value = 'loading';
    ask().then(
      (value) => {
        state.value = { value };
      },
      () => {
        state.value = 'failed';
      },
    );
  };
  useAfter([], reload);
  return { state, reload };
}
