import type { QuestionTrace } from '../contract/trace.js';
import { replyToAttachments } from './attachment-reply.js';
import { type Command, readSaid } from './command.js';
import { type Composed, compose, composeAgain } from './compose.js';
import { decide } from './decide.js';
import type { Decision, Dialogue, MessageDraft } from './decision.js';
import { type Read, read } from './ellipsis.js';
import type {
  CustomerFacts,
  Evidence,
  Knowledge,
  OfferCandidate,
  Person,
  Understanding,
} from './evidence.js';
import { flowPhrases } from './flow-phrases.js';
import { isFlowAction, mayAskBack } from './flow-reply.js';
import { gather, withinTime } from './gather.js';
import { asksAgain, recall, remember } from './memory.js';
import { asksToStopMarketing } from './opt-out.js';
import type { Staffing } from './phrases.js';
import type { ConversationPolicy } from './policy.js';
import { partsToAnswer, splitQuestions } from './questions.js';
import type { Turn } from './turn-store.js';

/** What answering needs of the other slices. */
export interface AnsweringNeeds {
  understand: (text: string) => Understanding;
  knowledge: Knowledge;
  facts: CustomerFacts;
  policy: ConversationPolicy;
  /** Who is there to take over: for the wording of a hand-off. */
  staffing: () => Staffing;
  random: () => number;
  clock: () => Date;
  newId: () => string;
  /** Of the shop. */
  timeZone: string;
}

export interface AnswerRequest
  extends Pick<Turn, 'conversationId' | 'state' | 'person' | 'dialogue' | 'texts' | 'attachments'> {
  payload?: string;
}

/** What one turn says, changes and remembers. A value: nothing of it is stored yet. */
export interface Answered {
  understanding: Understanding;
  /** An answer to the question for consent. */
  consentAnswer?: boolean;
  questions: { decision: Decision; evidence: Evidence; understanding: Understanding }[];
  messages: MessageDraft[];
  offer?: OfferCandidate;
  /** Campaigns whose offer this turn would have shown, were the customer not held out. */
  heldOut?: string[];
  /** The shopper wants no advertising, also where a person has the word. */
  stopsMarketing?: true;
  dialogue: Dialogue;
  milliseconds: Record<string, number>;
}

interface Part {
  understanding: Understanding;
  command?: Command;
  read?: Read;
}

interface Said extends Part {
  decision: Decision;
  evidence: Evidence;
  composed: Composed;
}

/**
 * Answers a turn: understand → gather → decide → compose, for each of its questions. Reads only; everything that is to
 * be stored is in the value that it returns. At most one question of the bot is open afterwards.
 * @throws when matching fails or is late, or one of the functions given does
 */
