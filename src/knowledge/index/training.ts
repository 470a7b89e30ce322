import {
  type Bars,
  type Calibration,
  calibrate,
  chooseBars,
  fitCalibration,
  type Outcome,
} from './calibration.js';
import { type Exclusion, nothingExcluded, type QuestionTable } from './document.js';
import { candidateFeatures, gatherEvidence, type Indexes } from './evidence.js';
import { likeliestOutcome } from './outcome-chances.js';
import { fitRanking, probabilities, type RankingExample, type RankingWeights } from './ranking-model.js';

/** Known questions asked anew for training; more add time but hardly accuracy to 17 weights. */
const mostQuestions = 500;
/** A table of many questions is slow to ask, so it is asked less: this many comparisons, but not below the least. */
const comparisons = 1_500_000;
const leastQuestions = 150;
/** Questions whose whole document is hidden, so that "none of them" is right, per question asked. */
const hiddenPerKnown = 0.3;
/** Share of all weight on such questions: how often shoppers are taken to ask about the shop what is not held. */
const hiddenShare = 0.12;
/** Share of all weight on questions that have nothing to do with a shop. */
const foreignShare = 0.05;
/** A foreign question with more than this plain cosine (or word cover) to a known one may well be held. */
const heldFrom = 0.75;
/** Fewer held-out questions than this say too little about bars: those of the prior are kept. */
const leastForBars = 60;
const folds = 4;
/** Questions left out of one head at most, as a share of all: one head is fitted for so many of them together. */
const leftOutShare = 0.1;
/**
 * A left-out question is answered from one question fewer than a shopper's will be, which is a bias against few (the
 * learning curve, Hastie, Tibshirani & Friedman 2009, section 7.10.1). The log-odds of being right grow by about this
 * for each unit of the logarithm of the questions that a document has.
 */
const learningSlope = 0.6;
/**
 * From this many questions on the bias is within the noise of six draws, and where much of what is asked is not held,
 * giving it back only adds to a confidence that is too high already.
 */
const hardlyBiasedFrom = 5;
/** Inverse variance of the weights around the prior. */
const priorPrecision = 2;

/** A text to be asked, normalised, with its vector when there is a model. */
export interface AskedText {
  text: string;
  embedding: Float32Array | undefined;
}

export interface TrainedRanking {
  weights: RankingWeights;
  calibration: Calibration;
  bars: Bars;
  /** Number of held-out questions that it was trained on. */
  examples: number;
}

/**
 * Asks known questions as if they were new (each left out in turn, or its whole document hidden) and returns what
 * the indexes say about them. Documents are visited round-robin, so that big ones do not crowd out small ones.
 *
 * @param embeddingOf The vector of question q, when there is a model.
 * @param foreign Questions whose right answer is "none".
 * @param random Decides which questions are drawn when there are more than needed.
 * @param pause Awaited now and then, so that a server can do other things in between.
 */
export async function collectExamples(
  indexes: Indexes,
  embeddingOf: (question: number) => Float32Array | undefined,
  foreign: readonly AskedText[],
  random: () => number,
  pause: () => Promise<void>,
): Promise<RankingExample[]> {
  const { starts, texts } = indexes.table;
  const examples: RankingExample[] = [];
  const ask = (
    using: Indexes,
    question: number,
    excluded: Exclusion,
    document: number | undefined,
    outcome?: number,
  ) => {
    const evidence = gatherEvidence(using, texts[question] as string, embeddingOf(question), excluded);
    const right = evidence.candidates.findIndex((candidate) => candidate.document === document);
    examples.push({ evidence, right: right === -1 ? undefined : right, outcome, weight: 1 });
  };

  const outcomeOf = (document: number) => indexes.table.outcomeOf[document] as number;
  const documentsOf = new Map<number, number>();
  for (const outcome of indexes.table.outcomeOf)
    documentsOf.set(outcome, (documentsOf.get(outcome) ?? 0) + 1);
  const othersLeadTo = (document: number) => (documentsOf.get(outcomeOf(document)) ?? 0) > 1;

  const known = drawQuestions(
    starts,
    2,
    Math.max(leastQuestions, Math.min(mostQuestions, Math.floor(comparisons / texts.length))),
    random,
  );
  const parts = Math.max(1, Math.ceil(known.length / (leftOutShare * texts.length)));
  for (let part = 0; part < parts; part++) {
    const asked = known.filter((_, at) => at % parts === part);
    const head = await indexes.heads?.learn(new Set(asked.map(({ question }) => question)));
    const using = head ? { ...indexes, head } : indexes;
    for (const [at, { question, document }] of asked.entries()) {
      ask(using, question, { from: question, to: question + 1 }, document, outcomeOf(document));
      if (at % 20 === 19) await pause();
    }
  }
  const hiddenFrom = examples.length;
  const hidden = drawQuestions(starts, 1, Math.ceil(known.length * hiddenPerKnown), random);
  for (const [at, { question, document }] of hidden.entries()) {
    const hiddenRange = { from: starts[document] as number, to: starts[document + 1] as number };
    ask(indexes, question, hiddenRange, undefined, othersLeadTo(document) ? outcomeOf(document) : undefined);
    if (at % 20 === 19) await pause();
  }
  return weighed(examples.slice(0, hiddenFrom), examples.slice(hiddenFrom), askForeign(indexes, foreign));
}

