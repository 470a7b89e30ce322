import { describe, expect, it } from 'vitest';
import { createNoteStore } from '../src/conversation/note-store.js';
import { makeAgent } from './conversation-rows.js';
import {
  agentOnline,
  announced,
  asks,
  automatic,
  database,
  desk,
  leaves,
  now,
  passes,
  row,
  said,
  settled,
  timeIs,
  writes,
} from './desk-world.js';

describe('an agent who is gone', () => {
  it('keeps conversations for half a minute, then they are back in the line with their place, and that is said', async () => {
    const agent = await agentOnline();
    const other = await agentOnline();
    const first = await asks();
    await passes(60);
    await asks();
    await desk.handOver.claim(first, agent);
    await passes(5);
    await leaves(agent);
    await passes(25);
    expect(await row(first)).toMatchObject({ state: 'human', assignedStaffId: agent.staffId });
    await passes(10);
    expect(await row(first)).toMatchObject({ state: 'queued', assignedStaffId: null });
    expect((await said(first)).at(-1)).toContain('断线');
    expect((await desk.waits()).get(first)?.position).toBe(1);
    expect(announced.at(-1)?.payload).toMatchObject({ event: 'agent-dropped', leftStaffId: agent.staffId });
    expect(await desk.keeper.claimNext(other)).toBe(first);
  });

  it('loses nothing when back in time', async () => {
    const agent = await agentOnline();
    const id = await asks();
    await desk.handOver.claim(id, agent);
    await passes(60);
    await leaves(agent);
    await passes(20);
    desk.presence.connected(agent.staffId, 'again');
    await desk.presence.settled();
    await passes(60);
    expect(await row(id)).toMatchObject({ state: 'human', assignedStaffId: agent.staffId });
  });

  it('whose account was closed has no conversations any more', async () => {
    const agent = await agentOnline();
    const id = await asks();
    await desk.handOver.claim(id, agent);
    await passes(40);
    expect((await row(id)).state).toBe('human');
    await database.prisma.staff.update({ where: { id: agent.staffId }, data: { active: false } });
    await passes(5);
    expect((await row(id)).state).toBe('queued');
  });

  it('of a process that died is seen when the lease runs out', async () => {
    const agent = await makeAgent(database.prisma);
    await agentOnline();
    const dead = '0198d3a0-0000-7000-8000-00000000dead';
    const lease = { staffId: agent.staffId, nodeId: dead, connected: true };
    await database.prisma.staffLease.create({
      data: { ...lease, leaseUntil: new Date(now.getTime() + 30_000) },
    });
    const id = await asks();
    await desk.handOver.claim(id, { ...agent, role: 'agent' });
    await passes(25);
    expect((await row(id)).state).toBe('human');
    await passes(10);
    expect((await row(id)).state).toBe('queued');
  });
});

