import { describe, expect, it } from 'vitest';
import { serviceHours, weekdays } from '../src/contract/desk.js';
import { createStaffViewStore } from '../src/conversation/staff-view-store.js';
import {
  agentOnline,
  announced,
  asks,
  database,
  desk,
  passes,
  row,
  said,
  settingsAre,
  settled,
  writes,
} from './desk-world.js';

describe('silence', () => {
  it('after the agent’s answer is asked about, then ends the conversation', async () => {
    const agent = await agentOnline();
    const id = await asks();
    await desk.handOver.claim(id, agent);
    await writes(id, 'agent', '还有别的可以帮您吗', agent.staffId);
    await passes(590, 10);
    expect((await said(id)).at(-1)).toBe('还有别的可以帮您吗');
    await passes(20, 10);
    expect((await said(id)).at(-1)).toContain('5 分钟后会先结束');
    await passes(320, 10);
    expect((await row(id)).state).toBe('closed');
    expect((await said(id)).at(-1)).toContain('先到这里');
  });

  it('that is broken, or is the agent’s, ends nothing', async () => {
    const agent = await agentOnline();
    const [answered, waiting] = [await asks(), await asks()];
    for (const id of [answered, waiting]) await desk.handOver.claim(id, agent);
    await writes(answered, 'agent', '在的', agent.staffId);
    await writes(waiting, 'agent', '在的', agent.staffId);
    await passes(610, 10);
    await writes(answered, 'shopper', '我看看', '');
    await writes(waiting, 'shopper', '那怎么退呢');
    await passes(1200, 30);
    for (const id of [answered, waiting]) expect((await row(id)).state).toBe('human');
  });
});

describe('targets', () => {
  const view = async (id: string) =>
    (await createStaffViewStore(database, { judge: desk.judge }).summary(id))?.sla;
  const told = () =>
    announced.flatMap(({ topic, payload }) =>
      topic === 'sla.updated' ? [(payload as { sla: { state: string; due: string } }).sla] : [],
    );

  it('first answer and next answer: warned before, told when broken, settled by the answer', async () => {
    const agent = await agentOnline();
    const id = await asks();
    await settled();
    expect(await view(id)).toMatchObject({ state: 'ok', due: 'first-response' });
    await passes(150);
    expect(told()).toMatchObject([{ state: 'at-risk', due: 'first-response' }]);
    await passes(40);
    expect(told().map(({ state }) => state)).toEqual(['at-risk', 'broken']);
    await desk.handOver.claim(id, agent);
    await writes(id, 'agent', '您好', agent.staffId);
    expect(await view(id)).toMatchObject({ state: 'ok', due: 'resolution' });
    await writes(id, 'shopper', '怎么退');
    expect(await view(id)).toMatchObject({ state: 'ok', due: 'next-response' });
    await passes(300);
    expect(await view(id)).toMatchObject({ state: 'broken', due: 'next-response' });
    await desk.handOver.close(id, { staff: agent });
    await settled();
    expect(await view(id)).toBeUndefined();
  });

  it('stand still while the shop is closed', async () => {
    const closed = Object.fromEntries(weekdays.map((day) => [day, []]));
    const hours = serviceHours.parse({
      timeZone: 'Asia/Shanghai',
      weekdays: {
        ...closed,
        saturday: [{ from: '09:00', until: '14:01' }],
        sunday: [{ from: '10:00', until: '12:00' }],
      },
    });
    settingsAre({ 'service-hours': hours });
    await desk.keeper.tick();
    await agentOnline();
    const id = await asks();
    await settled();
    // A minute today, two tomorrow.
    expect((await view(id))?.dueAt).toBe('2026-11-22T02:02:00.000Z');
  });

  it('a long wait is told to those who oversee, once', async () => {
    await agentOnline();
    const id = await asks();
    await passes(320);
    expect(announced.filter(({ topic }) => topic === 'queue.escalated')).toMatchObject([
      { conversationId: id, payload: { waitedSeconds: expect.any(Number) } },
    ]);
  });
});
