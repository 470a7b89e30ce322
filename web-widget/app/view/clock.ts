import { signal } from '@preact/signals';

/** The time for "5 minutes ago", good to half a minute. */
export const now = signal(Date.now());

setInterval(() => {
  now.value = Date.now();
}, 30_000);
