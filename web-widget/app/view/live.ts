import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * A component that is drawn again when a signal that it read while drawing changes. This is the one thing that we need
 * of `@preact/signals`, at a fifth of its weight.
 */
export function live<Props>(draw: (props: Props) => ComponentChildren): (props: Props) => ComponentChildren {
  return (props) => {
    const [, redraw] = useState(0);
    const stop = useRef<() => void>(undefined);
    stop.current?.();
    let drawn: ComponentChildren;
    let first = true;
    stop.current = effect(() => {
      if (first) drawn = draw(props);
      else redraw((count) => count + 1); // reads nothing, so this effect is over; the next drawing starts another
      first = false;
    });
    useAfter([], () => () => stop.current?.());
    return drawn;
  };
}

/** State of one component, as a signal. */
export function useSignal<Value>(initial: Value): Signal<Value> {
  return useState(() => signal(initial))[0];
}

/** A value that is computed again only when a signal that it reads changes. */
export function useComputed<Value>(compute: () => Value): ReadonlySignal<Value> {
  return useState(() => computed(compute))[0];
}

/** Runs after drawing: the first time, and whenever one of `values` differs from the last time. May return its undoing. */
export function useAfter(values: readonly unknown[], run: () => undefined | (() => void)): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names the values that matter
  useLayoutEffect(run, [...values]);
}
