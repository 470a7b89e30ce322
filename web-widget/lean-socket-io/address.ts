/** What engine.io-client reads from the server's address, by the platform's own parser. */
export function parse(address: string): { host: string; protocol: string; port: string; query: string } {
  const { hostname, protocol, port, search } = new URL(address);
  return { host: hostname, protocol: protocol.slice(0, -1), port, query: search.slice(1) };
}
