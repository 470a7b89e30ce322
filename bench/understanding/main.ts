// Compares our matching with what one would use instead, and measures how its index grows.
// Run: npm run bench:understanding -- --data ../shared/data/jddc-dev [--json] [--sizes 100,123x30,100000] [--wordings 4000]
// or, to tell an improvement from chance: … --data ../shared/data/jddc-dev --protocol draws [--seeds 6] [--only "10 known"] [--json]

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readKnowledgeFiles } from '../../src/knowledge/content-files.js';
import { AppError } from '../../src/platform/errors.js';
import { packageRoot } from '../../src/platform/package-root.js';
import { openEmbedder } from '../../src/understanding/embedder.js';
import { createSegmenter } from '../../src/understanding/segmenter.js';
import { type BenchArguments, readBenchArguments } from './bench-arguments.js';
import { compareMethods } from './compare-methods.js';
import { drawMaterial } from './draws.js';
import type { IndexSize } from './index-size.js';
import { readLabelledData } from './labelled-questions.js';
import { drawsText, measureDraws } from './measure-draws.js';
import { reliability } from './metrics.js';
import type { PublishDelay } from './publish-delay.js';
import { reliabilityDiagram } from './reliability-diagram.js';
import { type Report, reportText } from './report.js';
import { measureThroughput } from './throughput.js';

const root = packageRoot();
/** Every text of all draws, so that each is embedded once. */
const vectorsKept = 60_000;
const tell = (line: string) => process.stderr.write(`${line}\n`);

try {
  const {
    data,
    modelDir = join(root, 'models'),
    sizes,
    wordings,
    draws,
    json,
  } = readBenchArguments(process.argv.slice(2));
  if (draws) {
    const results = await measureByDraws(data, modelDir, draws.seeds, draws.only);
    process.stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : drawsText(results));
  } else {
    const report = await measure(data, modelDir, sizes, wordings);
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  }
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  tell(error.message);
  process.exitCode = 1;
}

async function measure(
  folder: string,
  modelDir: string,
  wanted: BenchArguments['sizes'],
  wordings: number,
): Promise<Report> {
  const data = await readLabelledData(folder);
  const segmenter = await createSegmenter();
  const opened = await openEmbedder(modelDir, { cacheSize: 0 });
  const embedder = 'missing' in opened ? undefined : opened;
  const notes = [
    'Every baseline gets our normalisation and the same jieba with the shop dictionary.',
    'How BM25 and the model alone read a confidence out of their scores was chosen in their favour on jddc-dev itself.',
    'A query takes from the typed text to the ranking; the vector of a query is computed anew for each method.',
    ...('missing' in opened ? [`Without the model (ours by words alone): ${opened.missing}.`] : []),
    ...(segmenter.notice === undefined ? [] : [segmenter.notice]),
  ];
  tell(`asking ${data.questions.length} questions …`);
  const { methods, embeddingAlone, judgedOurs } = await compareMethods(data, segmenter, embedder);
  await embedder?.close();
  tell('replaying questions as shoppers repeat them, and many at once …');
  const throughput = await measureThroughput(data, segmenter, modelDir);
  const diagram = join(root, 'bench', 'results', 'reliability.svg');
  await mkdir(join(root, 'bench', 'results'), { recursive: true });
  const title = `${judgedOurs.length} questions: how sure, how often right`;
  await writeFile(diagram, reliabilityDiagram(reliability(judgedOurs), title));

  const sizes: IndexSize[] = [];
  for (const { entries, questionsEach } of wanted) {
    tell(`building an index of ${entries} synthetic entries …`);
    sizes.push(await measureApart<IndexSize>('index-size', [`${entries}`, `${questionsEach}`], modelDir));
  }
  const publishes: PublishDelay[] = [];
  for (const way of wordings === 0 ? [] : ['thread', 'here']) {
    tell(
      `publishing ${wordings} new wordings, the index built ${way === 'here' ? 'beside' : 'in a thread'} …`,
    );
    publishes.push(await measureApart<PublishDelay>('publish-delay', [way, `${wordings}`], modelDir));
  }
  if (sizes.some(({ embeddings }) => embeddings === 'made up'))
    notes.push(
      'Made-up embeddings: embedding that many questions would take too long, so each is the sum of the vectors of the two real questions that it combines, and noise. Their making is not in the build time.',
    );
  return {
    data: {
      folder,
      entries: data.documents.length,
      questions: data.questions.length,
      offTopic: data.offTopic,
    },
    machine: machineNow(),
    methods,
    ...(embeddingAlone ? { embeddingAlone } : {}),
    notes,
    ...(throughput ? { throughput } : {}),
    sizes,
    publishes,
    diagram: relative(root, diagram),
  };
}

async function measureByDraws(folder: string, modelDir: string, seeds: number, only: string) {
  const { items } = await readKnowledgeFiles([join(root, 'knowledge-base')]);
  const segmenter = await createSegmenter();
  const opened = await openEmbedder(modelDir, { cacheSize: vectorsKept });
  if ('missing' in opened) tell(`Without the model, by words alone: ${opened.missing}.`);
  const embedder = 'missing' in opened ? undefined : opened;
  const material = drawMaterial(
    await readLabelledData(folder),
    items.map(({ content }) => [content.question, ...content.similar]),
    (text) => segmenter.cut(text),
  );
  const results = await measureDraws(material, seeds, embedder, only, tell);
  await embedder?.close();
  return results;
}

/** In a process of its own, so that memory and event loop are those of this one thing. */
async function measureApart<Result>(
  what: 'index-size' | 'publish-delay',
  words: string[],
  modelDir: string,
): Promise<Result> {
  const program = fileURLToPath(new URL(`${what}-process.js`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    program,
    ...words,
    modelDir,
    join(root, 'knowledge-base'),
  ]);
  return JSON.parse(stdout) as Result;
}

function machineNow(): string {
  const [load = 0] = loadavg();
  return `Node ${process.versions.node}, ${cpus().length} processors, load ${load.toFixed(1)} at the end.`;
}
