import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponItem } from '../src/contract/cards.js';
import type { Message } from '../src/contract/messages.js';
import type { MatchTrace } from '../src/contract/trace.js';
import { type DialogueTurn, readDialogues } from './dialogues/dialogue-file.js';
import { modelIsThere, openTestShop, type TestShop } from './shop.js';
import type { TestShopper } from './shop-clients.js';

const dialogues = await readDialogues();
const matching = modelIsThere()
  ? 'words and the embedding model'
  : 'words alone, the embedding model is not here';

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
}, 300_000);
afterAll(() => shop?.close());

/** The newest message's replies are the ones on the screen. */
function replyIn(shown: Message[], tap: string | number): { label: string; payload: string } {
  const replies = shown.at(-1)?.quickReplies ?? [];
  const reply =
    typeof tap === 'number' ? replies[tap - 1] : replies.find(({ label }) => label.startsWith(tap));
  if (!reply) throw new Error(`There is no reply "${tap}" under ${JSON.stringify(shown.at(-1))}.`);
  return reply;
}

function offeredCoupon(messages: Message[]): CouponItem | undefined {
  const card = messages.map((message) => message.card).findLast((one) => one?.kind === 'coupon');
  return card?.kind === 'coupon' && card.coupon.state === 'offered' ? card.coupon : undefined;
}

async function play(shopper: TestShopper, turn: DialogueTurn, shown: Message[]) {
  const { say, sayOneOf, tap, offer, press } = turn;
  for (const text of sayOneOf ?? []) {
    await startOver(shopper.conversationId);
    const { sequence } = await shopper.send(text);
    const { decision } = await traceOf(shopper.conversationId, sequence);
    if (decision === turn.expect.decision || text === sayOneOf?.at(-1)) return sequence;
  }
  if (say !== undefined) {
    // A burst leaves the browser in one go: whether it is one turn must not depend on how busy this machine is.
    const sent = await Promise.all([say].flat().map((text) => shopper.send(text)));
    return Math.max(...sent.map(({ sequence }) => sequence));
  }
  if (tap !== undefined) {
    const { label, payload } = replyIn(shown, tap);
    return (await shopper.send(label, payload)).sequence;
  }
  if (offer !== undefined) {
    await shopper.done('offer.respond', { offerId: offeredCoupon(shown)?.offerId, response: offer });
    return undefined;
  }
  const event = { 'request-human': 'requestHuman', 'cancel-request': 'cancelRequest', close: 'close' }[
    press ?? 'close'
  ];
  await shopper.done(`conversation.${event}`, {});
  return undefined;
}

interface TurnRecord {
  decision: string;
  why: string;
  match?: MatchTrace;
  questions?: { rewritten?: string }[];
}

/** A turn has ended once its trace is there, silent ones included. */
async function traceOf(conversationId: string, aboutSequence: number): Promise<TurnRecord> {
  for (let waited = 0; waited < 10_000; waited += 20) {
    const row = await shop.prisma.trace.findUnique({
      where: { conversationId_aboutSequence: { conversationId, aboutSequence } },
      select: { content: true },
    });
    if (row) return row.content as unknown as TurnRecord;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The turn did not end within 10 s.');
}

function check(
  { expect: wanted }: DialogueTurn,
  said: Message[],
  record: TurnRecord | undefined,
  told: string,
) {
  const texts = said.map(({ text }) => text ?? '').join('\n');
  const cards = said.flatMap(({ card }) => (card ? [card] : []));
  const kinds = cards.map(({ kind }) => kind);
  const best = record?.match?.candidates[0];
  if (wanted.decision) expect(record?.decision, told).toBe(wanted.decision);
  if (wanted.matched) expect(best?.id, told).toBe(wanted.matched);
  if (wanted.entry)
    expect(
      said.map(({ source }) => source?.entryId),
      told,
    ).toContain(wanted.entry);
  if (wanted.text) expect(texts, told).toContain(wanted.text);
  if (wanted.without) expect(texts, told).not.toContain(wanted.without);
  if (wanted.card) expect(kinds, told).toContain(wanted.card);
  if (wanted.noCard) expect(kinds, told).not.toContain(wanted.noCard);
  if (wanted.cardText) expect(JSON.stringify(cards), told).toContain(wanted.cardText);
  const replies = said.at(-1)?.quickReplies ?? [];
  if (wanted.reply)
    expect(
      replies.map(({ label }) => label.startsWith(wanted.reply ?? '')),
      told,
    ).toContain(true);
  if (wanted.rewritten) expect(record?.questions?.at(-1)?.rewritten, told).toContain(wanted.rewritten);
  if (wanted.questions !== undefined) expect(record?.questions, told).toHaveLength(wanted.questions);
  if (wanted.messages !== undefined) expect(said, told).toHaveLength(wanted.messages);
  if (wanted.person !== undefined) {
    const payloads = replies.map(({ payload }) => payload);
    expect(payloads.includes('command:human'), told).toBe(wanted.person);
  }
}

describe(`dialogues, matched by ${matching}`, () => {
  it.each(dialogues.map(({ file, dialogue }) => ({ file, ...dialogue })))('$file: $title', async ({
    who,
    turns,
  }) => {
    const shopper = await shop.shopper(who === 'anonymous' ? undefined : who);
    // Another dialogue of the same customer may have gone before: each begins anew, without a consent of earlier.
    await startOver(shopper.conversationId);
    let shown: Message[] = [];
    const dismissed = new Set<string | undefined>();
    for (const [index, turn] of turns.entries()) {
      const before = (await shopper.history()).at(-1)?.sequence ?? 0;
      const sequence = await play(shopper, turn, shown);
      const record = sequence === undefined ? undefined : await traceOf(shopper.conversationId, sequence);
      const news = (await shopper.history()).filter(
        (message) => message.sequence > (turn.sayOneOf && sequence ? sequence : before),
      );
      const said = news.filter(({ from }) => from !== 'shopper');
      if (turn.offer === 'dismissed') dismissed.add(offeredCoupon(shown)?.couponId);
      if (said.length > 0) shown = said;
      expect(dismissed).not.toContain(offeredCoupon(said)?.couponId ?? 'none');
      check(turn, said, record, `turn ${index + 1}, ${JSON.stringify({ turn, said, record: record?.why })}`);
      const { state } = await shopper.status();
      if (turn.expect.state) expect(state, `turn ${index + 1}`).toBe(turn.expect.state);
    }
    shopper.close();
  });
});

async function startOver(conversationId: string): Promise<void> {
  const { customerId } = await shop.prisma.conversation.update({
    where: { id: conversationId },
    data: { state: 'bot', dialogue: { misses: 0 }, version: { increment: 1 } },
    select: { customerId: true },
  });
  if (!customerId) return;
  await shop.prisma.consent.deleteMany({ where: { customerId } });
  await shop.prisma.orderRequest.deleteMany({ where: { customerId } });
}
