import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createBulkStore } from '../../src/knowledge/bulk-store.js';
import { readKnowledgeFiles } from '../../src/knowledge/content-files.js';
import { openKnowledge } from '../../src/knowledge/open-knowledge.js';
import { openDatabase } from '../../src/platform/database.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { openEmbedder } from '../../src/understanding/embedder.js';
import { normalize } from '../../src/understanding/normalize.js';
import { createSegmenter } from '../../src/understanding/segmenter.js';
import { measureSpeed, type Speed } from './metrics.js';
import { makeSyntheticEntries } from './synthetic-entries.js';
import { quiet } from './throughput.js';

/** Between two questions that are asked during the build. */
const askEveryMs = 25;
const idleQuestions = 100;
const questionsBeforehand = 50;
/** Entries with three wordings each. */
const entriesPerWording = 1 / 3;

export interface PublishDelay {
  /** Where the index is built. */
  way: 'in a thread' | 'beside the conversations';
  /** All of them new. */
  wordings: number;
  /** From the call until the new index answers: load, embedding, training. */
  publishSeconds: number;
  /** The longest that the event loop was held up while it was built, and 99 of 100 times; milliseconds. */
  longestBlock: number;
  blockP99: number;
  /** Questions on an idle server, and while the new index is built; each asked for the first time. */
  idle: Speed;
  during: Speed;
}

/**
 * Publishes new wordings for every entry of a full knowledge base on an embedded database, and watches the event loop
 * and the questions that are asked meanwhile. Meant for a process of its own.
 */
export async function measurePublishDelay(
  way: PublishDelay['way'],
  wordings: number,
  { modelDir, knowledgeBase }: { modelDir: string; knowledgeBase: string },
): Promise<PublishDelay> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-publish-'));
  const segmenter = await createSegmenter();
  const segment = (text: string) => segmenter.cut(text);
  const opened = await openEmbedder(modelDir);
  const embedder = 'missing' in opened ? undefined : opened;
  const database = await openDatabase({ dataDir: folder, log: quiet });
  try {
    const audit = async () => {};
    const { published } = openKnowledge({
      prisma: database.prisma,
      audit,
      readers: { normalize, segment, embedder },
      countUses: async () => new Map(),
      log: quiet,
      ...(way === 'in a thread' ? {} : { indexProgram: pathToFileURL(join(folder, 'no-such-program.js')) }),
    });
    const { items } = await readKnowledgeFiles([knowledgeBase]);
    const source = items.map(({ content }) => ({
      questions: [content.question, ...content.similar].map((text) => segment(normalize(text))),
    }));
    const entries = Math.round(wordings * entriesPerWording);
    const publish = async (random: () => number) => {
      const { documents, askedLater } = makeSyntheticEntries(source, entries, random);
      const contents = documents.map(({ id, questions: [question = '', ...similar] }) => ({
        id,
        content: { category: '合成', question, similar, answer: '好的', followUps: [] },
      }));
      await createBulkStore({ prisma: database.prisma, audit }).importEntries(contents, {
        type: 'system',
        id: 'bench',
      });
      return askedLater;
    };
    const questions = await publish(seededRandom(3));
    await published.reload();
    const others = questions.values();
    const ask = async (times: number[]) => {
      const { value } = others.next();
      if (value === undefined) return;
      const started = performance.now();
      await published.match(value);
      times.push(performance.now() - started);
    };
    for (let n = 0; n < questionsBeforehand; n++) await ask([]);
    const idle: number[] = [];
    for (let n = 0; n < idleQuestions; n++) {
      await ask(idle);
      await sleep(askEveryMs);
    }

    await publish(seededRandom(4));
    const loop = monitorEventLoopDelay({ resolution: 1 });
    const during: number[] = [];
    let building = true;
    loop.enable();
    const started = performance.now();
    const reloading = published.reload().finally(() => {
      building = false;
    });
    const asking: Promise<void>[] = [];
    while (building) {
      asking.push(ask(during));
      await sleep(askEveryMs);
    }
    await reloading;
    const publishSeconds = (performance.now() - started) / 1000;
    loop.disable();
    await Promise.all(asking);
    await published.close();
    return {
      way,
      wordings: entries / entriesPerWording,
      publishSeconds,
      longestBlock: loop.max / 1e6,
      blockP99: loop.percentile(99) / 1e6,
      idle: measureSpeed(idle),
      during: measureSpeed(during),
    };
  } finally {
    await embedder?.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