export function createAnswering(needs: AnsweringNeeds) {
  const { knowledge, facts, policy, understand } = needs;
  const match = (text: string) => withinTime(knowledge.match(text), policy.evidenceTimeout * 4, 'match');

  /** The questions of a text with what was matched for each, within the number of matchings of a turn. */
  async function partsOf(said: Understanding, dialogue: Dialogue): Promise<Part[]> {
    if (!/[\p{L}\p{N}]/u.test(said.normalized)) return [{ understanding: said }];
    const pieces = said.mood.angry < policy.angryBar ? splitQuestions(said.text) : [];
    const [only = said.text] = pieces.length === 1 ? pieces : [];
    const whole = only === said.text ? said : { ...understand(only), mood: said.mood };
    const parts = [];
    for (const text of pieces.length > 1 ? pieces : []) {
      const understanding = { ...understand(text), mood: whole.mood };
      parts.push({ text, understanding, asksForHuman: understanding.asksForHuman, match: await match(text) });
    }
    const answered = parts.length > 1 ? partsToAnswer(parts, knowledge) : undefined;
    if (answered)
      return answered.map((part) => ({ understanding: part.understanding, read: { match: part.match } }));
    const runs = policy.matchRuns - parts.length;
    const { pending } = dialogue;
    const answersQuestion = pending && isFlowAction(pending.action) && !mayAskBack(whole.normalized);
    const topic = answersQuestion ? undefined : dialogue.topic;
    const lean = policy.topicLean;
    return [
      {
        understanding: whole,
        read: await read(whole.text, whole.normalized, { topic, match, knowledge, lean, runs }),
      },
    ];
  }

  return async function answer(request: AnswerRequest): Promise<Answered> {
    const clock = stopwatch();
    const now = needs.clock();
    const { conversationId, state, person } = request;
    const { text, command } = readSaid(request, knowledge);
    const understanding = understand(text);
    let dialogue = recall(request.dialogue, now, policy.memorySpan);
    const consentAnswer = consentAnswerOf(dialogue, command, understanding);
    clock.lap('understand');
    const reads = state === 'bot' && !command;
    // TD with other words in the same burst is meant as if it stood alone.
    const optOuts = command ? [] : request.texts.filter((one) => asksToStopMarketing(one, undefined));
    const others = request.texts.filter((one) => !optOuts.includes(one));
    const [optOut] = others.length > 0 ? optOuts : [];
    const rest = optOut === undefined ? understanding : understand(others.join('\n'));
    const parts: Part[] = reads
      ? [
          ...(optOut === undefined ? [] : [{ understanding: understand(optOut) }]),
          ...(await partsOf(rest, dialogue)),
        ]
      : [{ understanding, ...(command ? { command } : {}) }];
    clock.lap('match');

    async function decideOn(part: Part, before: Dialogue): Promise<Said> {
      const context = {
        conversationId,
        state,
        person: person satisfies Person,
        dialogue: before,
        knowledge,
        ...part,
        ...(consentAnswer !== undefined ? { consentAnswer } : {}),
      };
      const evidence = state === 'bot' ? await gather(context, knowledge, facts, policy) : { missing: {} };
      const wordless = replyToAttachments(request);
      const decision =
        wordless?.decision ?? decide({ ...context, evidence, policy, newRequestId: needs.newId() });
      const composed =
        wordless?.composed ??
        compose(decision, {
          ...context,
          evidence,
          staffing: needs.staffing(),
          random: needs.random,
          timeZone: needs.timeZone,
          now,
        });
      return { ...part, decision, evidence, composed };
    }

    const said: Said[] = [];
    let asking: Said | undefined;
    let later: Said | undefined;
    for (const part of parts) {
      const one = await decideOn(part, dialogue);
      // A question of the bot comes after the answers, and there is one of them.
      if (parts.length > 1 && one.decision.kind === 'fill-slot') {
        if (asking === undefined) asking = one;
        else later ??= one;
        continue;
      }
      said.push(one);
      dialogue = rememberSaid(dialogue, one);
    }
    const goesToPerson = said.some(({ decision }) => decision.kind === 'hand-off' && decision.mode === 'now');
    if (asking && !goesToPerson) {
      dialogue = withLater(rememberSaid(dialogue, asking), later);
      said.push(asking);
    }

    function rememberSaid(
      before: Dialogue,
      { decision, composed, evidence, understanding: read }: Said,
    ): Dialogue {
      return remember(before, { decision, composed, understanding: read, evidence, knowledge, now });
    }
    /** What was asked for beside it waits for "继续". */
    function withLater(after: Dialogue, other: Said | undefined): Dialogue {
      if (!other) return after;
      const { pending } = rememberSaid({ misses: 0 }, other);
      return pending?.details === undefined ? after : { ...after, paused: pending };
    }

    const last = said.at(-1);
    const again =
      parts.length === 1 && last
        ? asksAgain(recall(request.dialogue, now, policy.memorySpan), last.decision, knowledge)
        : false;
    const messages = [
      ...said.filter((one) => one !== asking).flatMap(({ composed }) => composed.messages),
      // Only the newest message's replies are shown: the question comes last.
      ...(dialogue.paused && later ? laterMessage(dialogue) : []),
      ...(asking && said.includes(asking) ? asking.composed.messages : []),
      ...(again ? composeAgain(dialogue) : []),
    ];
    const offer = said.find(({ composed }) => composed.offer)?.composed.offer;
    const heldOut = said.flatMap(({ composed }) => composed.heldOut ?? []);
    const stops =
      optOuts.length > 0 ||
      asksToStopMarketing(text, command) ||
      said.some(({ decision }) => decision.kind === 'perform' && decision.action === 'stop-marketing');
    clock.lap('decide');
    return {
      understanding,
      ...(consentAnswer !== undefined ? { consentAnswer } : {}),
      questions: said,
      messages: withoutRepeats(messages),
      ...(offer ? { offer } : {}),
      ...(heldOut.length > 0 ? { heldOut } : {}),
      ...(stops ? { stopsMarketing: true as const } : {}),
      dialogue,
      milliseconds: clock.laps,
    };
  };

  function laterMessage({ paused }: Dialogue): MessageDraft[] {
    const name = paused && knowledge.intent(paused.intentId)?.name;
    return name ? [{ type: 'text', text: flowPhrases.later(name) }] : [];
  }
}

export type Answering = ReturnType<typeof createAnswering>;

/** A yes or no to the question for consent that the bot asked last; undefined when it did not ask or got no answer. */
export function consentAnswerOf(
  dialogue: Dialogue,
  command: Command | undefined,
  understanding: Pick<Understanding, 'confirmation'>,
): boolean | undefined {
  if (command?.kind === 'consent') return command.granted;
  if (command || dialogue.pending?.missing !== 'consent') return undefined;
  return understanding.confirmation === undefined ? undefined : understanding.confirmation === 'yes';
}

/** What became of each question, for the trace. */
export function questionTraces({ questions }: Pick<Answered, 'questions'>): QuestionTrace[] {
  return questions.map(({ decision, evidence: { match, rewritten, readings, missing }, understanding }) => ({
    text: understanding.text,
    ...(rewritten !== undefined ? { rewritten } : {}),
    ...(readings ? { readings } : {}),
    decision: decision.kind,
    why: [
      decision.why,
      ...Object.entries(missing).map(([name, reason]) => `${name} missing: ${reason}`),
    ].join('; '),
    ...(match ? { match } : {}),
  }));
}

/** Two questions may need the same thing, such as a login: it is said once. The last one's replies are the ones shown. */
function withoutRepeats(messages: MessageDraft[]): MessageDraft[] {
  const isSame = (one: MessageDraft, other: MessageDraft) =>
    one.text !== undefined &&
    one.text === other.text &&
    JSON.stringify(one.card) === JSON.stringify(other.card);
  return messages.filter((one, index) => !messages.slice(index + 1).some((other) => isSame(one, other)));
}

function stopwatch() {
  const laps: Record<string, number> = {};
  let last = performance.now();
  return {
    laps,
    lap(name: string) {
      const now = performance.now();
      laps[name] = Math.round((now - last) * 10) / 10;
      last = now;
    },
  };
}
