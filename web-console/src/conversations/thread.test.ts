import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../src/contract/ack.js';
import type { Message } from '../../../src/contract/messages.js';
import type { StaffLive } from '../live/staff-live.js';
import type { TabStorage } from '../session/browser-storage.js';
import { listMessages } from './message-log.js';
import { outboxKey } from './outbox.js';
import { retryDelay } from './retry.js';
import { createThread, type ThreadDependencies } from './thread.js';

function message(sequence: number): Message {
  return {
    id: `m${sequence}`,
    conversationId: 'c',
    sequence,
    from: 'shopper',
    type: 'text',
    text: `第${sequence}句`,
    createdAt: '2026-11-21T08:00:00.000Z',
  };
}

const failure = (code: ErrorCode, words = '') => ({ ok: false as const, error: { code, message: words } });
const status = { conversationId: 'c', state: 'human' as const, version: 3 };

/** A server of one conversation in memory: gives pages of two, stores each client id once. */
function shopServer(history: number) {
  const stored = Array.from({ length: history }, (_, index) => message(index + 1));
  const asked: { event: string; input: object }[] = [];
  const failNext: ErrorCode[] = [];
  const ask = async (event: string, input: object): Promise<object> => {
    asked.push({ event, input });
    const failing = failNext.shift();
    if (failing !== undefined) return failure(failing, failing === 'forbidden' ? '会话已转给同事' : '');
    if (event === 'conversation.sync') {
      const { afterSequence } = input as { afterSequence: number };
      const rest = stored.filter(({ sequence }) => sequence > afterSequence);
      const page = { messages: rest.slice(0, 2), hasMore: rest.length > 2, notes: [], state: status };
      return { ok: true, ...page, read: { shopper: 1, staff: 0 }, shopper: { onPage: true } };
    }
    const { clientMessageId, text } = input as { clientMessageId: string; text: string };
    const known = stored.find((each) => each.clientMessageId === clientMessageId);
    const kept: Message = known ?? { ...message(stored.length + 1), from: 'agent', clientMessageId, text };
    if (known === undefined) stored.push(kept);
    return { ok: true, message: { id: kept.id, sequence: kept.sequence, createdAt: kept.createdAt } };
  };
  return { stored, asked, failNext, ask: ask as StaffLive['ask'] };
}

function memoryStorage(): TabStorage & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    read: (name) => values.get(name),
    write: (name, value) => (value === '' ? values.delete(name) : values.set(name, value)),
    names: (start) => [...values.keys()].filter((name) => name.startsWith(start)),
  };
}

