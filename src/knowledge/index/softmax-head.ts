import { countCharacterGrams, type GramVector, gramBuckets } from './character-grams.js';
import type { Exclusion, QuestionTable } from './document.js';
import { addScaled, dot, dotRows } from './vectors.js';

/** Share of the squared length of an input that its character n-grams have, beside a vector. */
const gramShare = 0.25;
/** Passes over the questions: more for a small table, which costs little. */
const passes = { least: 5, most: 12, questions: 8000 };
/** Questions visited in all passes together, at most; a huge table is seen less than `passes.least` times. */
const mostVisits = 60_000;
/** Step of the gradient descent at its start; it falls to 0 in a straight line. Inputs have length 1. */
const firstStep = 4;
/** Changes smaller than this are not made: most documents are far from most questions. */
const leastChange = 0.02;
/** A question is told apart from this many documents, those nearest to it on the whole. */
const mostRivals = 96;
/**
 * What hiding a document takes back of what its questions taught about the others. All of it would be too much,
 * because the rest would have been learned differently without them: against heads fitted anew without the document
 * the mean best score was 3.27 to 3.24 (51 documents of 10 questions), 2.49 to 2.37 (of 5) and 3.76 to 3.82 (85 of 10).
 */
const takenBack = 0.5;
const leastDocuments = 5;
/** More documents than this would cost more time than the head is worth. */
const mostDocuments = 1000;

/** What a head sees of one text. */
interface HeadInput {
  vector: Float32Array | undefined;
  grams: GramVector;
}

/**
 * Multinomial logistic regression, one class per document, over the vector of a text and its character n-grams
 * (Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification": a linear softmax over hashed n-grams, its
 * step falling in a straight line).
 */
export interface SoftmaxHead {
  /**
   * One score per document, negative infinity for one without questions; their softmax is the chance of each. Where
   * a whole document is excluded, what its questions taught about the others is taken back. A single excluded
   * question makes no difference: ask a head that was fitted without it.
   *
   * @param text Normalised.
   * @param vector Unit vector; absent when the head was fitted without.
   */
  scores(text: string, vector: Float32Array | undefined, excluded: Exclusion): Float64Array;
}

/** What heads over one table have in common. */
export interface HeadFitting {
  /** Fits a head on the questions that are not left out. */
  learn(leftOut: ReadonlySet<number>): Promise<SoftmaxHead>;
}

/**
 * Prepares heads over a table.
 *
 * @param vectorOf Unit vector of a question, when there is a model.
 * @param meaningOf What a normalised text says once the shop's own words are read.
 * @param random Numbers in [0, 1): the order in which questions are visited.
 * @returns Undefined when too few documents have two questions or there are too many documents.
 */
export function prepareHeads(
  table: QuestionTable,
  vectorOf: ((question: number) => Float32Array) | undefined,
  meaningOf: (text: string) => string,
  random: () => number,
  pause: () => Promise<void>,
): HeadFitting | undefined {
  const { starts } = table;
  const documents = starts.length - 1;
  let several = 0;
  for (let d = 0; d < documents; d++) if ((starts[d + 1] ?? 0) - (starts[d] ?? 0) > 1) several++;
  if (several < leastDocuments || documents > mostDocuments) return undefined;

  const texts = table.texts.map(meaningOf);
  return {
    async learn(leftOut) {
      const learned = Array.from(texts.keys()).filter((q) => !leftOut.has(q));
      const grams = countCharacterGrams(learned.map((q) => texts[q] as string));
      const inputs: HeadInput[] = [];
      for (const [q, text] of texts.entries()) {
        inputs.push({ vector: vectorOf?.(q), grams: grams.read(text) });
        if (q % 200 === 199) await pause();
      }
      const score = await descend(table, inputs, learned, random, pause);
      return {
        scores(text, vector, excluded) {
          const hidden = wholeDocument(table, excluded) ? texts.slice(excluded.from, excluded.to) : [];
          return score({ vector, grams: grams.read(meaningOf(text), hidden) }, excluded);
        },
      };
    },
  };
}

function wholeDocument({ starts, documentOf }: QuestionTable, { from, to }: Exclusion): boolean {
  const document = documentOf[from];
  return to > from && document !== undefined && starts[document] === from && starts[document + 1] === to;
}

