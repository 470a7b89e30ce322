import { useSyncExternalStore } from 'react';

const base = '/console';

/** A place in the console: the path below `/console` in parts, and the query. */
export interface Place {
  parts: string[];
  query: URLSearchParams;
}

/** @param path such as `/console/knowledge/abc?x=1`; anything outside `/console` is the start page */
export function readPlace(path: string): Place {
  const [pathname = '', search = ''] = path.split('?', 2);
  const inside = pathname === base || pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : '';
  const parts = inside.split('/').filter((part) => part !== '');
  return { parts: parts.map(decodePart), query: new URLSearchParams(search) };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `/console/...` for the parts given. */
export function pathTo(...parts: string[]): string {
  return `${base}/${parts.map(encodeURIComponent).join('/')}`;
}

type Guard = (proceed: () => void) => void;

let current = typeof window === 'undefined' ? base : location.pathname + location.search;
let place = readPlace(current);
let guard: Guard | undefined;
const listeners = new Set<() => void>();

function arrive(path: string): void {
  current = path;
  place = readPlace(path);
  for (const listener of listeners) listener();
}

/** Goes to a path of ours. With unsaved work the guard is asked first, unless the work was saved just now. */
export function navigate(path: string, options: { replace?: boolean; saved?: boolean } = {}): void {
  if (path === current) return;
  const go = (): void => {
    if (options.replace === true) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    arrive(path);
  };
  if (guard === undefined || options.saved === true) go();
  else guard(go);
}

/**
 * Sets the one guard against leaving with unsaved work: it gets a function that goes on.
 * @returns takes it away again
 */
export function guardLeaving(next: Guard): () => void {
  guard = next;
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  window.addEventListener('beforeunload', warn);
  return () => {
    if (guard === next) guard = undefined;
    window.removeEventListener('beforeunload', warn);
  };
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    const target = location.pathname + location.search;
    if (guard === undefined) {
      arrive(target);
      return;
    }
    // The browser has already moved: step back to where the work is, and go on only if allowed.
    history.pushState(null, '', current);
    guard(() => {
      history.replaceState(null, '', target);
      arrive(target);
    });
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The current place; components that use it draw again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place);
}
