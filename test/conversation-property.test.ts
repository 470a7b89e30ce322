import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageStore } from '../src/conversation/message-store.js';
import { createOwnershipStore } from '../src/conversation/ownership-store.js';
import { createTurnStore, type Turn } from '../src/conversation/turn-store.js';
import { createClockStore } from '../src/handoff/clock-store.js';
import { createServiceSettings } from '../src/handoff/desk-settings.js';
import type { Database } from '../src/platform/database.js';
import { AppError } from '../src/platform/errors.js';
import {
  type BegunTurn,
  freshModel,
  type Happening,
  happening,
  happens,
  type Model,
  nextOfItself,
  people,
  type Who,
} from './conversation-model.js';
import { makeAgent, makeConversation, outcomeSaying } from './conversation-rows.js';
import { openTestDatabase } from './database.js';

/** More steps than anything may take by itself. */
const longestRest = 12;

function atRest(model: Model): boolean {
  if (model.state === 'closed') return true;
  if (model.state === 'bot') return model.handled >= model.lastShopper;
  return model.state === 'queued' && model.owed && model.there.size === 0;
}

describe('whatever happens, in whatever order', () => {
  it('one owner, rising versions, no bot beside a person, every change said, everybody comes to rest', () => {
    let rests: Record<string, number> = {};
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (list) => {
        const model = freshModel();
        for (const one of list) {
          const { version, state, spoken, owner } = { ...model, spoken: model.spoken.length };
          const taken = happens(model, one);
          const grown = model.spoken.slice(spoken);
          expect(model.owner !== undefined).toBe(model.state === 'human');
          expect(model.version - version).toBe(Number(taken && model.version !== version));
          if (grown.includes('bot')) expect(state).toBe('bot');
          if (state !== model.state || owner !== model.owner) {
            expect(model.version).toBe(version + 1);
            // What happens next has been said, or the shopper has just said something themselves.
            expect(grown).toHaveLength(1);
          }
          if (!taken) expect(grown).toEqual([]);
        }
        // Nobody outside does anything any more.
        let steps = 0;
        for (let next = nextOfItself(model); next; next = nextOfItself(model)) {
          expect(happens(model, next), JSON.stringify(next)).toBe(true);
          expect(++steps).toBeLessThanOrEqual(longestRest);
        }
        expect(atRest(model), JSON.stringify(model)).toBe(true);
        if (model.there.size > 0) expect(model.owed).toBe(false);
        rests = { ...rests, [model.state]: (rests[model.state] ?? 0) + 1 };
      }),
      { numRuns: 20_000 },
    );
    // All three kinds of an end come up: the property is about all of them.
    expect(Object.keys(rests).sort()).toEqual(['bot', 'closed', 'queued']);
  }, 120_000);
});