function threadOn(server: ReturnType<typeof shopServer>, more: Partial<ThreadDependencies> = {}) {
  let ids = 0;
  return createThread({
    conversationId: 'c',
    live: { ask: server.ask, tell: () => undefined },
    loadDetail: () => new Promise(() => undefined),
    agentName: '小禾',
    storage: memoryStorage(),
    now: () => new Date('2026-11-21T08:00:00.000Z'),
    newId: () => {
      ids += 1;
      return `client-${ids}`;
    },
    random: () => 0.5,
    ...more,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const sequences = (thread: ReturnType<typeof threadOn>): number[] =>
  listMessages(thread.state.get().log).map(({ sequence }) => sequence);

describe('thread', () => {
  it('syncs page after page', async () => {
    const thread = threadOn(shopServer(5));
    await thread.sync();
    expect(sequences(thread)).toEqual([1, 2, 3, 4, 5]);
    expect(thread.state.get().status).toEqual(status);
  });

  it('fills a gap that a live message reveals, and shows nothing twice', async () => {
    const server = shopServer(2);
    const thread = threadOn(server);
    await thread.sync();
    server.stored.push(message(3), message(4));
    thread.receive(message(4));
    await thread.sync();
    thread.receive(message(3));
    expect(sequences(thread)).toEqual([1, 2, 3, 4]);
  });

  it('knows when it became somebody else’s, and when it may be seen again', async () => {
    const server = shopServer(2);
    const detail = { summary: {}, state: status, messages: [], notes: [] };
    const thread = threadOn(server, { loadDetail: async () => detail as never });
    await thread.open();
    expect(thread.state.get().access).toBeUndefined();
    server.failNext.push('not-found');
    await thread.sync();
    expect(thread.state.get()).toMatchObject({ access: 'lost', phase: 'ready' });
    expect(sequences(thread)).toEqual([1, 2]);
    await thread.sync();
    expect(thread.state.get().access).toBeUndefined();
  });

  it('shows what is new of the customer, the later of two answers, and keeps what it has when there is none', async () => {
    const answers: ((detail: object) => void)[] = [];
    const thread = threadOn(shopServer(0), {
      loadDetail: () => new Promise((resolve) => answers.push(resolve as never)),
    });
    thread.refreshCustomer();
    thread.refreshCustomer();
    thread.refreshCustomer();
    answers[1]?.({ customer: { name: '早' } });
    answers[2]?.({ customer: { name: '晚' } });
    await vi.runAllTimersAsync();
    expect(thread.state.get().customer).toEqual({ name: '晚' });
    answers[0]?.({ customer: { name: '最早' } });
    await vi.runAllTimersAsync();
    expect(thread.state.get().customer).toEqual({ name: '晚' });
  });

  it('sends in order and again until acknowledged, with the same client id', async () => {
    const server = shopServer(0);
    server.failNext.push('unavailable', 'rate-limited');
    const thread = threadOn(server);
    thread.send('您好');
    thread.send('请稍等');
    await vi.runAllTimersAsync();
    expect(server.asked.map(({ input }) => (input as { clientMessageId: string }).clientMessageId)).toEqual([
      'client-1',
      'client-1',
      'client-1',
      'client-2',
    ]);
    expect(thread.state.get().log.pending).toEqual([]);
    expect(listMessages(thread.state.get().log).map((each) => [each.text, each.agentName])).toEqual([
      ['您好', '小禾'],
      ['请稍等', '小禾'],
    ]);
  });

  it('shows a refusal with its reason, goes on with the next, and resends on demand', async () => {
    const server = shopServer(0);
    server.failNext.push('forbidden');
    const thread = threadOn(server);
    thread.send('第一条');
    thread.send('第二条');
    await vi.runAllTimersAsync();
    expect(thread.state.get().log.pending).toMatchObject([
      { text: '第一条', state: 'refused', problem: '会话已转给同事' },
    ]);
    thread.resend('client-1');
    await vi.runAllTimersAsync();
    expect(thread.state.get().log.pending).toEqual([]);
    expect(server.stored).toHaveLength(2);
  });

  it('keeps the outbox over a reload of the tab', async () => {
    const storage = memoryStorage();
    const server = shopServer(0);
    server.failNext.push('unavailable');
    const before = threadOn(server, { storage });
    before.send('别丢了我');
    await vi.advanceTimersByTimeAsync(10);
    before.end();
    expect(storage.values.has(outboxKey('c'))).toBe(true);
    const after = threadOn(server, { storage });
    expect(after.state.get().log.pending).toMatchObject([{ text: '别丢了我' }]);
    after.wake();
    await vi.runAllTimersAsync();
    expect(server.stored.map(({ text }) => text)).toEqual(['别丢了我']);
    expect(storage.values.size).toBe(0);
  });

  it('tries at once when the connection is back', async () => {
    const server = shopServer(0);
    server.failNext.push('unavailable');
    const thread = threadOn(server);
    thread.send('您好');
    await vi.advanceTimersByTimeAsync(1);
    expect(thread.state.get().log.pending[0]?.state).toBe('waiting');
    thread.wake();
    await vi.advanceTimersByTimeAsync(1);
    expect(thread.state.get().log.pending).toEqual([]);
  });

  it('ignores a status older than the one it holds', async () => {
    const thread = threadOn(shopServer(0));
    thread.receiveStatus({ ...status, version: 5 });
    thread.receiveStatus({ ...status, state: 'queued', version: 4 });
    expect(thread.state.get().status).toMatchObject({ state: 'human', version: 5 });
  });
});

describe('retryDelay', () => {
  it('grows with jitter up to a ceiling and obeys the server', () => {
    expect(retryDelay(0, () => 0)).toBe(400);
    expect(retryDelay(0, () => 1)).toBe(800);
    expect(retryDelay(20, () => 1)).toBe(15_000);
    expect(retryDelay(3, () => 0, 7)).toBe(7000);
  });
});
