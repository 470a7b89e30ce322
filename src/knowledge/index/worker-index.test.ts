import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../../test/build-program.js';
import type { MatchTrace } from '../../contract/trace.js';
import type { Log } from '../../platform/log.js';
import { openEmbedder } from '../../understanding/embedder.js';
import { normalize } from '../../understanding/normalize.js';
import { createSegmenter } from '../../understanding/segmenter.js';
import type { MatchDocument } from './document.js';
import { createIndexBuilder } from './index-builder.js';
import type { MatchIndexParts } from './indexes.js';
import { buildMatchIndex } from './match-index.js';
import { buildMatchIndexInWorker, type WorkerIndex } from './worker-index.js';

const topics = [
  '退货',
  '换货',
  '发票',
  '运费',
  '积分',
  '优惠券',
  '安装',
  '保修',
  '密码',
  '地址',
  '尺码',
  '颜色',
];
const documents = topics.map(
  (topic, at): MatchDocument => ({
    id: `entry-${at}`,
    kind: 'entry',
    title: topic,
    questions: [
      `怎么${topic}？`,
      `${topic}的规则是什么`,
      `关于${topic}想问问`,
      `${topic}要多久`,
      `我的${topic}呢`,
    ],
  }),
);
const asked = ['发票怎么弄', '保修规则', '我想问密码的事', '怎么退货', '今天天气', '🙂', '  '];

const opened = await openEmbedder('models');
const model = 'missing' in opened ? undefined : opened;
// The model is not part of the repository: without it, words alone are tested.
const ways = [{ way: 'words', embedder: undefined }, ...(model ? [{ way: 'model', embedder: model }] : [])];

let folder: string;
let program: URL;
let parts: MatchIndexParts;
const running: WorkerIndex[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-thread-'));
  program = pathToFileURL(await buildProgram('src/knowledge/index/index-worker.ts'));
  const segmenter = await createSegmenter();
  parts = { normalize, segment: (text) => segmenter.cut(text) };
});
afterAll(async () => {
  await Promise.all(running.map((index) => index.close()));
  await rm(folder, { recursive: true, force: true });
});

async function build(more: Partial<MatchIndexParts> = {}): Promise<WorkerIndex> {
  const index = await buildMatchIndexInWorker(documents, { ...parts, ...more }, { program });
  running.push(index);
  return index;
}
/** A program that starts as the index's does, and then does something else. */
async function otherProgram(name: string, then: string): Promise<URL> {
  const path = join(folder, `${name}.mjs`);
  const start =
    "import { parentPort } from 'node:worker_threads';\nparentPort.postMessage({ type: 'started' });\n";
  await writeFile(path, `${start}${then}\n`);
  return pathToFileURL(path);
}
const withoutTimes = async (match: Promise<object>) => ({ ...(await match), milliseconds: undefined });

const vocabulary = {
  words: ['价保'],
  synonyms: [{ means: '退货', said: ['不要了', '退掉'] }],
  stopWords: ['我想', '请问'],
};

describe.each(ways)('an index in a thread, by $way', ({ embedder }) => {
  it('gets everything with the question: no text is read a second time for the thread', async () => {
    let read = 0;
    const counting = (text: string) => {
      read += 1;
      return normalize(text);
    };
    const index = await build({ embedder, vocabulary, normalize: counting });
    for (const text of ['能不能退掉', '发漂怎么弄', '价保可不可以', '请问我的尺码呢']) {
      read = 0;
      expect((await index.match(text)).candidates.length).toBeGreaterThan(0);
      expect([text, read]).toEqual([text, 1]);
    }
  });

  it('says the same as one in this thread, with words of the shop', async () => {
    const more = { embedder, vocabulary };
    const [inThread, here] = [await build(more), await buildMatchIndex(documents, { ...parts, ...more })];
    expect(inThread.bars).toEqual(here.bars);
    for (const text of ['请问不要了怎么办', '怎么退掉', '我想保修', '请问']) {
      // The first who asks would run the model, the second would not.
      const withoutVector = ({ vector: _, milliseconds: __, ...rest }: MatchTrace) => rest;
      expect(withoutVector(await inThread.match(text)), text).toEqual(withoutVector(await here.match(text)));
    }
  });

  it('says the same as one in this thread', async () => {
    const inThread = await build({ embedder });
    const here = await buildMatchIndex(documents, { ...parts, embedder });
    for (const key of ['bars', 'documentCount', 'questionCount', 'trainedOn', 'lexicalOnly'] as const)
      expect(inThread[key]).toEqual(here[key]);
    for (const text of asked) {
      // The first who asks may pay for the vector, the second finds it.
      await embedder?.embed(normalize(text));
      expect(await withoutTimes(inThread.match(text)), text).toEqual(await withoutTimes(here.match(text)));
    }
  });
});