/** Stochastic gradient descent. @returns How to score an input. */
async function descend(
  table: QuestionTable,
  inputs: readonly HeadInput[],
  learned: readonly number[],
  random: () => number,
  pause: () => Promise<void>,
): Promise<(input: HeadInput, excluded: Exclusion) => Float64Array> {
  const { starts, documentOf } = table;
  const documents = starts.length - 1;
  const model = emptyModel(documents, inputs[0]?.vector?.length ?? 0);
  const { rivals, width } = await findRivals(model, inputs, learned, documentOf, documents, pause);
  // What each question has added to each of its rivals, to be taken back when its document is hidden.
  const taught = new Float32Array(inputs.length * width);
  const chances = new Float64Array(width);
  const wanted = clamp(Math.round(passes.questions / learned.length), passes.least, passes.most);
  const visits = Math.min(wanted * learned.length, mostVisits);
  const order = [...learned];
  for (let visit = 0; visit < visits; visit++) {
    const place = visit % order.length;
    // Fisher–Yates as we go: the rest of this pass holds what it has not visited yet.
    const other = place + Math.floor(random() * (order.length - place));
    [order[place], order[other]] = [order[other] as number, order[place] as number];
    const question = order[place] as number;
    const input = inputs[question] as HeadInput;
    const step = firstStep * (1 - visit / visits);
    const from = question * width;
    let top = Number.NEGATIVE_INFINITY;
    model.scoreMany(input, rivals, from, chances);
    for (const score of chances) if (score > top) top = score;
    let total = 0;
    for (let r = 0; r < width; r++) {
      const weight = Math.exp((chances[r] as number) - top);
      chances[r] = weight;
      total += weight;
    }
    for (let r = 0; r < width; r++) {
      const rival = rivals[from + r] as number;
      const right = rival === documentOf[question] ? 1 : 0;
      const change = step * (right - (chances[r] as number) / total);
      if (Math.abs(change) < leastChange) continue;
      model.add(input, rival, change);
      taught[from + r] = (taught[from + r] as number) + change;
    }
    if (visit % 200 === 199) await pause();
  }

  const everyDocument = Int32Array.from({ length: documents }, (_, d) => d);
  return (input, excluded) => {
    const scores = new Float64Array(documents);
    model.scoreMany(input, everyDocument, 0, scores);
    for (let d = 0; d < documents; d++) if (starts[d + 1] === starts[d]) scores[d] = Number.NEGATIVE_INFINITY;
    if (!wholeDocument(table, excluded)) return scores;
    for (let q = excluded.from; q < excluded.to; q++) {
      const likeness = takenBack * innerProduct(input, inputs[q] as HeadInput);
      for (let r = 0; r < width; r++) {
        const rival = rivals[q * width + r] as number;
        scores[rival] = (scores[rival] as number) - likeness * (taught[q * width + r] as number);
      }
    }
    scores[documentOf[excluded.from] as number] = Number.NEGATIVE_INFINITY;
    return scores;
  };
}

/** Weights of every document. */
interface LinearModel {
  /** Scores the documents `documents[from]` and those after it, as many as there is room for. */
  scoreMany(input: HeadInput, documents: Int32Array, from: number, into: Float64Array): void;
  add(input: HeadInput, document: number, factor: number): void;
  clear(): void;
}

function emptyModel(documents: number, dimensions: number): LinearModel {
  const dense = new Float32Array(documents * dimensions);
  // A document's buckets lie together: visiting one document after the other reads along the row.
  const sparse = new Float32Array(documents * gramBuckets);
  const vectorWeight = Math.sqrt(1 - gramShare);
  const gramWeight = dimensions > 0 ? Math.sqrt(gramShare) : 1;
  return {
    scoreMany({ vector, grams: { buckets, values } }, documents, from, into) {
      if (vector) dotRows(dense, documents, from, into.length, vector, into);
      else into.fill(0);
      for (let d = 0; d < into.length; d++) {
        let sum = 0;
        const row = (documents[from + d] as number) * gramBuckets;
        for (let g = 0; g < buckets.length; g++)
          sum += (values[g] as number) * (sparse[row + (buckets[g] as number)] as number);
        into[d] = gramWeight * sum + vectorWeight * (into[d] as number);
      }
    },
    add({ vector, grams: { buckets, values } }, document, factor) {
      const row = document * gramBuckets;
      for (let g = 0; g < buckets.length; g++) {
        const at = row + (buckets[g] as number);
        sparse[at] = (sparse[at] as number) + factor * gramWeight * (values[g] as number);
      }
      if (vector) addScaled(dense, document * dimensions, vector, 0, dimensions, factor * vectorWeight);
    },
    clear() {
      dense.fill(0);
      sparse.fill(0);
    },
  };
}

function innerProduct(a: HeadInput, b: HeadInput): number {
  const values = new Map<number, number>();
  for (const [g, bucket] of b.grams.buckets.entries())
    values.set(bucket, (values.get(bucket) ?? 0) + (b.grams.values[g] as number));
  let grams = 0;
  for (const [g, bucket] of a.grams.buckets.entries())
    grams += (a.grams.values[g] as number) * (values.get(bucket) ?? 0);
  if (!a.vector || !b.vector) return grams;
  const vectors = dot(a.vector, 0, b.vector, 0, a.vector.length);
  return gramShare * grams + (1 - gramShare) * vectors;
}

/** For each question, the documents whose mean is nearest to it, its own among them; all, when they are few. */
async function findRivals(
  model: LinearModel,
  inputs: readonly HeadInput[],
  learned: readonly number[],
  documentOf: Int32Array,
  documents: number,
  pause: () => Promise<void>,
): Promise<{ rivals: Int32Array; width: number }> {
  const sizes = new Map<number, number>();
  for (const q of learned) sizes.set(documentOf[q] as number, (sizes.get(documentOf[q] as number) ?? 0) + 1);
  const known = Int32Array.from(sizes.keys()).sort();
  const width = Math.min(mostRivals, known.length);
  const rivals = new Int32Array(inputs.length * width);
  if (width === known.length) {
    for (let q = 0; q < inputs.length; q++) rivals.set(known, q * width);
    return { rivals, width };
  }
  for (const q of learned) {
    const own = documentOf[q] as number;
    model.add(inputs[q] as HeadInput, own, 1 / (sizes.get(own) as number));
  }
  const likeness = new Float64Array(known.length);
  const likenessOf = new Float64Array(documents);
  for (const [at, q] of learned.entries()) {
    model.scoreMany(inputs[q] as HeadInput, known, 0, likeness);
    for (const [k, d] of known.entries()) likenessOf[d] = likeness[k] as number;
    likenessOf[documentOf[q] as number] = Number.POSITIVE_INFINITY;
    const nearest = known.slice().sort((a, b) => (likenessOf[b] as number) - (likenessOf[a] as number));
    rivals.set(nearest.subarray(0, width), q * width);
    if (at % 200 === 199) await pause();
  }
  model.clear();
  return { rivals, width };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
