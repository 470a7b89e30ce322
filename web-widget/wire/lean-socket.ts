import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Which module of socket.io-client's packages is replaced by which of ours. */
const replacements: readonly { wanted: RegExp; ours: string }[] = [
  { wanted: /^socket\.io-parser$/, ours: 'socket-packets.ts' },
  { wanted: /^engine\.io-parser$/, ours: 'engine-packets.ts' },
  { wanted: /\/contrib\/parseuri\.js$/, ours: 'server-address.ts' },
  { wanted: /\/webtransport\.js$/, ours: 'no-transport.ts' },
];
const theirs = /node_modules\/(socket|engine)\.io-client\//;

/**
 * Leaves out of socket.io-client what a shopper's socket never uses: binary data, WebTransport, addresses without `URL`.
 * What connects, waits, reconnects and acknowledges stays the library's. Should a later version import its modules by
 * other names, they stay in, all works the same, and `check-size.mjs` tells; should it want more of them, the build fails.
 */
export const leanSocket: Plugin = {
  name: 'lean-socket',
  enforce: 'pre',
  resolveId(source, importer = '') {
    const found = theirs.test(importer) && replacements.find(({ wanted }) => wanted.test(source));
    return found ? fileURLToPath(new URL(found.ours, import.meta.url)) : null;
  },
};
