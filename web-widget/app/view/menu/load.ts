import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';

export type Loaded<Out> = { value: Out } | 'loading' | 'failed';

/** Runs `ask` when the component appears and again on `reload`. `ask` must stay the same function. */
export function useLoad<Out>(ask: () => Promise<Out>): {
  state: ReadonlySignal<Loaded<Out>>;
  reload: () => void;
} {
  const state = useSignal<Loaded<Out>>('loading');
  const reload = useCallback((): void => {
    state.value = 'loading';
    ask().then(
      (value) => {
        state.value = { value };
      },
      () => {
        state.value = 'failed';
      },
    );
  }, [ask, state]);
  useEffect(reload, [reload]);
  return { state, reload };
}