describe('an index in a thread', () => {
  it('asks the server how a text is read that it was not told about', async () => {
    // Reads one wording otherwise each time, so that what was sent ahead is not what is asked for.
    let times = 0;
    const index = await build({
      normalize: (text) => (text === '怎么退货？' ? `怎么退货${times++}` : normalize(text)),
    });
    expect((await index.match('退货的规则是什么')).candidates[0]?.id).toBe('entry-0');
  });

  it('keeps and finds vectors and ranking in the stores of the server', async () => {
    const vectors = new Map<string, Float32Array>();
    const rankings = new Map<string, unknown>();
    let runs = 0;
    const more: Partial<MatchIndexParts> = {
      embedder: {
        modelHash: 'm',
        async embed(text) {
          runs++;
          return Float32Array.from({ length: 8 }, (_, i) => Math.sin(i + text.length) / 2);
        },
      },
      storedEmbeddings: {
        getMany: (_, texts) => new Map([...vectors].filter(([text]) => texts.includes(text))),
        putMany(_, fresh) {
          for (const [text, vector] of fresh) vectors.set(text, vector);
        },
      },
      storedRanking: {
        get: async (fingerprint) => rankings.get(fingerprint) as never,
        set: async (fingerprint, ranking) => void rankings.set(fingerprint, ranking),
      },
    };
    await build(more);
    expect(vectors.size).toBeGreaterThan(60);
    expect(runs).toBe(vectors.size);
    expect(rankings.size).toBe(1);
    await build(more);
    expect(runs).toBe(vectors.size);
    expect(rankings.size).toBe(1);
  });

  it('fails with the reason when the build does', async () => {
    const twice = [...documents, ...documents.slice(0, 1)];
    await expect(buildMatchIndexInWorker(twice, parts, { program })).rejects.toThrow('"entry-0"');
    const broken = { modelHash: 'm', embed: () => Promise.reject(new Error('no model today')) };
    await expect(build({ embedder: broken })).rejects.toThrow('no model today');
  });

  it('fails when the thread ends or hangs during the build, or the build is broken off', async () => {
    const crashing = await otherProgram('crash', "parentPort.on('message', () => process.exit(7));");
    await expect(buildMatchIndexInWorker(documents, parts, { program: crashing })).rejects.toThrow(
      'exit code 7',
    );
    const hanging = await otherProgram('hang', "parentPort.on('message', () => { for (;;); });");
    const patience = { program: hanging, silenceLimitMs: 200 };
    await expect(buildMatchIndexInWorker(documents, parts, patience)).rejects.toThrow(
      'said nothing for 200 ms',
    );
    const breaking = { program: hanging, signal: AbortSignal.timeout(100) };
    await expect(buildMatchIndexInWorker(documents, parts, breaking)).rejects.toThrow('broken off');
  });

  it('is lost when the thread ends or hangs while it answers, and says so to who asks', async () => {
    const built = "if (m.type === 'build') parentPort.postMessage({ type: 'built', summary: {} });";
    const crashing = await otherProgram(
      'late',
      `parentPort.on('message', (m) => { ${built} if (m.type === 'match') throw new Error('late'); });`,
    );
    const index = await buildMatchIndexInWorker(documents, parts, { program: crashing });
    await expect(index.match('怎么换货')).rejects.toThrow('late');
    expect((await index.lost).message).toContain('late');
    await expect(index.match('怎么换货')).rejects.toThrow('gone');
    const hanging = await otherProgram(
      'stuck',
      `parentPort.on('message', (m) => { ${built} if (m.type === 'match') for (;;); });`,
    );
    const stuck = await buildMatchIndexInWorker(documents, parts, { program: hanging, matchLimitMs: 100 });
    await expect(stuck.match('怎么换货')).rejects.toThrow('within 100 ms');
    await stuck.lost;
  });

  it('answers what it was asked before it closes', async () => {
    const index = await build();
    const answers = asked.map((text) => index.match(text));
    await index.close();
    expect(await Promise.all(answers)).toHaveLength(asked.length);
    await expect(index.match('怎么退货')).rejects.toThrow('gone');
  });
});

describe('the index builder of a server', () => {
  const logged: string[] = [];
  const write = (facts: object | string, message?: string) => void logged.push(message ?? String(facts));
  const log: Log = { debug: write, info: write, warn: write, error: write };

  it('builds here, and says so, where no thread can be started', async () => {
    const programs = [
      new URL('./nowhere.js', import.meta.url),
      await otherProgram('broken', 'syntax error').then(async (url) => {
        await writeFile(url, 'this is no program');
        return url;
      }),
    ];
    for (const each of programs) {
      logged.length = 0;
      const index = await createIndexBuilder(parts, log, { program: each })(documents);
      expect(logged).toEqual([expect.stringContaining('No thread can be started')]);
      expect((await index.match('怎么换货')).candidates[0]?.id).toBe('entry-1');
    }
  });

  it('asks the index once for a question and its repetitions, also while it is being answered', async () => {
    let read = 0;
    const counting = {
      ...parts,
      segment(text: string) {
        if (text === '换货规则') read++;
        return parts.segment(text);
      },
    };
    const index = await createIndexBuilder(counting, log, { program })(documents);
    const before = read;
    const [one, other] = await Promise.all([index.match('换货规则'), index.match(' 换货规则 ')]);
    const again = await index.match('换货规则');
    expect(read).toBe(before + 1);
    expect(other.candidates).toEqual(one.candidates);
    expect(again.candidates).toEqual(one.candidates);
    await index.close?.();
  });
});