describe('the stores do what the model says', () => {
  let database: Database;
  const staff = new Map<Who, string>();
  beforeAll(async () => {
    database = await openTestDatabase();
    for (const who of people) {
      const { staffId } = await makeAgent(database.prisma);
      await database.prisma.staff.update({ where: { id: staffId }, data: { capacity: 50 } });
      staff.set(who, staffId);
    }
  });
  afterAll(() => database.close());

  /** A conversation in the database, to which the same things happen. */
  async function openWorld() {
    const { prisma } = database;
    const there = new Set<Who>();
    const planQueue = () => ({ leftMessage: there.size === 0 });
    const ownership = createOwnershipStore(database, { planQueue });
    const turns = createTurnStore(database, { planQueue });
    const messages = createMessageStore(database);
    const settings = createServiceSettings({ get: async () => undefined, put: async () => {} }, 'UTC');
    const clocks = createClockStore(database, settings.current);
    const { conversationId } = await makeConversation(prisma);
    const begun: Turn[] = [];
    let said = 0;

    async function happen(one: Happening): Promise<boolean> {
      switch (one.kind) {
        case 'comes':
          return !there.has(one.who) && !!there.add(one.who);
        case 'goes':
          return there.delete(one.who);
        case 'write': {
          const message = { conversationId, clientMessageId: `message-${one.id}`, text: '在吗' };
          return (await messages.recordShopperMessage(message)).fresh;
        }
        case 'turn-begins': {
          const turn = await turns.loadTurn(conversationId);
          if (turn) begun.push(turn);
          return turn !== undefined;
        }
        case 'turn-ends': {
          const turn = begun.at(-1 - one.back);
          if (!turn) return false;
          const silent = turn.state !== 'bot';
          return turns.persistTurn(
            turn,
            outcomeSaying(turn, '答', {
              ...(silent ? { messages: [] } : {}),
              ...(one.handOff && !silent ? { handOff: { reason: 'requested', priority: 0 } } : {}),
            }),
          );
        }
        case 'say': {
          const message = { conversationId, clientMessageId: `said-${++said}-by`, text: '您好' };
          const staffId = staff.get(one.who) ?? '';
          const { message: stored } = await messages.recordAgentMessage({ ...message, staffId });
          const payload = { message: { ...stored, from: 'agent' } };
          await clocks.observe({ topic: 'message.created', conversationId, payload }, new Date());
          return true;
        }
        case 'idle': {
          const { lastSequence } = await row();
          const change = {
            event: 'idle-closed',
            by: 'system',
            nothingSince: lastSequence - one.late,
          } as const;
          await ownership.changeOwner({ conversationId, ...change, line: '结束', refusal: '' });
          return true;
        }
        case 'move': {
          const { event, by } = one;
          const [staffId, toStaffId] = [one.who, one.to].map((who) => who && staff.get(who));
          await ownership.changeOwner({
            conversationId,
            event,
            by,
            line: '下一步',
            refusal: '',
            ...(staffId ? { staffId } : {}),
            ...(toStaffId ? { toStaffId } : {}),
          });
          return true;
        }
      }
    }
    const row = () => prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } });
    return {
      conversationId,
      row,
      /** @returns false for what is refused in order */
      happens: (one: Happening) =>
        happen(one).catch((error) => {
          if (error instanceof AppError && ['conflict', 'forbidden'].includes(error.code)) return false;
          throw error;
        }),
      spoken: async () =>
        (
          await prisma.message.findMany({
            where: { conversationId },
            orderBy: { sequence: 'asc' },
            select: { from: true },
          })
        ).map(({ from }) => from),
    };
  }

  it('step by step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 25 }), async (list) => {
        const [model, world] = [freshModel(), await openWorld()];
        for (const one of list) {
          const turns: BegunTurn[] = [...model.turns];
          const expected = happens(model, one);
          expect(await world.happens(one), JSON.stringify(one)).toBe(expected);
          if (one.kind === 'turn-ends') expect(model.turns).toEqual(turns);
        }
        const row = await world.row();
        const owner = people.find((who) => staff.get(who) === row.assignedStaffId);
        expect({
          state: row.state,
          version: row.version,
          owner: row.state === 'human' ? owner : undefined,
          lastShopper: row.lastShopperSequence,
          handled: row.handledSequence,
          owed: row.followUpOpen,
        }).toEqual({
          state: model.state,
          version: model.version,
          owner: model.owner,
          lastShopper: model.lastShopper,
          handled: model.handled,
          owed: model.owed,
        });
        expect(await world.spoken()).toEqual(model.spoken);
      }),
      { numRuns: 120 },
    );
  }, 180_000);

  it('all at once: what everybody is told, in order, never has bot and person beside each other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 25 }), async (list) => {
        const world = await openWorld();
        for (let first = 0; first < list.length; first += 5)
          await Promise.all(list.slice(first, first + 5).map((one) => world.happens(one)));
        const events = await database.prisma.outboxEvent.findMany({
          where: { conversationId: world.conversationId },
          orderBy: { id: 'asc' },
        });
        let state = 'bot';
        let changes = 0;
        let sequence = 0;
        for (const [index, { topic, payload }] of events.entries()) {
          if (topic === 'conversation.updated') {
            const { from, to } = payload as { from: string; to: string };
            expect(from).toBe(state);
            state = to;
            changes += 1;
          } else {
            const { message } = payload as { message: { from: string; sequence: number } };
            expect(message.sequence).toBe(++sequence);
            if (message.from === 'bot') expect(state).toBe('bot');
            // What an agent says stands where it is theirs, or right before the event that takes it away.
            if (message.from === 'agent') expect(state).toBe('human');
            if (message.from === 'system') expect(events[index + 1]?.topic).toBe('conversation.updated');
          }
        }
        const row = await world.row();
        expect(row).toMatchObject({ state, version: changes, lastSequence: sequence });
        if (row.state !== 'closed') expect(row.assignedStaffId !== null).toBe(row.state === 'human');
      }),
      { numRuns: 80 },
    );
  }, 180_000);
});
