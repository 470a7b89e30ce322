import type { Message } from '../../../src/contract/messages.js';
import { cardWords } from './preview.js';

/** What became of one question that the shopper asked the bot. */
export interface RecapLine {
  key: string;
  question: string;
  /** `handed`: it went straight to a person. */
  outcome: 'answered' | 'card' | 'choices' | 'talk' | 'handed' | 'none';
  /** Title of the answer's source, or the card in words. */
  told?: string;
}

/** Outcomes from weakest to strongest: of several replies to one question the strongest counts. */
const strength = ['none', 'handed', 'talk', 'choices', 'card', 'answered'] as const;

/** Only asks for a person: no question that anybody has to look at. */
const asksForPerson = /^.{0,5}(?:人工|真人|客服).{0,4}$/u;

/**
 * What the shopper asked before a person came: each text of theirs with what the bot made of it, so that nobody has to
 * read the whole talk or ask twice. Of a shopper who comes back it is the latest talk with the bot that counts; of a
 * long one the last `limit` questions.
 * @param handedOver a person has been called since
 */
export function recapOf(messages: readonly Message[], handedOver: boolean, limit = 8): RecapLine[] {
  const lines: RecapLine[] = [];
  let waiting: RecapLine[] | undefined;
  for (const message of latestBotTalk(messages)) {
    if (message.from === 'shopper') {
      const question = message.type === 'text' ? (message.text ?? '').trim() : '';
      if (question !== '') (waiting ?? lines).push({ key: message.id, question, outcome: 'none' });
    } else if (message.from === 'system') {
      // From here on the shopper waits for a person, unless the bot speaks again (they left the queue).
      waiting ??= [];
      const line = lines.at(-1);
      if (line?.outcome === 'none') line.outcome = 'handed';
    } else {
      lines.push(...(waiting?.slice(-1) ?? []));
      waiting = undefined;
      const line = lines.at(-1);
      const next = outcomeOf(message);
      if (line !== undefined && strength.indexOf(next.outcome) > strength.indexOf(line.outcome)) {
        Object.assign(line, next);
      }
    }
  }
  // The bot's last plain words were then the announcement of a person, not an answer.
  const last = lines.at(-1);
  if (handedOver && last?.outcome === 'talk') last.outcome = 'handed';
  return lines.filter(({ question }) => !asksForPerson.test(question)).slice(-limit);
}

/** The last stretch between agents' messages in which the bot spoke. */
function latestBotTalk(messages: readonly Message[]): readonly Message[] {
  const lastBot = messages.findLastIndex(({ from }) => from === 'bot');
  const agentBefore = messages.slice(0, Math.max(0, lastBot)).findLastIndex(({ from }) => from === 'agent');
  const agentAfter = messages.findIndex(({ from }, index) => index > lastBot && from === 'agent');
  const talk = messages.slice(agentBefore + 1, agentAfter === -1 ? undefined : agentAfter);
  if (agentBefore === -1) return talk;
  // What the shopper still said to the agent ("谢谢") comes before the line that ended that conversation.
  return talk.slice(talk.findIndex(({ from }) => from === 'system') + 1);
}

function outcomeOf(message: Message): Pick<RecapLine, 'outcome' | 'told'> {
  if (message.source !== undefined) return { outcome: 'answered', told: message.source.title };
  const { card } = message;
  if (card?.kind === 'quickReplies' || (message.quickReplies?.length ?? 0) > 1) return { outcome: 'choices' };
  if (card !== undefined && card.kind !== 'satisfaction') return { outcome: 'card', told: cardWords(card) };
  // One button alone is the offer of a person: the bot had no answer.
  return { outcome: message.quickReplies?.length === 1 ? 'none' : 'talk' };
}
