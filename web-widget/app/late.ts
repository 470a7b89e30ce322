import { type ReadonlySignal, signal } from '@preact/signals-core';

/** Most failures are over by then: a train's tunnel, a server that restarts. */
const secondTryAfterMs = 1000;

/** A part of the app that is fetched when it is first needed, to keep the way to the first message short. */
export interface Late<Module> {
  /** The module once it has come; undefined before. */
  part: ReadonlySignal<Module | undefined>;
  /** The last tries failed and no other runs. */
  failed: ReadonlySignal<boolean>;
  /** Fetches it unless it is there, with a second try. False when both failed; the next call tries again. Never rejects. */
  load(): Promise<boolean>;
}

/**
 * Browsers that keep a failed `import()` for the life of the page (https://github.com/whatwg/html/issues/6768) would
 * never try again, so a repetition goes to a new address: theirs, with a query. They name it in the message of the
 * error; where none is named, the same import is repeated. A part made this way must import nothing but modules of the
 * entry, because the addresses that it imports itself stay as they are.
 * @param fetchPart `() => import('./part.js')`
 * @param importFrom how an absolute address is imported
 * @param pause what is waited for before the second try
 */
export function late<Module>(
  fetchPart: () => Promise<Module>,
  importFrom: (address: string) => Promise<Module> = (address) => import(/* @vite-ignore */ address),
  pause: () => Promise<unknown> = () => new Promise((go) => setTimeout(go, secondTryAfterMs)),
): Late<Module> {
  const part = signal<Module | undefined>(undefined);
  const failed = signal(false);
  let address: string | undefined;
  let repetitions = 0;
  let running: Promise<boolean> | undefined;

  async function tryOnce(): Promise<boolean> {
    try {
      part.value = await (address ? importFrom(`${address}?again=${++repetitions}`) : fetchPart());
      return true;
    } catch (error) {
      address ??= /https?:\/\/[^\s?'"]+\.js/.exec(String(error))?.[0];
      return false;
    }
  }
  async function fetchIt(): Promise<boolean> {
    failed.value = false;
    const came = (await tryOnce()) || (await pause().then(tryOnce));
    running = undefined;
    failed.value = !came;
    return came;
  }
  return {
    part,
    failed,
    async load() {
      if (part.value) return true;
      running ??= fetchIt();
      return running;
    },
  };
}

/** A late part's style travels inside its script, so that both arrive or neither does. */
export function addStyle(css: string): void {
  document.head.appendChild(document.createElement('style')).textContent = css;
}
