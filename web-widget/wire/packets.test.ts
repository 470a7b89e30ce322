import { decodePacket as theirDecode, encodePayload as theirPayload } from 'engine.io-parser';
import fc from 'fast-check';
import { Decoder as TheirDecoder, Encoder as TheirEncoder } from 'socket.io-parser';
import { describe, expect, it } from 'vitest';
import {
  decodePacket,
  decodePayload,
  type EnginePacket,
  encodePacket,
  encodePayload,
} from './engine-packets.js';
import { parse } from './server-address.js';
import { Decoder, Encoder, PacketType, type SocketPacket } from './socket-packets.js';

const name = fc.string({ minLength: 1 }).filter((text) => !/^(connect|disconnect|newL|removeL)/.test(text));
const namespace = fc.constantFrom('/', '/shopper', '/a/b');
const number = fc.option(fc.nat(), { nil: undefined });
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
const object = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  json,
);

/** Every kind of packet that the two sides of a shopper's socket send. */
const packets: fc.Arbitrary<SocketPacket> = fc
  .oneof(
    fc.record({ type: fc.constant(PacketType.CONNECT), nsp: namespace, data: object }),
    fc.record({ type: fc.constant(PacketType.DISCONNECT), nsp: namespace }),
    fc.record({
      type: fc.constant(PacketType.EVENT),
      nsp: namespace,
      id: number,
      data: fc.tuple(name, json).map(([first, second]) => [first, second]),
    }),
    fc.record({ type: fc.constant(PacketType.ACK), nsp: namespace, id: fc.nat(), data: fc.array(json) }),
    fc.record({ type: fc.constant(PacketType.CONNECT_ERROR), nsp: namespace, data: object }),
  )
  .map((packet) => JSON.parse(JSON.stringify(packet)));

/** What a decoder makes of a text: the packet, or that it is none. */
function decoded(decoder: Pick<Decoder, 'on' | 'add'>, text: unknown): unknown {
  let packet: unknown = 'nothing';
  decoder.on('decoded', (each) => {
    packet = each;
  });
  try {
    decoder.add(text);
  } catch {
    return 'refused';
  }
  return packet;
}
const theirs = () => new TheirDecoder() as unknown as Decoder;

describe('packets of Socket.IO', () => {
  it('are written and read as the library writes and reads them', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const [text] = new Encoder().encode(packet);
        expect([text]).toEqual(new TheirEncoder().encode(packet as never));
        expect(decoded(new Decoder(), text)).toEqual(packet);
        expect(decoded(theirs(), text)).toEqual(packet);
      }),
    );
  });

  it.each([
    '',
    '9',
    'x',
    '2',
    '2{}',
    '2[]',
    '2[{"a":1}]',
    '2["connect",{}]',
    '2/shopper,["disconnect","io client disconnect"]',
    '0[]',
    '0"text"',
    '1{}',
    '3{}',
    '34{"a":1}',
    '4[]',
    '4',
    '2["open',
    '51-["event",{"_placeholder":true,"num":0}]',
    '61-3[{"_placeholder":true,"num":0}]',
  ])('refuses %j', (text) => {
    expect(decoded(new Decoder(), text)).toBe('refused');
  });

  it('refuses binary data', () => {
    expect(decoded(new Decoder(), new ArrayBuffer(2))).toBe('refused');
  });

  it('reads line breaks inside the data and a namespace without data', () => {
    expect(decoded(new Decoder(), '2["a",\n1]')).toEqual({ type: 2, nsp: '/', data: ['a', 1] });
    expect(decoded(new Decoder(), '1/shopper,')).toEqual(decoded(theirs(), '1/shopper,'));
  });

  it('says nothing more once nobody listens', () => {
    const decoder = new Decoder();
    expect(decoded(decoder, '2["a"]')).toMatchObject({ data: ['a'] });
    decoder.off();
    expect(() => decoder.add('2["a"]')).not.toThrow();
  });
});

describe('packets of Engine.IO', () => {
  const type = fc.constantFrom('open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop');
  const data = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !text.includes('\x1e'));
  const engine = fc.oneof(fc.record({ type }), fc.record({ type, data })) as fc.Arbitrary<EnginePacket>;

  it('are written and read as the library writes and reads them', () => {
    fc.assert(
      fc.property(engine, (packet) => {
        encodePacket(packet, true, (text) => {
          expect(decodePacket(text)).toEqual(packet);
          expect(theirDecode(text)).toEqual(packet);
        });
      }),
    );
  });

  it('go together in one request', () => {
    fc.assert(
      fc.property(fc.array(engine, { minLength: 1 }), (several) => {
        encodePayload(several, (text) => {
          theirPayload(several as never, (their) => expect(text).toBe(their));
          expect(decodePayload(text)).toEqual(several);
        });
      }),
    );
  });

  it('ends at what is no packet', () => {
    const error = { type: 'error', data: 'parser error' };
    for (const wrong of ['', '9', 'bAQI=', new ArrayBuffer(2), undefined])
      expect(decodePacket(wrong)).toEqual(error);
    expect(decodePayload('2\x1e9\x1e2')).toEqual([{ type: 'ping' }, error]);
  });
});

describe('the address', () => {
  it.each([
    ['https://shop.example', { protocol: 'https', host: 'shop.example', port: '', query: '' }],
    ['http://localhost:4320', { protocol: 'http', host: 'localhost', port: '4320', query: '' }],
    ['http://[::1]:80', { protocol: 'http', host: '::1', port: '', query: '' }],
    ['http://[fe80::2]:81/?a=1', { protocol: 'http', host: 'fe80::2', port: '81', query: 'a=1' }],
  ])('%s', (address, parts) => {
    expect(parse(address)).toEqual(parts);
  });

  it('that is none is an error', () => {
    expect(() => parse('shop')).toThrow(TypeError);
  });
});
