import type { MatchDocument } from '../../src/knowledge/index/document.js';
import type { LabelledData, LabelledQuestion } from './labelled-questions.js';
import { makeSyntheticEntries } from './synthetic-entries.js';

/** What tables are drawn from. */
export interface DrawMaterial {
  /** Every labelled question of each intent, known or asked. */
  intents: readonly LabelledGroup[];
  /** The starter knowledge base: standard question first. */
  starter: readonly LabelledGroup[];
  /** Sentences that no table answers. */
  offTopic: readonly string[];
  /** How a text is cut into words, for made-up entries. */
  segment: (text: string) => string[];
}

export interface LabelledGroup {
  id: string;
  questions: readonly string[];
}

/** A table to build, and what to ask it. */
export interface Draw {
  documents: MatchDocument[];
  questions: LabelledQuestion[];
}

/** A way to draw tables; the same one in every draw but for chance. */
export interface Protocol {
  name: string;
  /** False: words alone. */
  withModel: boolean;
  draw(material: DrawMaterial, random: () => number): Draw;
}

/** Questions asked of one table at most, beside those off topic: more would only take time. */
const mostAsked = 1000;
/** Made-up entries come from one seed, so that their vectors are computed once for all draws. */
const madeUpSeed = 23;

/** @param starter Questions of each starter entry, the standard one first. */
export function drawMaterial(
  { documents, questions }: LabelledData,
  starter: readonly (readonly string[])[],
  segment: (text: string) => string[],
): DrawMaterial {
  return {
    intents: documents.map(({ id, questions: known }) => ({
      id,
      questions: [...known, ...questions.filter(({ gold }) => gold[0] === id).map(({ text }) => text)],
    })),
    starter: starter.map((each, at) => ({ id: `starter-${at}`, questions: each })),
    offTopic: questions.filter(({ gold }) => gold.length === 0).map(({ text }) => text),
    segment,
  };
}

/**
 * The protocols. A name such as `10 known` is that many known questions of each intent; everything else is asked.
 *
 * @param seeded A generator by its seed: made-up entries are the same in every draw.
 */
export function protocols(seeded: (seed: number) => () => number): Protocol[] {
  const known = (count: number, withModel = true): Protocol => ({
    name: `${count} known${withModel ? '' : ', by words'}`,
    withModel,
    draw: ({ intents, offTopic }, random) =>
      split(intents, (_, order) => order.slice(0, count), offTopic, random),
  });
  const starterHalf = (withModel: boolean): Protocol => ({
    name: `starter base, half of the questions known${withModel ? '' : ', by words'}`,
    withModel,
    draw: ({ starter, offTopic }, random) =>
      split(starter, (_, order) => order.slice(0, Math.ceil(order.length / 2)), offTopic, random),
  });
  const starterSingle = (madeUp: number, withModel = true): Protocol => ({
    name: `starter base, standard questions only${madeUp > 0 ? `, beside ${madeUp} others` : ''}${withModel ? '' : ', by words'}`,
    withModel,
    draw({ intents, starter, offTopic, segment }, random) {
      const drawn = split(starter, (questions) => questions.slice(0, 1), offTopic, random);
      if (madeUp === 0) return drawn;
      const source = intents.map(({ questions }) => ({ questions: questions.map(segment) }));
      const others = makeSyntheticEntries(source, madeUp, seeded(madeUpSeed)).documents;
      const single = others.map((each) => ({ ...each, questions: each.questions.slice(0, 1) }));
      return { ...drawn, documents: [...drawn.documents, ...single] };
    },
  });
  return [
    ...[30, 10, 5, 2, 1].map((count) => known(count)),
    {
      name: '10 known, half of the intents removed',
      withModel: true,
      draw({ intents, offTopic }, random) {
        const { documents, questions } = split(intents, (_, order) => order.slice(0, 10), offTopic, random);
        const kept = new Set(shuffled(documents, random).slice(0, documents.length >> 1));
        const ids = new Set(Array.from(kept, ({ id }) => id));
        return {
          documents: documents.filter((each) => kept.has(each)),
          questions: questions.map(({ text, gold }) => ({ text, gold: gold.filter((id) => ids.has(id)) })),
        };
      },
    },
    known(10, false),
    known(30, false),
    starterHalf(true),
    starterHalf(false),
    starterSingle(0),
    starterSingle(0, false),
    ...[1000, 5000, 15_800].map((count) => starterSingle(count)),
  ];
}

/**
 * Lets some questions of each group be known, and asks the rest, together with what is off topic.
 *
 * @param knownOf Chooses the known ones, from the questions as they are and in a drawn order.
 */
function split(
  groups: readonly LabelledGroup[],
  knownOf: (questions: readonly string[], order: readonly string[]) => readonly string[],
  offTopic: readonly string[],
  random: () => number,
): Draw {
  const documents: MatchDocument[] = [];
  const asked: LabelledQuestion[] = [];
  for (const { id, questions } of groups) {
    const different = [...new Set(questions)];
    const order = shuffled(different, random);
    const known = knownOf(different, order);
    documents.push({ id, kind: 'entry', title: known[0] ?? '', questions: [...known] });
    for (const text of order) if (!known.includes(text)) asked.push({ text, gold: [id] });
  }
  return {
    documents,
    questions: [
      ...shuffled(asked, random).slice(0, mostAsked),
      ...offTopic.map((text) => ({ text, gold: [] })),
    ],
  };
}

/** Fisher–Yates, on a copy. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as T, order[at] as T];
  }
  return order;
}
