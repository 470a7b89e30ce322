import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Faults {
  /** Both ends are told that the connection is gone. */
  cut: number;
  /** Bytes vanish in both directions and nobody is told. */
  halfOpened: number;
  /** What the server says is held back, acknowledgements among it, and then the connection is cut. */
  withheld: number;
}

export interface FaultyNetwork {
  /** Where clients connect to. */
  address: string;
  faults: Faults;
  /** Where the server is now; undefined: nobody answers. */
  leadTo(port: number | undefined): void;
  /** Does one thing to one connection, chosen by `random`. */
  fail(random: () => number): void;
  close(): Promise<void>;
}

interface Line {
  client: Socket;
  server: Socket;
  broken: boolean;
}

/** Milliseconds for which replies are held back before the cut. */
const longestHold = 1500;

/** A TCP proxy on this machine between clients and server that loses connections in the ways that networks do. */
export async function openFaultyNetwork(): Promise<FaultyNetwork> {
  const lines = new Set<Line>();
  const clients = new Set<Socket>();
  const faults: Faults = { cut: 0, halfOpened: 0, withheld: 0 };
  let port: number | undefined;

  const proxy: Server = createServer((client) => {
    clients.add(client);
    client.on('error', () => undefined);
    if (port === undefined) return void client.destroy();
    const server = connect(port, '127.0.0.1');
    const line: Line = { client, server, broken: false };
    lines.add(line);
    server.on('error', () => undefined);
    client.on('data', (bytes) => line.broken || server.write(bytes));
    server.on('data', (bytes) => line.broken || client.write(bytes));
    const end = () => {
      lines.delete(line);
      if (line.broken) return;
      client.destroy();
      server.destroy();
    };
    client.on('close', () => {
      clients.delete(client);
      lines.delete(line);
      server.destroy();
    });
    server.on('close', end);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));

  function cut({ client, server }: Line): void {
    client.destroy();
    server.destroy();
  }

  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    faults,
    leadTo(next) {
      port = next;
    },
    fail(random) {
      const whole = [...lines].filter(({ broken }) => !broken);
      const line = whole[Math.floor(random() * whole.length)];
      if (!line) return;
      const kind = random();
      if (kind < 0.5) {
        faults.cut += 1;
        cut(line);
      } else if (kind < 0.62) {
        faults.halfOpened += 1;
        line.broken = true;
      } else {
        faults.withheld += 1;
        line.server.pause();
        setTimeout(() => cut(line), random() * longestHold);
      }
    },
    async close() {
      for (const line of lines) cut(line);
      for (const client of clients) client.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
