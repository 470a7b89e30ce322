import { type FromFrame, isWrapped, type ToFrame, wrap } from '../frame-protocol.js';

/** The way to the page that embeds us. */
export interface Host {
  post(message: FromFrame): void;
}

/**
 * Talks to the embedding page only: the loader names its origin in the fragment, messages go to that origin alone, and
 * only messages from that origin and from the parent window are heard.
 * @returns undefined when the page was not opened by a loader
 */
export function connectHost(window: Window, onMessage: (message: ToFrame) => void): Host | undefined {
  const origin = decodeURIComponent(window.location.hash.slice(1));
  if (window.parent === window || !/^https?:\/\/[^/]+$/.test(origin)) return undefined;
  window.addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== window.parent || !isWrapped(event.data)) return;
    onMessage(event.data as ToFrame);
  });
  return { post: (message) => window.parent.postMessage(wrap(message), origin) };
}