/** Asks what has nothing to do with the shop; what the index seems to hold all the same is left out. */
function askForeign(indexes: Indexes, foreign: readonly AskedText[]): RankingExample[] {
  const cosine = candidateFeatures.indexOf('cosine');
  const cover = candidateFeatures.indexOf('wordCover');
  return foreign
    .map(({ text, embedding }) => gatherEvidence(indexes, text, embedding))
    .filter(({ candidates }) =>
      candidates.every(
        ({ features }) =>
          (features[cosine] as number) < 2 * heldFrom - 1 && (features[cover] as number) < heldFrom,
      ),
    )
    .map((evidence) => ({ evidence, right: undefined, outcome: undefined, weight: 1 }));
}

/**
 * Asks questions that are not in the index, each once with its document there and, one in five, once with it hidden;
 * then foreign ones.
 */
export function collectForeignExamples(
  indexes: Indexes,
  asked: readonly (AskedText & { document: number })[],
  foreign: readonly AskedText[],
): RankingExample[] {
  const { starts } = indexes.table;
  const example = (
    text: string,
    embedding: Float32Array | undefined,
    excluded: Exclusion,
    document?: number,
  ) => {
    const evidence = gatherEvidence(indexes, text, embedding, excluded);
    const right = evidence.candidates.findIndex((candidate) => candidate.document === document);
    const outcome = document === undefined ? undefined : indexes.table.outcomeOf[document];
    return { evidence, right: right === -1 ? undefined : right, outcome, weight: 1 };
  };
  const known = asked.map(({ text, embedding, document }) =>
    example(text, embedding, nothingExcluded, document),
  );
  const hidden = asked
    .filter((_, at) => at % 5 === 0)
    .map(({ text, embedding, document }) =>
      example(text, embedding, { from: starts[document] as number, to: starts[document + 1] as number }),
    );
  return weighed(known, hidden, askForeign(indexes, foreign));
}

/** Weighs the three kinds of question so that each has its share. */
function weighed(
  known: RankingExample[],
  hidden: RankingExample[],
  foreign: RankingExample[],
): RankingExample[] {
  const weigh = (group: RankingExample[], share: number) => {
    const weight = (share / (1 - hiddenShare - foreignShare)) * (known.length / Math.max(1, group.length));
    return group.map((example) => ({ ...example, weight }));
  };
  return [...known, ...weigh(hidden, hiddenShare), ...weigh(foreign, foreignShare)];
}

/**
 * Fits the ranking to the examples, then calibrates it and chooses bars on predictions of models that had not seen
 * the question (cross-fitting).
 *
 * @param outcomeOf Outcome of each document: confidence is the chance of the likeliest outcome.
 * @param prior What holds without examples, and pulls with few.
 * @param gain What leaving a question out took from the log-odds of being right, to be given back (`learningGain`).
 */
export async function trainRanking(
  examples: RankingExample[],
  outcomeOf: Int32Array,
  prior: TrainedRanking,
  pause: () => Promise<void>,
  gain = 0,
): Promise<TrainedRanking> {
  if (examples.length === 0) return prior;
  const weights = fitRanking(examples, prior.weights, priorPrecision);
  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inFold = (_: RankingExample, at: number) => at % folds === fold;
    await pause();
    const foldWeights = fitRanking(
      examples.filter((example, at) => !inFold(example, at)),
      prior.weights,
      priorPrecision,
      weights,
    );
    for (const { evidence, outcome, weight } of examples.filter(inFold)) {
      const likeliest = likeliestOutcome(probabilities(foldWeights, evidence), evidence, outcomeOf);
      if (likeliest === undefined) continue;
      outcomes.push({ confidence: likeliest.chance, right: likeliest.outcome === outcome, weight });
    }
  }
  if (outcomes.length < leastForBars) return { ...prior, weights, examples: examples.length };
  const leftOut = fitCalibration(outcomes);
  const calibration = { ...leftOut, shift: leftOut.shift + gain };
  const calibrated = outcomes.map((outcome) => ({
    ...outcome,
    confidence: calibrate(calibration, outcome.confidence),
  }));
  return { weights, calibration, bars: chooseBars(calibrated, gain), examples: examples.length };
}

/** How many more of its log-odds a table's ranking has than when each question is left out in turn. */
export function learningGain({ starts }: Pick<QuestionTable, 'starts'>): number {
  let sum = 0;
  let documents = 0;
  for (let document = 0; document + 1 < starts.length; document++) {
    const size = (starts[document + 1] as number) - (starts[document] as number);
    if (size > 0) documents++;
    // A document with one question is never asked in training, so nothing is known to be given back.
    if (size > 1 && size < hardlyBiasedFrom) sum += Math.log(size / (size - 1));
  }
  return (learningSlope * sum) / Math.max(1, documents);
}

/** Draws up to `count` questions, one per document and round, from documents with at least `least` questions. */
function drawQuestions(
  starts: Int32Array,
  least: number,
  count: number,
  random: () => number,
): { question: number; document: number }[] {
  const decks: { document: number; questions: number[] }[] = [];
  for (let document = 0; document + 1 < starts.length; document++) {
    const from = starts[document] as number;
    const size = (starts[document + 1] as number) - from;
    if (size >= least)
      decks.push({
        document,
        questions: shuffle(
          Array.from({ length: size }, (_, at) => from + at),
          random,
        ),
      });
  }
  shuffle(decks, random);
  const drawn: { question: number; document: number }[] = [];
  for (let round = 0; drawn.length < count; round++) {
    const before = drawn.length;
    for (const { document, questions } of decks) {
      const question = questions[round];
      if (question !== undefined && drawn.length < count) drawn.push({ question, document });
    }
    if (drawn.length === before) break;
  }
  return drawn;
}

/** Fisher–Yates, in place. */
function shuffle<T>(items: T[], random: () => number): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
  return items;
}
