const prefix = 'zhanggui-console:';

/** What is kept between visits. Browsers may refuse storage (private mode, policy): then nothing is remembered. */
function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

export function readSetting(name: string): string | undefined {
  return attempt(() => localStorage.getItem(prefix + name) ?? undefined, undefined);
}

export function writeSetting(name: string, value: string): void {
  attempt(() => localStorage.setItem(prefix + name, value), undefined);
}

/** Texts that must survive a reload of this tab only: drafts and messages not yet acknowledged. */
export interface TabStorage {
  read(name: string): string | undefined;
  /** An empty value removes the name. */
  write(name: string, value: string): void;
  /** Names that begin so. */
  names(start: string): string[];
}

export const tabStorage: TabStorage = {
  read: (name) => attempt(() => sessionStorage.getItem(prefix + name) ?? undefined, undefined),
  write: (name, value) =>
    attempt(
      () =>
        value === ''
          ? sessionStorage.removeItem(prefix + name)
          : sessionStorage.setItem(prefix + name, value),
      undefined,
    ),
  names: (start) =>
    attempt(
      () =>
        Object.keys(sessionStorage)
          .filter((key) => key.startsWith(prefix + start))
          .map((key) => key.slice(prefix.length)),
      [],
    ),
};
