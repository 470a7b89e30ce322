import { describe, expect, it } from 'vitest';
import { messageOf } from './message-fixtures.js';
import { buildTimeline, type Row } from './timeline.js';

const shape = (rows: Row[]) =>
  rows.map((row) =>
    row.kind === 'message'
      ? `${row.first ? '[' : ''}${row.message.sequence}${row.last ? ']' : ''}`
      : row.kind,
  );

describe('timeline', () => {
  it('separates days and groups neighbours by speaker and time', () => {
    const rows = buildTimeline(
      [
        messageOf(1, { createdAt: new Date(2026, 10, 20, 12).toISOString() }),
        messageOf(2, {}, 1),
        messageOf(3, {}, 2),
        messageOf(4, {}, 10),
        messageOf(5, { from: 'shopper' }, 10),
      ],
      [],
      undefined,
    );
    expect(shape(rows)).toEqual(['day', '[1]', 'day', '[2', '3]', '[4]', '[5]']);
  });

  it('keeps agents apart by name and never groups events', () => {
    const agent = (sequence: number, agentName: string) =>
      messageOf(sequence, { from: 'agent', agentName }, 1);
    const rows = buildTimeline(
      [agent(1, '小禾'), agent(2, '小麦'), messageOf(3, { type: 'event', from: 'system' }, 1)],
      [],
      undefined,
    );
    expect(shape(rows)).toEqual(['day', '[1]', '[2]', '[3]']);
  });

  it('draws the unread line above the first new message, which starts a group', () => {
    expect(shape(buildTimeline([messageOf(1, {}, 1), messageOf(2, {}, 1)], [], 2))).toEqual([
      'day',
      '[1]',
      'unread',
      '[2]',
    ]);
  });

  it('shows pending messages last, once, under the key that the stored one will have', () => {
    const item = { clientMessageId: 'mine-1', text: '在吗', queuedAt: 1 };
    const before = buildTimeline([messageOf(1)], [item], undefined);
    const stored = messageOf(2, { from: 'shopper', clientMessageId: 'mine-1' });
    const after = buildTimeline([messageOf(1), stored], [item], undefined);
    expect(before.at(-1)).toMatchObject({ kind: 'pending', key: 'mine-1' });
    expect(after.at(-1)).toMatchObject({ kind: 'message', key: 'mine-1' });
    expect(after.filter((row) => row.key === 'mine-1')).toHaveLength(1);
  });

  it('marks only the last stored message as newest, and none while something is pending', () => {
    const newest = (rows: Row[]) =>
      rows.flatMap((row) => (row.kind === 'message' && row.newest ? [row.message.sequence] : []));
    expect(newest(buildTimeline([messageOf(1), messageOf(2)], [], undefined))).toEqual([2]);
    expect(
      newest(buildTimeline([messageOf(1)], [{ clientMessageId: 'x', text: '', queuedAt: 1 }], undefined)),
    ).toEqual([]);
  });
});
