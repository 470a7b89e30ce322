import type { AnswersResponse } from '../contract/http.js';
import { notFound } from '../platform/errors.js';
import { compose } from './compose.js';
import { decide } from './decide.js';
import { freshDialogue } from './decision.js';
import type { CustomerFacts, Knowledge, Person, Understanding } from './evidence.js';
import { gather } from './gather.js';
import type { ConversationPolicy } from './policy.js';
import { understandingTrace } from './understanding-trace.js';

export interface TestBenchNeeds {
  understand: (text: string) => Understanding;
  knowledge: Knowledge;
  facts: CustomerFacts;
  /** Our customer for the shop's id; undefined when there is none. */
  findCustomer: (externalId: string) => Promise<{ id: string; name: string; tier: string } | undefined>;
  policy: ConversationPolicy;
}

const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Answers one text as the chat would, by the same code, without a conversation: nothing is stored or shown to anyone.
 * @throws AppError `not-found` for an unknown customer
 */
export function createTestBench({ understand, knowledge, facts, findCustomer, policy }: TestBenchNeeds) {
  return async function answer(text: string, customer: string | undefined): Promise<AnswersResponse> {
    const started = performance.now();
    const found = customer === undefined ? undefined : await findCustomer(customer);
    if (customer !== undefined && !found) throw notFound(`没有找到编号是 ${customer} 的顾客。`);
    const person: Person = {
      visitorId: nobody,
      ...(found ? { customerId: found.id, name: found.name, tier: found.tier } : {}),
    };
    const understanding = understand(text);
    const context = {
      conversationId: nobody,
      state: 'bot' as const,
      person,
      dialogue: freshDialogue,
      understanding,
    };
    const evidence = await gather(context, knowledge, facts, policy);
    const decision = decide({ ...context, evidence, knowledge, policy });
    const { messages } = compose(decision, {
      understanding,
      evidence,
      knowledge,
      dialogue: freshDialogue,
      staffing: 'present',
      random: () => 0,
    });
    const { match } = evidence;
    return {
      decision: decision.kind,
      confidence: match?.confidence ?? 0,
      candidates: match?.candidates.map(({ id, kind, title, score }) => ({ id, kind, title, score })) ?? [],
      reply: messages.map(({ text: said, card }) => ({
        ...(said ? { text: said } : {}),
        ...(card ? { card } : {}),
      })),
      trace: {
        text,
        ...(match ? { match } : {}),
        ...understandingTrace(understanding),
        decision: decision.kind,
        why: decision.why,
        milliseconds: { total: Math.round((performance.now() - started) * 10) / 10 },
      },
    };
  };
}

export type TestBench = ReturnType<typeof createTestBench>;
