import type { PerformedAction } from '../../contract/intents.js';
import type { Decision, Pending } from '../decision.js';
import { type DecideInput, upsetIn } from './input.js';

/** What shoppers can do about what is known of them. */
export const ownDataActions = [
  'view-data',
  'export-data',
  'erase-data',
  'keep-data',
] as const satisfies readonly PerformedAction[];

/** The first of two questions; when an erasure waits already, how it stands is told instead. */
export function askForErasure(input: DecideInput, intentId: string, why: string): Decision {
  const upset = upsetIn(input);
  const about = { action: 'erase-data', intentId, upset } as const;
  const { ownData } = input.evidence;
  if (!ownData || ownData.erasure) return { kind: 'perform', ...about, why };
  return {
    kind: 'fill-slot',
    ...about,
    missing: 'erasure-wish',
    confirming: { id: input.newRequestId, summary: '' },
    why: `${why}; to be confirmed twice`,
  };
}

/** Yes goes on, no ends it; anything else is another matter, and the question is not open any more. */
export function replyToErasure(input: DecideInput, pending: Pending): Decision | undefined {
  const { command, understanding } = input;
  const said = command?.kind === 'erasure' ? command.granted : undefined;
  const inWords = command || !understanding.confirmation ? undefined : understanding.confirmation === 'yes';
  const yes = said ?? inWords;
  const { confirming, intentId } = pending;
  if (yes === undefined || !confirming) return undefined;
  const about = { action: 'erase-data', intentId, upset: upsetIn(input) } as const;
  if (!yes) return { kind: 'perform', ...about, why: 'the shopper does not want it after all' };
  if (pending.missing === 'erasure-wish') {
    return { kind: 'fill-slot', ...about, missing: 'erasure-sure', confirming, why: 'confirmed once' };
  }
  // Nothing is stored that could not be told: how long it can be taken back is part of the answer.
  if (!input.evidence.ownData) return { kind: 'perform', ...about, why: 'how it stands could not be read' };
  return { kind: 'perform', ...about, confirmed: confirming, why: 'confirmed twice' };
}
