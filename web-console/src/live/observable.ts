import { useSyncExternalStore } from 'react';

/** A value outside React that components can watch. Values are replaced, never changed in place. */
export interface Observable<T> {
  get: () => T;
  set: (next: T) => void;
  update: (change: (value: T) => T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function observable<T>(initial: T): Observable<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    set,
    update: (change) => set(change(value)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The same value, told of less often: the first change at once, what follows together, once in a while. For what changes
 * many times a second and is drawn whole; whoever reads it has the newest at any time.
 * @param milliseconds between two tellings, at least
 */
export function gathered<T>(source: Observable<T>, milliseconds: number): Observable<T> {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let owed = false;
  const tell = (): void => {
    owed = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (owed) tell();
    }, milliseconds);
    for (const listener of listeners) listener();
  };
  const changed = (): void => {
    if (timer === undefined) tell();
    else owed = true;
  };
  let leave: (() => void) | undefined;
  return {
    ...source,
    subscribe(listener) {
      listeners.add(listener);
      leave ??= source.subscribe(changed);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        leave?.();
        leave = undefined;
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

/** A part of a value: drawn again only when this part is another one. @param select gives the same for the same */
export function useSelected<T, Part>(source: Observable<T>, select: (value: T) => Part): Part {
  return useSyncExternalStore(source.subscribe, () => select(source.get()));
}

export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get);
}
