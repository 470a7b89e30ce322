import { addScaled, dot } from '../../src/knowledge/index/vectors.js';
import { bestEntries, type KnownQuestions, type Method, type Ranking } from './method.js';
import { plainScore, softmaxOfBest } from './score-reading.js';

type Embed = (text: string) => Promise<Float32Array>;

const reading = softmaxOfBest(0.03);
const confidenceIs = reading.words;

/**
 * The sentence model alone: the entry of the nearest known question.
 *
 * @param embeddings One unit vector per known question.
 */
export function nearestQuestionMethod(
  known: KnownQuestions,
  embeddings: readonly Float32Array[],
  embed: Embed,
): Method {
  return {
    name: 'bge, nearest known question',
    confidenceIs,
    async rank(text) {
      const query = await embed(text);
      const scores = new Float64Array(known.entryIds.length);
      for (const [question, embedding] of embeddings.entries()) {
        const entry = known.entryOf[question] as number;
        scores[entry] = Math.max(scores[entry] as number, dot(embedding, 0, query, 0, query.length));
      }
      return readRanking(scores, known);
    },
  };
}

/** The sentence model alone: the entry whose questions' mean direction is nearest. */
export function nearestCentroidMethod(
  known: KnownQuestions,
  embeddings: readonly Float32Array[],
  embed: Embed,
): Method {
  const dimensions = embeddings[0]?.length ?? 0;
  const centroids = known.entryIds.map(() => new Float32Array(dimensions));
  for (const [question, embedding] of embeddings.entries()) {
    const centroid = centroids[known.entryOf[question] as number];
    if (centroid) addScaled(centroid, 0, embedding, 0, dimensions, 1);
  }
  const lengths = centroids.map((each) => Math.sqrt(dot(each, 0, each, 0, dimensions)) || 1);
  return {
    name: 'bge, nearest centroid',
    confidenceIs,
    async rank(text) {
      const query = await embed(text);
      const scores = Float64Array.from(
        centroids,
        (centroid, entry) => dot(centroid, 0, query, 0, dimensions) / (lengths[entry] as number),
      );
      return readRanking(scores, known);
    },
  };
}

function readRanking(entryScores: Float64Array, known: KnownQuestions): Ranking {
  const { ids, scores } = bestEntries(entryScores, known);
  if (ids.length === 0) return { ids, confidence: 0, cosine: 0 };
  return { ids, confidence: reading.read(scores, 1), cosine: plainScore.read(scores, 1) };
}
