/**
 * The text part of the Engine.IO protocol, revision 4 (https://github.com/socketio/engine.io-protocol): what
 * `engine.io-parser` does for packets whose data is a string.
 */
export const protocol = 4;

const types = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
/** Between the packets of one polling response. */
const separator = '\x1e';

export interface Packet {
  /** One of `types`, or "error". */
  type: string;
  data?: string;
}

export function encodePacket(packet: Packet, _binary: boolean, done: (text: string) => void): void {
  done(types.indexOf(packet.type) + (packet.data ?? ''));
}

export function decodePacket(text: string): Packet {
  const type = types[Number(text[0])];
  if (!type) return { type: 'error', data: 'parser error' };
  return text.length > 1 ? { type, data: text.slice(1) } : { type };
}

export function encodePayload(packets: readonly Packet[], done: (text: string) => void): void {
  const texts: string[] = [];
  for (const packet of packets) encodePacket(packet, false, (text) => texts.push(text));
  done(texts.join(separator));
}

export function decodePayload(text: string): Packet[] {
  return text.split(separator).map(decodePacket);
}
