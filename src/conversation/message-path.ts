import { setTimeout as pause } from 'node:timers/promises';
import type { MessageSend, SentMessage } from '../contract/shopper-socket.js';
import { AppError } from '../platform/errors.js';
import type { KeyedQueue } from '../platform/keyed-queue.js';
import type { Log } from '../platform/log.js';
import { type AnsweringNeeds, createAnswering } from './answering.js';
import type { Sent } from './message-rows-store.js';
import type { MessageStore } from './message-store.js';
import { afterFailure, outcomeOf, type Storing } from './outcome.js';
import type { Turn, TurnStore } from './turn-store.js';
import { createTurnTiming } from './turn-timing.js';

/** On shutdown, turns get this long to end, milliseconds. */
const longestDrain = 6_000;

/** A turn that is not done so long after the message is nobody's any more, milliseconds. */
const abandonedAfter = 10_000;

/** What the path needs of the other slices. `app.ts` supplies it. */
export interface MessagePathNeeds extends AnsweringNeeds, Storing {
  recordMessage: MessageStore['recordShopperMessage'];
  store: TurnStore;
  /** Something was committed: deliver it. */
  committed: () => void;
  /** The bot began or ended its turn: shown as "typing". */
  botTyping: (conversationId: string, on: boolean) => void;
  turns: KeyedQueue;
  log: Log;
}

/**
 * The way of a message: record → understand → gather → decide → compose → persist → deliver.
 *
 * A message is stored, and the sender told so, before anything else happens to it. Whatever is thrown afterwards ends
 * with a person. One turn at a time per conversation; a turn that somebody overtook is dropped.
 */
export function createMessagePath(needs: MessagePathNeeds) {
  const { store, knowledge, policy, log } = needs;
  const answer = createAnswering(needs);
  const timing = createTurnTiming(policy, (conversationId) => void startTurn(conversationId));

  /** Until what answers is loaded, messages are stored only, and `recover` finds them. */
  let isOpen = false;

  /** record. Resolves once the message is durable. */
  async function receive(conversationId: string, input: MessageSend): Promise<SentMessage> {
    const { clientMessageId } = input;
    const recorded = await needs.recordMessage({ conversationId, clientMessageId, ...sentBy(input) });
    needs.committed();
    if (recorded.fresh && isOpen) timing.wrote(conversationId);
    return recorded.message;
  }

  async function takeTurn(conversationId: string): Promise<void> {
    const turn = await store.loadTurn(conversationId);
    if (!turn) return;
    if (turn.state === 'bot') needs.botTyping(conversationId, true);
    try {
      const kept = await answerAndStore(turn)
        .catch((error) => {
          // What was to be changed has changed meanwhile: answered once more, from how it stands now.
          if (error instanceof AppError && error.code === 'conflict') return answerAndStore(turn);
          throw error;
        })
        .catch((error) => {
          log.error({ err: error, conversationId }, 'A turn failed: handing over to a person.');
          return store.persistTurn(turn, afterFailure(turn, error, needs.staffing()));
        });
      needs.committed();
      if (!kept) log.info({ conversationId }, 'A turn was dropped: the conversation had moved on.');
    } finally {
      if (turn.state === 'bot') needs.botTyping(conversationId, false);
    }
    if (await store.loadTurn(conversationId)) timing.wrote(conversationId);
  }

  /** understand → gather → decide → compose → persist. */
  async function answerAndStore(turn: Turn): Promise<boolean> {
    // Right after a start the index is still being built: late is better than "not understood".
    await knowledge.loaded();
    return store.persistTurn(turn, outcomeOf(turn, await answer(turn), needs));
  }

  async function startTurn(conversationId: string): Promise<void> {
    try {
      await needs.turns.run(conversationId, () => takeTurn(conversationId));
    } catch (error) {
      log.error({ err: error, conversationId }, 'A turn could not be stored; it is tried again.');
      timing.failed(conversationId);
    }
  }

  return {
    receive,
    typing: timing.typing,
    /**
     * Begins to answer: first what a crash left unanswered, or what was written before everything was loaded.
     * @returns number of conversations
     */
    async recover(): Promise<number> {
      isOpen = true;
      const conversations = await store.unfinished(1000);
      for (const conversationId of conversations) timing.wrote(conversationId);
      return conversations.length;
    },
    /**
     * Takes up turns that another process has left behind. One that is only slow is computed twice and stored once.
     * @returns number of conversations
     */
    async takeUpAbandoned(): Promise<number> {
      if (!isOpen) return 0;
      const quietSince = new Date(needs.clock().getTime() - abandonedAfter);
      const conversations = await store.unfinished(100, quietSince);
      for (const conversationId of conversations) timing.wrote(conversationId);
      return conversations.length;
    },
    /**
     * Ends every turn that has begun or is due, within a bound. What is left, or written after that, is answered by the
     * next start.
     * @param loading what turns still wait for
     */
    async drain(loading: Promise<unknown> = Promise.resolve()): Promise<void> {
      const late = pause(longestDrain, undefined, { ref: false });
      timing.startAll();
      await Promise.race([loading.then(needs.turns.idle), late]);
      timing.stop();
    },
  };
}

function sentBy(input: MessageSend): Sent {
  if ('text' in input) return { text: input.text };
  if ('attachment' in input) return { attachmentId: input.attachment.id };
  return { text: input.quickReply.label, payload: input.quickReply.payload };
}
