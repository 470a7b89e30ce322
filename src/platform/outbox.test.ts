import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { silentLog } from '../../test/silent-log.js';
import type { Database } from './database.js';
import { newId } from './ids.js';
import { addEvents, createOutbox, type Outbox, type StoredEvent } from './outbox.js';

let database: Database;
const outboxes: Outbox[] = [];
const quick = { retries: [1, 1], patience: 200, lookEvery: 3_600_000 };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.prisma.outboxEvent.deleteMany());
afterEach(() => Promise.all(outboxes.splice(0).map((outbox) => outbox.close())));

function open(timing: Parameters<typeof createOutbox>[2] = {}): Outbox {
  const outbox = createOutbox(database, silentLog, { ...quick, ...timing });
  outboxes.push(outbox);
  return outbox;
}
const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
const commit = (numbers: number[]) =>
  database.prisma.$transaction((tx) =>
    addEvents(
      tx,
      numbers.map((number) => ({ topic: 'counted', conversationId: newId(), payload: { number } })),
    ),
  );
const numberOf = ({ payload }: StoredEvent) => (payload as { number: number }).number;

describe('the outbox', () => {
  it('hands every committed event on, once, in order, to everyone who listens', async () => {
    const outbox = open();
    const heard: number[][] = [[], []];
    for (const list of heard) outbox.subscribe((event) => void list.push(numberOf(event)));
    await commit(numbered(0, 3));
    await commit(numbered(3, 5));
    await outbox.flush();
    expect(heard).toEqual([numbered(0, 5), numbered(0, 5)]);
    await outbox.flush();
    expect(heard[0]).toHaveLength(5);
    expect(await outbox.backlog()).toBe(0);
  });

  it('says nothing of what was rolled back', async () => {
    const outbox = open();
    const heard: number[] = [];
    outbox.subscribe((event) => void heard.push(numberOf(event)));
    await expect(
      database.prisma.$transaction(async (tx) => {
        await addEvents(tx, [{ topic: 'counted', payload: { number: 1 } }]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await outbox.flush();
    expect(heard).toEqual([]);
  });

  it('asks a subscriber that threw again, before anything later, and lets the others have theirs', async () => {
    const outbox = open();
    const failed: number[] = [];
    const [shaky, steady]: number[][] = [[], []];
    outbox.subscribe((event) => {
      const number = numberOf(event);
      if (failed.filter((other) => other === number).length < 2) {
        failed.push(number);
        throw new Error('not now');
      }
      shaky?.push(number);
    });
    outbox.subscribe(async (event) => void steady?.push(numberOf(event)));
    await commit(numbered(0, 4));
    await outbox.flush();
    expect(shaky).toEqual(numbered(0, 4));
    expect(steady).toEqual(numbered(0, 4));
  });

  it('gives one event up after some tries, and goes on with the next', async () => {
    const errors: unknown[] = [];
    const outbox = createOutbox(
      database,
      { ...silentLog, error: (...given: unknown[]) => void errors.push(given) },
      quick,
    );
    outboxes.push(outbox);
    const heard: number[] = [];
    let tries = 0;
    outbox.subscribe((event) => {
      if (numberOf(event) === 1 && ++tries) throw new Error('never');
      heard.push(numberOf(event));
    });
    await commit(numbered(0, 3));
    await outbox.flush();
    expect([heard, tries, errors.length]).toEqual([[0, 2], 3, 1]);
  });

  it('is not held up for good by a subscriber that never ends', async () => {
    const outbox = open({ retries: [], patience: 30 });
    const heard: number[] = [];
    outbox.subscribe(() => new Promise(() => undefined));
    outbox.subscribe((event) => void heard.push(numberOf(event)));
    await commit([1, 2]);
    await outbox.flush();
    expect(heard).toEqual([1, 2]);
  });

  it('publishes after a restart what was committed before, not before anybody listens', async () => {
    await commit(numbered(0, 3));
    const outbox = open({ lookEvery: 5 });
    outbox.kick();
    await outbox.flush();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await outbox.backlog()).toBe(3);
    const heard: number[] = [];
    outbox.subscribe((event) => void heard.push(numberOf(event)));
    await outbox.flush();
    expect(heard).toEqual(numbered(0, 3));
  });

  it('finds by itself what another process committed', async () => {
    const outbox = open({ lookEvery: 10 });
    const heard = new Promise<number>((resolve) => outbox.subscribe((event) => resolve(numberOf(event))));
    await commit([7]);
    expect(await heard).toBe(7);
  });

  it('tries again by itself after the database failed', async () => {
    let failures = 2;
    const flaky = {
      prisma: new Proxy(database.prisma, {
        get(target, name, receiver) {
          if (name === 'outboxEvent' && failures > 0) {
            failures -= 1;
            throw new Error('the connection is gone');
          }
          return Reflect.get(target, name, receiver);
        },
      }),
    };
    const outbox = createOutbox(flaky, silentLog, { ...quick, lookEvery: 10 });
    outboxes.push(outbox);
    const heard: number[] = [];
    outbox.subscribe((event) => void heard.push(numberOf(event)));
    await commit(numbered(0, 2));
    outbox.kick();
    await expect.poll(() => heard).toEqual([0, 1]);
  });

  it('keeps up at a high rate, in order, holding no more than a batch', async () => {
    const outbox = open();
    const heard: number[] = [];
    outbox.subscribe(async (event) => void heard.push(numberOf(event)));
    const started = performance.now();
    for (let batch = 0; batch < 20; batch++) {
      await commit(numbered(batch * 100, batch * 100 + 100));
      outbox.kick();
    }
    await outbox.flush();
    expect(heard).toEqual(numbered(0, 2000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('hears a kick that comes while it is at work', async () => {
    const outbox = open();
    const heard: number[] = [];
    outbox.subscribe(async (event) => {
      heard.push(numberOf(event));
      if (numberOf(event) < 5) {
        await commit([numberOf(event) + 1]);
        outbox.kick();
      }
    });
    await commit([0]);
    await outbox.flush();
    expect(heard).toEqual(numbered(0, 6));
  });

  it('drops what was published long ago, and only that; positions go on from the newest', async () => {
    await commit([1, 2]);
    const outbox = open({ keepFor: 20 });
    outbox.subscribe(() => undefined);
    await outbox.flush();
    expect(await database.prisma.outboxEvent.count()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await outbox.flush();
    expect(await database.prisma.outboxEvent.count()).toBe(1);
    const heard: number[] = [];
    outbox.watch((event) => void heard.push(numberOf(event)));
    await commit([3]);
    await outbox.flush();
    expect(heard).toEqual([3]);
  });
});
