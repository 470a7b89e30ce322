/**
 * The packets of Socket.IO's protocol, version 5 (https://socket.io/docs/v4/socket-io-protocol/), as text: type, namespace
 * with a comma unless it is `/`, the number that an acknowledgement answers, JSON. Takes the place of the package
 * `socket.io-parser` in the widget's bundle (see `lean-socket.ts`), which also takes binary data apart; a shopper's
 * socket carries none.
 */

/** The version, which the client's index passes on. */
export const protocol = 5;

export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  /** Never decoded here; the client names them in its switch. */
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
} as const;

export interface SocketPacket {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

export class Encoder {
  /** The packet as the frames to send: one text. */
  encode({ type, nsp, id, data }: SocketPacket): string[] {
    const place = nsp === '/' ? '' : `${nsp},`;
    return [`${type}${place}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
  }
}

/** Type, namespace, number, JSON. */
const shape = /^([0-4])(?:(\/[^,]*),?)?(\d*)(.*)$/s;
/** Names that the client gives to events of its own: a server that could send them could feign a connection. */
const ownEvents = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/;

export class Decoder {
  private declare deliver: ((packet: SocketPacket) => void) | undefined;

  /** The only event is `decoded`. */
  on(_decoded: string, deliver: (packet: SocketPacket) => void): void {
    this.deliver = deliver;
  }

  off(): void {
    this.deliver = undefined;
  }

  /** @throws Error for what is no packet; the client then connects anew */
  add(encoded: unknown): void {
    const [, type, nsp = '/', id, json] = shape.exec(String(encoded)) ?? [];
    const packet: SocketPacket = { type: Number(type), nsp };
    if (id) packet.id = Number(id);
    if (json) packet.data = JSON.parse(json);
    if (!isWhole(packet)) throw new Error('no packet');
    this.deliver?.(packet);
  }

  /** Nothing is held between packets. */
  destroy(): void {}
}

/** Each type carries what the protocol says. */
function isWhole({ type, data }: SocketPacket): boolean {
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  switch (type) {
    case PacketType.CONNECT:
      return data === undefined || isObject;
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.EVENT:
      return Array.isArray(data) && typeof data[0] === 'string' && !ownEvents.test(data[0]);
    case PacketType.ACK:
      return Array.isArray(data);
    case PacketType.CONNECT_ERROR:
      return isObject || typeof data === 'string';
    default:
      return false;
  }
}
