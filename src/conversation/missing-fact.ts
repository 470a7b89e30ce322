import type { IntentDefinition, PerformedAction } from '../contract/intents.js';
import type { Dialogue, MissingFact } from './decision.js';
import type { Evidence, Person, Understanding } from './evidence.js';

const needsLogin: Record<PerformedAction, boolean> = {
  'order-status': true,
  'order-list': true,
  wallet: true,
  points: true,
  'offer-coupon': true,
  recommend: false,
  consent: false,
  'view-data': false,
  'export-data': true,
  'erase-data': false,
  'stop-marketing': false,
  'explain-offer': true,
  'keep-data': false,
  'request-status': true,
  'withdraw-request': true,
  'cancel-order': true,
  'change-address': true,
  return: true,
  exchange: true,
  refund: true,
  'price-protection': true,
  invoice: true,
};

export interface MissingFactInput {
  person: Person;
  evidence: Evidence;
  understanding: Understanding;
  dialogue: Pick<Dialogue, 'consentAskedAt'>;
  upset: boolean;
}

/**
 * What must be known or granted before an action may run, the most basic thing first.
 *
 * Consent is asked of customers only: a visitor whom we do not know gets what everybody gets. It is not asked of
 * somebody who is upset (suggestions are then the same for everybody), nor when the ledger could not be read, because
 * the answer may be there. Whoever goes on shopping instead of answering sees what everybody sees, and is not asked again.
 */
export function missingFact(
  { person, evidence, understanding, dialogue, upset }: MissingFactInput,
  { slots }: Pick<IntentDefinition, 'slots'>,
  action: PerformedAction,
): MissingFact | undefined {
  if (needsLogin[action] && !person.customerId) return 'login';
  const usesProfile =
    action === 'offer-coupon' || (action === 'recommend' && dialogue.consentAskedAt === undefined);
  if (usesProfile && person.customerId && !upset && isUndecided(evidence)) return 'consent';
  // Conditions make a suggestion better, and none is needed for one.
  if (action === 'recommend' || action === 'consent') return undefined;
  return slots.find((slot) => slot.required && !understanding.slots[slot.name])?.name;
}

function isUndecided({ consents }: Evidence): boolean {
  if (!consents) return false;
  return !consents.some(({ purpose, granted }) => purpose === 'personalization' && granted !== undefined);
}
