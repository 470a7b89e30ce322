import { wordingKey } from './wording.js';

/** Who answers to a wording: an entry by its question or a similar one, an intent by an example. */
export interface Claimant {
  id: string;
  kind: 'entry' | 'intent';
  /** The standard question or the intent's name: what a person knows it by. */
  title: string;
  questions: readonly string[];
  /** What it leads to, when others lead there too. */
  outcome?: string;
}

export interface Clash {
  /** Position in the newcomer's `questions`. */
  index: number;
  text: string;
  owner: Claimant;
}

/** Every wording that is taken, with its owner. The first to claim a wording keeps it. */
export interface Claims {
  /** Wordings of the newcomer that somebody else already answers to; its own earlier wordings are no clash. */
  clashes(newcomer: Claimant): Clash[];
  ownerOf(text: string): Claimant | undefined;
  add(claimant: Claimant): void;
}

export function createClaims(claimants: Iterable<Claimant> = []): Claims {
  const owners = new Map<string, Claimant>();
  const claims: Claims = {
    clashes: (newcomer) =>
      newcomer.questions.flatMap((text, index) => {
        const owner = owners.get(wordingKey(text));
        return owner === undefined || (owner.id === newcomer.id && owner.kind === newcomer.kind)
          ? []
          : [{ index, text, owner }];
      }),
    ownerOf: (text) => owners.get(wordingKey(text)),
    add(claimant) {
      for (const question of claimant.questions) {
        const key = wordingKey(question);
        if (!owners.has(key)) owners.set(key, claimant);
      }
    },
  };
  for (const claimant of claimants) claims.add(claimant);
  return claims;
}
