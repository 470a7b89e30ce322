/**
 * What Engine.IO's client wants to know of the address it connects to. Takes the place of its own parser in the widget's
 * bundle (see `lean-socket.ts`), which works without `URL` too.
 * @throws TypeError for what is no absolute address
 */
export function parse(address: string): { protocol: string; host: string; port: string; query: string } {
  const { protocol, hostname, port, search } = new URL(address);
  return {
    protocol: protocol.slice(0, -1),
    // The client puts the brackets of an IPv6 address back.
    host: hostname.replace(/[[\]]/g, ''),
    port,
    query: search.slice(1),
  };
}
