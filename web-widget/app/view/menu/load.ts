import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import { useWidget } from '../context.js';

export type Loaded<Out> = { value: Out } | 'loading' | 'failed';

/** Asks one of the shopper's routes when the component appears and again on `reload`. */
export function useLoad<Out>(path: string): {
  state: ReadonlySignal<Loaded<Out>>;
  reload: () => void;
} {
  const { chat } = useWidget();
  const state = useSignal<Loaded<Out>>('loading');
  const reload = useCallback((): void => {
    state.value = 'loading';
    chat.call<Out>('GET', path).then(
      (value) => {
        state.value = { value };
      },
      () => {
        state.value = 'failed';
      },
    );
  }, [chat, path, state]);
  useEffect(reload, [reload]);
  return { state, reload };
}