describe('automatic assignment', () => {
  it('asks the best agent, then the next, and gives it to who accepts', async () => {
    automatic({ acceptSeconds: 20 });
    await desk.keeper.tick();
    const [a, b] = [await agentOnline({ skills: ['售后'] }), await agentOnline({ capacity: 1 })];
    const id = await asks('complaint');
    await settled();
    expect(await row(id)).toMatchObject({ state: 'queued', neededSkill: '售后', offeredStaffId: a.staffId });
    expect(announced.find(({ topic }) => topic === 'conversation.offered')?.payload).toMatchObject({
      staffId: a.staffId,
    });
    await expect(desk.handOver.claim(id, b)).rejects.toMatchObject({ code: 'conflict' });
    await passes(25);
    expect(await row(id)).toMatchObject({ offeredStaffId: b.staffId, passedStaffIds: [a.staffId] });
    await desk.handOver.claim(id, b);
    expect(await row(id)).toMatchObject({ state: 'human', assignedStaffId: b.staffId, offeredStaffId: null });
  });

  it('gives at once where nobody has to accept, and never more than somebody can serve', async () => {
    automatic({ acceptSeconds: 0 });
    await desk.keeper.tick();
    const agent = await agentOnline({ capacity: 2 });
    const ids = [await asks(), await asks(), await asks()];
    await settled();
    const states = async () => Promise.all(ids.map(async (id) => (await row(id)).state));
    expect(await states()).toEqual(['human', 'human', 'queued']);
    expect((await said(ids[0] ?? '')).at(-1)).toContain(agent.name);
    await desk.handOver.close(ids[0] ?? '', { staff: agent });
    await settled();
    expect(await states()).toEqual(['closed', 'human', 'human']);
  });

  it('goes back to the agent of last time, and leaves those alone who are busy or away', async () => {
    automatic({ acceptSeconds: 0 });
    await desk.keeper.tick();
    const [a, b] = [await agentOnline(), await agentOnline()];
    const id = await asks();
    await settled();
    const had = (await row(id)).assignedStaffId;
    const [last, other] = had === a.staffId ? [a, b] : [b, a];
    await desk.handOver.close(id, { staff: last });
    for (let more = 0; more < 2; more++) await desk.handOver.claim(await asks(), last);
    await desk.handOver.request(id, undefined, undefined);
    await settled();
    expect((await row(id)).assignedStaffId).toBe(last.staffId);
    await desk.handOver.close(id, { staff: last });
    await desk.presence.set(last.staffId, 'away', 'meal');
    await desk.handOver.request(id, undefined, undefined);
    await settled();
    expect((await row(id)).assignedStaffId).toBe(other.staffId);
  });
});

