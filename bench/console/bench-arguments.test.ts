import { expect, it } from 'vitest';
import { readConsoleBenchArguments } from './bench-arguments.js';

it('has the figures of the aim by itself, and takes others', () => {
  expect(readConsoleBenchArguments([])).toEqual({
    conversations: 200,
    perSecond: 10,
    seconds: 30,
    slower: 1,
    json: false,
  });
  expect(readConsoleBenchArguments(['--slower', '4', '--json'])).toMatchObject({ slower: 4, json: true });
});

it.each([
  ['--seconds', '0'],
  ['--slower', 'much'],
  ['--faster', '2'],
])('refuses %s %s', (...words) => {
  expect(() => readConsoleBenchArguments(words)).toThrowError();
});
