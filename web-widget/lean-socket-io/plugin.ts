import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/**
 * Leaves out of the bundle what this widget never uses of socket.io-client, about 4 KB gzipped: binary attachments
 * (every event of ours is JSON), the XMLHttpRequest form of polling (the library's own `fetch` form takes the place) and
 * WebTransport. Connection, heartbeat, reconnection, acknowledgements and buffering are the library's.
 *
 * Only imports between the library's own modules are redirected. If a later release renames them the redirection stops
 * matching, the widget still works, and `check-size.mjs` complains.
 */
export function leanSocketIo(): Plugin {
  const client = createRequire(import.meta.url).resolve('socket.io-client');
  const esm = (main: string) => main.replaceAll('\\', '/').replace(/build.*$/, 'build/esm/');
  const engine = esm(createRequire(client).resolve('engine.io-client'));
  const ours = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const standIns: Record<string, string> = {
    client: `export { Manager } from '${esm(client)}manager.js';`,
    engine: `export { Socket } from '${engine}socket.js';
      export { installTimerFunctions } from '${engine}util.js';
      export { nextTick } from '${engine}globals.js';`,
    transports: `import { WS } from '${engine}transports/websocket.js';
      import { Fetch } from '${engine}transports/polling-fetch.js';
      export const transports = { websocket: WS, polling: Fetch };`,
  };
  const mark = '\0lean:';

  return {
    name: 'lean-socket-io',
    enforce: 'pre',
    resolveId(id, importer = '') {
      const from = (library: string) => importer.includes(`/node_modules/${library}/`);
      if (id === 'socket.io-client') return `${mark}client`;
      if (from('socket.io-client')) {
        if (id === 'engine.io-client') return `${mark}engine`;
        if (id === 'socket.io-parser') return ours('./json-parser.ts');
      }
      if (from('engine.io-client')) {
        if (id === './transports/index.js') return `${mark}transports`;
        if (id === 'engine.io-parser') return ours('./text-packets.ts');
        if (id === './contrib/parseuri.js') return ours('./address.ts');
      }
      return undefined;
    },
    transform(code, id) {
      if (!id.endsWith('/socket.io-client/build/esm/manager.js')) return undefined;
      return code.replace('import * as parser from', 'import { parser } from'); // no namespace object
    },
    load: (id) => (id.startsWith(mark) ? standIns[id.slice(mark.length)] : undefined),
  };
}
