import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { conversationState } from '../../src/contract/messages.js';
import { packageRoot } from '../../src/platform/package-root.js';

const cardKind = z.enum(['product', 'productList', 'comparison', 'order', 'coupon', 'dataExport']);

const expectation = z.strictObject({
  /** Of the turn's trace; `hand-off: now` and `offer` are told apart by `state`. */
  decision: z.enum(['answer', 'clarify', 'fill-slot', 'perform', 'hand-off', 'stay-silent']).optional(),
  /** The entry that answered, as the message names its source. */
  entry: z.string().optional(),
  /** The best candidate of the match. */
  matched: z.string().optional(),
  /** Stands in one of the messages. */
  text: z.string().optional(),
  /** Stands in none of them. */
  without: z.string().optional(),
  /** Kind of one of the cards. */
  card: cardKind.optional(),
  /** Kind of card that must not be there. */
  noCard: cardKind.optional(),
  /** Stands in one of the cards. */
  cardText: z.string().optional(),
  /** Whether the newest message has a reply that calls a person. */
  person: z.boolean().optional(),
  /** Beginning of one of the replies to tap under the newest message. */
  reply: z.string().optional(),
  /** Words of the way in which the last question was read, when that is not as it stands. */
  rewritten: z.string().optional(),
  /** How many questions the turn was read as. */
  questions: z.int().optional(),
  /** Number of messages of the bot. */
  messages: z.int().optional(),
  /** Who owns the conversation afterwards. */
  state: conversationState.optional(),
});

const turn = z
  .strictObject({
    /** Typed words; several are a burst. */
    say: z.union([z.string().min(1), z.array(z.string().min(1)).min(2)]).optional(),
    /** Types one after the other, each time starting over, until one is decided as expected: for wordings in between. */
    sayOneOf: z.array(z.string().min(1)).min(2).optional(),
    /** Taps the reply with this label, or the beginning of it, or the n-th, under the newest message. */
    tap: z.union([z.string().min(1), z.int().positive()]).optional(),
    /** Answers the newest offer. A coupon that was dismissed must not be offered again in the dialogue. */
    offer: z.enum(['accepted', 'dismissed']).optional(),
    /** The buttons of the widget. */
    press: z.enum(['request-human', 'cancel-request', 'close']).optional(),
    expect: expectation.default({}),
  })
  .refine(
    ({ say, sayOneOf, tap, offer, press }) =>
      [say, sayOneOf, tap, offer, press].filter((one) => one !== undefined).length === 1,
    'needs exactly one of say, sayOneOf, tap, offer and press',
  );

/** A conversation with what should come of it. */
export const dialogue = z.strictObject({
  title: z.string().min(1),
  /** `anonymous`, or a customer of the demo page. */
  who: z.union([z.literal('anonymous'), z.string().regex(/^C\d{4}$/)]),
  turns: z.array(turn).min(1),
});
export type Dialogue = z.infer<typeof dialogue>;
export type DialogueTurn = Dialogue['turns'][number];

/** @throws an error that names the file when one is not valid */
export async function readDialogues(): Promise<{ file: string; dialogue: Dialogue }[]> {
  const folder = join(packageRoot(), 'test', 'dialogues');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const read = dialogue.safeParse(parse(await readFile(join(folder, file), 'utf8')));
      if (!read.success) throw new Error(`${file} is not a dialogue: ${z.prettifyError(read.error)}`);
      return { file, dialogue: read.data };
    }),
  );
}
