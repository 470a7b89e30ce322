import { Emitter } from '@socket.io/component-emitter';

/**
 * The JSON part of the Socket.IO protocol, revision 5 (https://github.com/socketio/socket.io-protocol): what
 * `socket.io-parser` does for packets without binary attachments. A packet reads
 * `<type>[<namespace>,][<acknowledgement id>][<JSON>]`.
 */
export const protocol = 5;

export const PacketType = { CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 };

export interface Packet {
  type: number;
  nsp: string;
  id?: number;
  data?: unknown;
}

export class Encoder {
  encode({ type, nsp, id, data }: Packet): string[] {
    const place = nsp === '/' ? '' : `${nsp},`;
    return [`${type}${place}${id ?? ''}${data === undefined ? '' : JSON.stringify(data)}`];
  }
}

const shape = /^([0-4])(?:(\/[^,]*),?)?(\d*)(.*)$/s;

export class Decoder extends Emitter<object, object, { decoded: (packet: Packet) => void }> {
  /** @throws on anything but a whole JSON packet; the client then closes the connection and comes back */
  add(text: unknown): void {
    const match = typeof text === 'string' ? shape.exec(text) : null;
    if (!match) throw new Error('unreadable packet');
    const [, type, nsp = '/', id, json] = match;
    const packet: Packet = { type: Number(type), nsp };
    if (id) packet.id = Number(id);
    if (json) packet.data = JSON.parse(json);
    if ((packet.type === PacketType.EVENT || packet.type === PacketType.ACK) && !Array.isArray(packet.data)) {
      throw new Error('unreadable packet');
    }
    this.emitReserved('decoded', packet);
  }

  destroy(): void {}
}

/** What socket.io-client takes as its default parser. */
export const parser = { Encoder, Decoder };
