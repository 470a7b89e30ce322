/**
 * The packets of Engine.IO's protocol, version 4 (https://socket.io/docs/v4/engine-io-protocol/), as text: one digit for
 * the type, then the data; several of them parted by the record separator. Takes the place of the package
 * `engine.io-parser` in the widget's bundle (see `lean-socket.ts`), which also carries what binary data and WebTransport
 * need. A shopper's socket sends and receives text alone; anything else is told as an error, and the connection is made anew.
 */

/** The version, as every connection names it. */
export const protocol = 4;

/** By their digit. */
const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;

export type EnginePacket = { type: (typeof types)[number] | 'error'; data?: string };

const separator = '\x1e';

const textOf = ({ type, data = '' }: EnginePacket) => types.indexOf(type as 'open') + data;

/** `deliver` gets the packet as text, before this returns. */
export function encodePacket(
  packet: EnginePacket,
  _binary: boolean,
  deliver: (encoded: string) => void,
): void {
  deliver(textOf(packet));
}

/** As `encodePacket`, with several packets in one text: the body of a request of the polling transport. */
export function encodePayload(packets: readonly EnginePacket[], deliver: (encoded: string) => void): void {
  deliver(packets.map(textOf).join(separator));
}

/** A packet of type `error` for what is none. */
export function decodePacket(encoded: unknown): EnginePacket {
  const text = typeof encoded === 'string' ? encoded : '';
  const type = types[text.charCodeAt(0) - 48];
  if (!type) return { type: 'error', data: 'parser error' };
  return text.length > 1 ? { type, data: text.slice(1) } : { type };
}

/** The packets of one answer of the polling transport, up to the first that is none. */
export function decodePayload(encoded: string): EnginePacket[] {
  const packets = encoded.split(separator).map(decodePacket);
  const wrong = packets.findIndex(({ type }) => type === 'error');
  return wrong < 0 ? packets : packets.slice(0, wrong + 1);
}
