import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/contract/messages.js';
import {
  emptyLog,
  hasGap,
  lastSequence,
  listMessages,
  type PendingMessage,
  withMessages,
  withoutPending,
  withPending,
  withPendingState,
  withSyncedPage,
} from './message-log.js';

function message(sequence: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${sequence}`,
    conversationId: 'c',
    sequence,
    from: 'shopper',
    type: 'text',
    text: `第${sequence}句`,
    createdAt: '2026-11-21T08:00:00.000Z',
    ...more,
  };
}

const pending: PendingMessage = {
  clientMessageId: 'client-1',
  text: '您好',
  createdAt: '2026-11-21T08:00:00.000Z',
  state: 'sending',
};

describe('message log', () => {
  it('shows each message once and in order, however they arrive (property)', () => {
    const total = 12;
    const anyArrival = fc.array(fc.array(fc.integer({ min: 1, max: total })), { maxLength: 20 });
    fc.assert(
      fc.property(anyArrival, (batches) => {
        let log = emptyLog;
        for (const batch of batches)
          log = withMessages(
            log,
            batch.map((sequence) => message(sequence)),
          );
        const seen = [...new Set(batches.flat())].sort((a, b) => a - b);
        expect(listMessages(log).map(({ sequence }) => sequence)).toEqual(seen);
        let run = 0;
        while (seen.includes(run + 1)) run += 1;
        expect(log.completeThrough).toBe(run);
        expect(hasGap(log)).toBe(seen.some((sequence) => sequence > run));
      }),
    );
  });

  it('sees a gap until the missing message is here', () => {
    const withGap = withMessages(withMessages(emptyLog, [message(1)]), [message(3)]);
    expect(hasGap(withGap)).toBe(true);
    expect(withGap.completeThrough).toBe(1);
    const filled = withSyncedPage(withGap, 1, [message(2), message(3)]);
    expect(hasGap(filled)).toBe(false);
    expect(lastSequence(filled)).toBe(3);
  });

  it('does not wait forever for a sequence that a sync showed not to exist', () => {
    const log = withSyncedPage(withMessages(emptyLog, [message(1), message(4)]), 1, [message(4)]);
    expect(hasGap(log)).toBe(false);
  });

  it('does not trust a page that starts beyond what it holds', () => {
    const log = withSyncedPage(emptyLog, 5, [message(6)]);
    expect(log.completeThrough).toBe(0);
    expect(hasGap(log)).toBe(true);
  });

  it('drops a pending message once it has arrived, by its client id', () => {
    const waiting = withPending(emptyLog, pending);
    const log = withMessages(waiting, [message(1, { from: 'agent', clientMessageId: 'client-1' })]);
    expect(log.pending).toEqual([]);
    expect(listMessages(log)).toHaveLength(1);
  });

  it('keeps the reason of a refusal and forgets it on retry', () => {
    const refused = withPendingState(withPending(emptyLog, pending), 'client-1', 'refused', '太长');
    expect(refused.pending[0]).toMatchObject({ state: 'refused', problem: '太长' });
    const again = withPendingState(refused, 'client-1', 'sending');
    expect(again.pending[0]).toEqual(pending);
    expect(withoutPending(again, 'client-1').pending).toEqual([]);
  });
});
