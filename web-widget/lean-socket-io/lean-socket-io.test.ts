import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from './address.js';
import { Decoder, Encoder, type Packet } from './json-parser.js';
import * as ours from './text-packets.js';

/** The library's own parsers, as its client would load them. */
const fromClient = createRequire(createRequire(import.meta.url).resolve('socket.io-client'));
const library = fromClient('socket.io-parser');
const engine = createRequire(fromClient.resolve('engine.io-client'))('engine.io-parser');

const jsonList = fc.array(fc.jsonValue(), { maxLength: 4 });
const packets: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({
    type: fc.constant(2),
    nsp: fc.constant('/shopper'),
    id: fc.nat(),
    data: jsonList.map((rest) => ['message.created', ...rest]),
  }),
  fc.record({
    type: fc.constant(2),
    nsp: fc.constant('/'),
    data: jsonList.map((rest) => ['typing', ...rest]),
  }),
  fc.record({ type: fc.constant(3), nsp: fc.constant('/shopper'), id: fc.nat(), data: jsonList }),
  fc.record({ type: fc.constant(0), nsp: fc.constant('/shopper'), data: fc.record({ token: fc.string() }) }),
  fc.constant({ type: 1, nsp: '/shopper' }),
);

function decoded(
  decoder: { on: (event: 'decoded', take: (packet: Packet) => void) => unknown; add: (text: string) => void },
  text: string,
) {
  const seen: Packet[] = [];
  decoder.on('decoded', (packet) => seen.push(packet));
  decoder.add(text);
  return JSON.parse(JSON.stringify(seen));
}

describe('json parser', () => {
  it('writes exactly what the library writes', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(new Encoder().encode(packet)).toEqual(new library.Encoder().encode(packet));
      }),
    );
  });

  it('reads exactly what the library reads', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        const [text] = new Encoder().encode(packet);
        expect(decoded(new Decoder(), text ?? '')).toEqual(decoded(new library.Decoder(), text ?? ''));
      }),
    );
  });

  it('throws on what is no whole JSON packet', () => {
    for (const text of ['', '9', '51-["a"]', '2/shopper,{"a":1}', '2["a"', 7]) {
      expect(() => new Decoder().add(text), String(text)).toThrow();
    }
  });
});

describe('text packets', () => {
  const packet = fc.record({
    type: fc.constantFrom('open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'),
    data: fc.string({ minLength: 1 }),
  });
  const written = (
    encode: (packets: ours.Packet[], done: (text: string) => void) => void,
    list: ours.Packet[],
  ) => {
    let text = '';
    encode(list, (result) => {
      text = result;
    });
    return text;
  };

  it('agree with the library in both directions', () => {
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 4 }), (list) => {
        const text = written(ours.encodePayload, list);
        expect(text).toBe(written(engine.encodePayload, list));
        expect(ours.decodePayload(text)).toEqual(engine.decodePayload(text));
      }),
    );
    expect(ours.decodePacket('3')).toEqual({ type: 'pong' });
    expect(ours.decodePacket('x').type).toBe('error');
    expect(ours.protocol).toBe(engine.protocol);
  });
});

describe('address', () => {
  it('gives what the engine asks for', () => {
    expect(parse('https://chat.example')).toEqual({
      host: 'chat.example',
      protocol: 'https',
      port: '',
      query: '',
    });
    expect(parse('http://localhost:3000')).toMatchObject({
      host: 'localhost',
      port: '3000',
      protocol: 'http',
    });
  });
});
