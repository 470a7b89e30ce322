import { createIndexBuilder } from '../../src/knowledge/index/index-builder.js';
import type { MatchIndexParts } from '../../src/knowledge/index/indexes.js';
import { buildMatchIndex } from '../../src/knowledge/index/match-index.js';
import type { Log } from '../../src/platform/log.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { openEmbedder } from '../../src/understanding/embedder.js';
import { normalize } from '../../src/understanding/normalize.js';
import type { Segmenter } from '../../src/understanding/segmenter.js';
import type { LabelledData } from './labelled-questions.js';
import { measureSpeed, type Speed } from './metrics.js';

/**
 * How often shoppers ask what was asked before: the question of rank r is drawn in proportion to 1 / r^exponent. Logs
 * of search engines show exponents around 1 (Baeza-Yates et al. 2007, "The impact of caching on search engines").
 */
const exponent = 1;
const drawnQuestions = 10_000;
/** Questions that are being answered at any time, in the run with many at once. */
const inFlight = 8;
/** Asked in one go of one way, before the next way has its turn. */
const block = 100;
const mostInBlocks = 800;
const warmUp = 30;

export interface Throughput {
  /** The same questions in the same order, ours and the model alone by turns. */
  replay: { drawn: number; distinct: number; exponent: number; ours: Speed; model: Speed; ratio: number };
  /** Different questions, always so many at once; `perSecond` is by the clock on the wall. */
  atOnce: { inFlight: number; ways: { name: string; speed: Speed }[] };
}

/** @returns Undefined without the model: there is nothing to compare with. */
export async function measureThroughput(
  { documents, questions }: LabelledData,
  segmenter: Segmenter,
  modelDir: string,
): Promise<Throughput | undefined> {
  const cached = await openEmbedder(modelDir);
  const bare = await openEmbedder(modelDir, { cacheSize: 0 });
  if ('missing' in cached || 'missing' in bare) return undefined;
  const parts = (embedder: MatchIndexParts['embedder']): MatchIndexParts => ({
    normalize,
    segment: (text) => segmenter.cut(text),
    embedder,
  });
  const known = new Map<string, string>(questions.map(({ text }) => [normalize(text), text]));
  const texts = [...known.values()];
  const random = seededRandom(29);
  const model = async (text: string) => void (await bare.embed(normalize(text)));

  const server = await createIndexBuilder(parts(cached), quiet)(documents);
  for (let n = 0; n < warmUp; n++) {
    await server.match(`${texts[n]}${n}`);
    await model(`${texts[n]}${n}`);
  }
  const drawn = drawByRank(texts, drawnQuestions, random);
  const times = { ours: [] as number[], model: [] as number[] };
  for (const text of drawn) {
    const ours = async () => times.ours.push(await timed(() => server.match(text)));
    const alone = async () => times.model.push(await timed(() => model(text)));
    // Who goes first changes, so that neither always finds the other's traces in the processor's caches.
    const [first, second] = random() < 0.5 ? [ours, alone] : [alone, ours];
    await first();
    await second();
  }
  const speed = { ours: measureSpeed(times.ours), model: measureSpeed(times.model) };
  await server.close?.();

  const inThread = await createIndexBuilder(parts(bare), quiet)(documents);
  const here = await buildMatchIndex(documents, parts(bare));
  const ways = [
    { name: 'ours, index in a thread', ask: inThread.match, times: [] as number[], seconds: 0 },
    { name: 'ours, index in this thread', ask: here.match, times: [] as number[], seconds: 0 },
    { name: 'the model alone', ask: model, times: [] as number[], seconds: 0 },
  ];
  const asked = texts.slice(0, mostInBlocks);
  for (let from = 0; from < asked.length; from += block) {
    for (const way of ways) {
      const started = performance.now();
      await manyAtOnce(asked.slice(from, from + block), async (text) => {
        way.times.push(await timed(() => way.ask(text)));
      });
      way.seconds += (performance.now() - started) / 1000;
    }
  }
  await inThread.close?.();
  await cached.close();
  await bare.close();
  return {
    replay: {
      drawn: drawn.length,
      distinct: new Set(drawn).size,
      exponent,
      ...speed,
      ratio: speed.ours.perSecond / speed.model.perSecond,
    },
    atOnce: {
      inFlight,
      ways: ways.map(({ name, times: each, seconds }) => ({
        name,
        speed: { ...measureSpeed(each), perSecond: each.length / seconds },
      })),
    },
  };
}

/** Draws with replacement, the text of rank r (in the order given) in proportion to 1 / r^exponent. */
function drawByRank(texts: readonly string[], count: number, random: () => number): string[] {
  const sums: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= texts.length; rank++) {
    total += 1 / rank ** exponent;
    sums.push(total);
  }
  return Array.from({ length: count }, () => {
    const point = random() * total;
    return texts[sums.findIndex((sum) => sum > point)] as string;
  });
}

async function manyAtOnce(texts: readonly string[], ask: (text: string) => Promise<void>): Promise<void> {
  const left = texts.values();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const text of left) await ask(text);
    }),
  );
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

const nothing = () => {};
export const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