describe('transfer and taking over', () => {
  it('to a colleague: the word changes hands, the note is for staff, a full or absent colleague is refused', async () => {
    const [a, b] = [await agentOnline(), await agentOnline({ capacity: 1 })];
    const id = await asks();
    await desk.handOver.claim(id, a);
    await desk.handOver.transfer(id, a, b, '顾客要发票');
    expect(await row(id)).toMatchObject({ state: 'human', assignedStaffId: b.staffId });
    expect((await said(id)).at(-1)).toContain(b.name);
    const notes = await createNoteStore(database, { maySee: () => true }).notes(id);
    expect(notes).toMatchObject([{ kind: 'transfer', text: '顾客要发票', author: a.name }]);
    await expect(desk.handOver.transfer(id, a, b, undefined)).rejects.toMatchObject({ code: 'conflict' });
    const second = await asks();
    await desk.handOver.claim(second, a);
    await expect(desk.handOver.transfer(second, a, b, undefined)).rejects.toMatchObject({
      message: expect.stringContaining('满了'),
    });
    await leaves(b);
    await expect(desk.colleague(b.staffId, a.staffId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(desk.colleague(a.staffId, a.staffId)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('to a skill: back in the line at its place, for whoever has it, not for who gave it away', async () => {
    const [a, b] = [await agentOnline({ skills: ['售前', '物流'] }), await agentOnline({ skills: ['物流'] })];
    const id = await asks();
    const { queuedAt } = await row(id);
    await desk.handOver.claim(id, a);
    await passes(60);
    await desk.handOver.transfer(id, a, { skill: '物流' }, undefined);
    expect(await row(id)).toMatchObject({ state: 'queued', neededSkill: '物流', queuedAt });
    expect(await desk.keeper.claimNext(a)).toBeUndefined();
    expect(await desk.keeper.claimNext(b)).toBe(id);
  });

  it('who waits is sent to a skill by a supervisor: the place is kept, the skill counts from now on', async () => {
    const [a, b] = [await agentOnline({ skills: ['售前'] }), await agentOnline({ skills: ['物流'] })];
    const id = await asks();
    const { queuedAt, rankAt } = await row(id);
    await passes(300);
    await desk.handOver.assign(id, { staffId: a.staffId }, { skill: '物流' }, '要查海外件');
    expect(await row(id)).toMatchObject({ state: 'queued', neededSkill: '物流', queuedAt, rankAt });
    const notes = await createNoteStore(database, { maySee: () => true }).notes(id);
    expect(notes).toMatchObject([{ kind: 'transfer', text: '要查海外件', author: a.name }]);
    // It has waited for long, but not for this skill.
    expect(await desk.keeper.claimNext(a)).toBeUndefined();
    await passes(60);
    expect((await desk.waits()).get(id)).toMatchObject({ position: 1, estimatedWaitSeconds: 30 });
    await passes(60);
    expect(await desk.keeper.claimNext(a)).toBe(id);
    await expect(desk.handOver.assign(id, a, { skill: '物流' }, undefined)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(desk.heldSkill('修表')).rejects.toMatchObject({ code: 'conflict' });
    expect(await desk.heldSkill('物流')).toEqual({ skill: '物流' });
    expect(b.staffId).not.toBe(a.staffId);
  });

  it('supervisors take any conversation, agents none', async () => {
    const agent = await agentOnline();
    const boss = { ...(await agentOnline({ capacity: 1 })), role: 'supervisor' as const };
    const ids = [await asks(), await asks()];
    for (const id of ids) {
      await desk.handOver.claim(id, agent);
      await expect(desk.handOver.takeOver(id, agent)).rejects.toMatchObject({ code: 'forbidden' });
      await desk.handOver.takeOver(id, boss);
      expect(await row(id)).toMatchObject({ state: 'human', assignedStaffId: boss.staffId });
    }
  });
});

describe('a left message', () => {
  it('is promised a time, comes first at opening, and is owed until it is answered', async () => {
    timeIs('2026-11-21T15:00:00Z');
    const id = await asks();
    expect(await said(id)).toEqual([expect.stringContaining('明天 10:00 前')]);
    const promisedAt = new Date('2026-11-22T02:00:00Z');
    expect(await row(id)).toMatchObject({ state: 'queued', followUpOpen: true, promisedAt });

    await desk.handOver.cancel(id);
    expect((await said(id)).at(-1)).toContain('明天 10:00');
    expect(await row(id)).toMatchObject({ state: 'bot', followUpOpen: true });

    timeIs('2026-11-22T01:00:00Z');
    const agent = await agentOnline();
    const early = await asks();
    await settled();
    expect((await row(id)).state).toBe('queued');
    expect((await said(id)).at(-1)).toContain('正在看您的留言');
    expect((await desk.waits()).get(id)?.position).toBe(1);
    expect((await desk.waits()).get(early)?.position).toBe(2);
    await desk.keeper.claimNext(agent);
    await writes(id, 'agent', '您好，看到您的留言了', agent.staffId);
    expect((await row(id)).followUpOpen).toBe(false);
    await desk.handOver.close(id, { staff: agent });
    await passes(30);
    expect((await row(id)).state).toBe('closed');
  });

  it('is what a wait becomes when everybody has left', async () => {
    const agent = await agentOnline();
    const id = await asks();
    await leaves(agent);
    await passes(40);
    expect((await row(id)).followUpOpen).toBe(false);
    await passes(60);
    expect(await row(id)).toMatchObject({ state: 'queued', followUpOpen: true });
    expect((await said(id)).at(-1)).toContain('今天 15:05 前回复您');
  });

  it('within hours with nobody there is promised for today', async () => {
    const id = await asks();
    expect(await said(id)).toEqual([expect.stringContaining('今天 15:00 前')]);
    expect((await row(id)).followUpOpen).toBe(true);
  });

  it('that the shopper closes is answered all the same; one that staff close is dealt with', async () => {
    const [left, spam] = [await asks(), await asks()];
    await desk.handOver.close(left);
    await desk.handOver.close(spam, {
      staff: { staffId: (await agentOnline()).staffId, role: 'supervisor' },
    });
    await settled();
    expect((await row(left)).state).toBe('queued');
    expect(await row(spam)).toMatchObject({ state: 'closed', followUpOpen: false });
  });
});
