import type { AnswersResponse } from '../contract/http.js';
import { notFound } from '../platform/errors.js';
import type { Answering } from './answering.js';
import { freshDialogue } from './decision.js';
import type { Person } from './evidence.js';
import { traceOf } from './outcome.js';

export interface TestBenchNeeds {
  answer: Answering;
  /** Our customer for the shop's id; undefined when there is none. */
  findCustomer: (externalId: string) => Promise<{ id: string; name: string; tier: string } | undefined>;
}

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Answers one text as the chat would, by the same code, without a conversation: nothing is stored or shown to anyone.
 * @param earlier what was said before: its memory is what `text` is read with
 * @throws AppError `not-found` for an unknown customer
 */
export function createTestBench({ answer, findCustomer }: TestBenchNeeds) {
  return async function tryOut(
    text: string,
    customer: string | undefined,
    earlier?: string,
  ): Promise<AnswersResponse> {
    const found = customer === undefined ? undefined : await findCustomer(customer);
    if (customer !== undefined && !found) throw notFound(`没有找到编号是 ${customer} 的顾客。`);
    const person: Person = {
      visitorId: nobody,
      ...(found ? { customerId: found.id, name: found.name, tier: found.tier } : {}),
    };
    const texts = [text];
    const turn = { conversationId: nobody, state: 'bot' as const, person };
    const before =
      earlier === undefined || earlier.trim() === ''
        ? freshDialogue
        : (await answer({ ...turn, dialogue: freshDialogue, texts: [earlier] })).dialogue;
    const answered = await answer({ ...turn, dialogue: before, texts });
    const trace = traceOf({ texts }, answered);
    const { match } = trace;
    const total = Object.values(trace.milliseconds).reduce((sum, lap) => sum + lap, 0);
    return {
      decision: trace.decision,
      confidence: match?.confidence ?? 0,
      candidates: match?.candidates.map(({ id, kind, title, score }) => ({ id, kind, title, score })) ?? [],
      reply: answered.messages.map(({ text: said, card }) => ({
        ...(said ? { text: said } : {}),
        ...(card ? { card } : {}),
      })),
      trace: { ...trace, milliseconds: { ...trace.milliseconds, total: Math.round(total * 10) / 10 } },
    };
  };
}

export type TestBench = ReturnType<typeof createTestBench>;
