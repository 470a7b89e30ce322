import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyedQueue } from './keyed-queue.js';

const pause = (milliseconds = 1) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the keyed queue', () => {
  it('runs what has one key one after the other, in order, whatever each takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), takes: fc.nat(3), fails: fc.boolean() })),
        async (tasks) => {
          const queue = createKeyedQueue();
          const running = new Set<string>();
          const ended: { key: string; index: number }[] = [];
          const results = await Promise.allSettled(
            tasks.map(({ key, takes, fails }, index) =>
              queue.run(key, async () => {
                expect(running.has(key)).toBe(false);
                running.add(key);
                await pause(takes);
                running.delete(key);
                ended.push({ key, index });
                if (fails) throw new Error('failed');
                return index;
              }),
            ),
          );
          for (const key of ['a', 'b', 'c']) {
            const order = ended.filter((task) => task.key === key).map(({ index }) => index);
            expect(order).toEqual([...order].sort((one, other) => one - other));
          }
          expect(results.map(({ status }) => status)).toEqual(
            tasks.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('runs different keys side by side', async () => {
    const queue = createKeyedQueue();
    const gate: { open?: (value: string) => void } = {};
    const blocked = queue.run(
      'a',
      () => new Promise<string>((resolve) => Object.assign(gate, { open: resolve })),
    );
    expect(await queue.run('b', async () => 'done')).toBe('done');
    gate.open?.('at last');
    expect(await blocked).toBe('at last');
  });

  it('is idle once everything has ended, also what was added meanwhile', async () => {
    const queue = createKeyedQueue();
    const ended: string[] = [];
    void queue.run('a', async () => {
      await pause();
      void queue.run('a', async () => {
        await pause();
        ended.push('second');
      });
      ended.push('first');
    });
    await queue.idle();
    expect(ended).toEqual(['first', 'second']);
    await queue.idle();
  });
});
