import type { AskedQuestion, HandOffSummary } from '../contract/agent-tools.js';
import type { QuestionTrace, TurnTrace } from '../contract/trace.js';
import type { Dialogue } from './decision.js';

/** One turn of the bot, as its trace tells it. */
export type TracedTurn = Pick<TurnTrace, 'text' | 'slots' | 'decision' | 'why'> &
  Partial<Pick<TurnTrace, 'mood' | 'match' | 'questions' | 'readings'>>;

export interface HandOffFacts {
  /** Turns since an agent last spoke, oldest first. */
  turns: readonly TracedTurn[];
  /** What the bot remembers of the conversation. */
  dialogue: Pick<Dialogue, 'pending' | 'paused' | 'topic'>;
  /** Why a person is needed, in Chinese. */
  reason?: string;
}

/** From here on somebody is annoyed; from the second on, angry. The same bars as the bot's own policy. */
export interface MoodBars {
  upset: number;
  angry: number;
}

/** Of a long talk only the last so many questions. */
const mostQuestions = 8;
const mostOrders = 3;
/** Only asks for a person: nothing that anybody has to look at. */
const asksForPerson = /^.{0,5}(?:人工|真人|客服).{0,4}$/u;

/**
 * What somebody needs to know who takes a conversation over: why, what was asked and what came of it, what the shopper
 * has told already, how they feel, which orders it is about. Pure; nothing is invented, all of it stands in the traces.
 */
export function handOffSummary({ turns, dialogue, reason }: HandOffFacts, bars: MoodBars): HandOffSummary {
  const details = new Map<string, string>();
  const orders = new Set<string>();
  for (const { slots, readings } of turns) {
    for (const [name, value] of Object.entries({ ...slots, ...readings?.details })) {
      if (name === 'orderNumber') orders.add(value);
      else details.set(name, value);
    }
  }
  for (const flow of [dialogue.paused, dialogue.pending]) {
    if (flow?.orderId !== undefined) orders.add(flow.orderId);
    for (const [name, value] of Object.entries(flow?.details ?? {})) {
      if (value !== undefined && name !== 'orderNumber') details.set(name, value);
    }
  }
  // Orders that were shown are in question only where there are few: a list of all of them tells nothing.
  if (orders.size === 0 && (dialogue.topic?.orders?.length ?? 0) <= mostOrders)
    for (const order of dialogue.topic?.orders ?? []) orders.add(order);
  return {
    ...(reason === undefined ? {} : { reason }),
    asked: turns
      .flatMap(questionsOf)
      .filter(({ question }) => question !== '' && !asksForPerson.test(question))
      .slice(-mostQuestions),
    details: [...details].map(([name, value]) => ({ name, value })),
    mood: moodOf(turns, bars),
    orders: [...orders].slice(-mostOrders),
  };
}

function questionsOf(turn: TracedTurn): AskedQuestion[] {
  const questions: (QuestionTrace | TracedTurn)[] = turn.questions?.length ? turn.questions : [turn];
  return questions.flatMap((question): AskedQuestion[] => {
    const outcome = outcomeOf(question);
    if (outcome === undefined) return [];
    const best = question.match?.candidates[0];
    const told = outcome === 'answered' || outcome === 'card' ? best?.title : undefined;
    return [{ question: question.text.trim(), outcome, ...(told === undefined ? {} : { told }) }];
  });
}

/** Undefined where the bot had no part in it: a person had the word. */
function outcomeOf({ decision, match }: QuestionTrace | TracedTurn): AskedQuestion['outcome'] | undefined {
  const best = match?.candidates[0];
  switch (decision) {
    case 'answer':
      // A greeting is answered by an intent's own words, which are no answer to anything.
      return best?.outcome.startsWith('intent ') ? 'talk' : 'answered';
    case 'perform':
      return 'card';
    case 'clarify':
      return 'choices';
    case 'fill-slot':
      return 'talk';
    case 'hand-off':
      return 'handed';
    case 'stay-silent':
      return undefined;
    default:
      return 'none';
  }
}

/** The worst of the talk counts: whoever was angry a minute ago wants to be met so. */
function moodOf(turns: readonly TracedTurn[], bars: MoodBars): HandOffSummary['mood'] {
  const angry = Math.max(0, ...turns.map(({ mood }) => mood?.angry ?? 0));
  const negative = Math.max(0, ...turns.map(({ mood }) => mood?.negative ?? 0));
  if (angry >= bars.angry) return 'angry';
  return Math.max(angry, negative) >= bars.upset ? 'unhappy' : 'calm';
}
