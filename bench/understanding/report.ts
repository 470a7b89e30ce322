import type { Comparison, MethodResult } from './compare-methods.js';
import type { IndexSize } from './index-size.js';
import type { Speed } from './metrics.js';
import type { PublishDelay } from './publish-delay.js';
import type { Throughput } from './throughput.js';

export interface Report extends Pick<Comparison, 'methods' | 'embeddingAlone'> {
  data: { folder: string; entries: number; questions: number; offTopic: number };
  machine: string;
  /** What the reader has to know to read the figures, such as a missing model. */
  notes: string[];
  /** Absent without the model. */
  throughput?: Throughput;
  sizes: IndexSize[];
  publishes: PublishDelay[];
  diagram: string;
}

/** The figures as Markdown tables. */
export function reportText({
  data,
  machine,
  methods,
  embeddingAlone,
  notes,
  throughput,
  sizes,
  publishes,
  diagram,
}: Report): string {
  const quality = table(
    ['method', 'rank 1', 'rank 3', 'MRR@10', 'answerable at 90 %', 'ECE', 'rank 1 × model'],
    methods.map(({ name, quality: q, againstModel }) => [
      name,
      ...[q.rank1, q.rank3, q.mrr10, q.answerableAt90, q.ece].map((value) => value.toFixed(3)),
      againstModel ? againstModel.rank1.toFixed(2) : '',
    ]),
  );
  const speed = table(
    ['method', 'p50 ms', 'p95 ms', 'p99 ms', 'queries/s', 'p50 × model', 'p95 × model'],
    [
      ...(embeddingAlone
        ? [{ name: 'the model alone (embedding the query)', speed: embeddingAlone, againstModel: undefined }]
        : []),
      ...methods,
    ].map(({ name, speed: s, againstModel }) => [
      name,
      ...[s.p50, s.p95, s.p99].map((value) => value.toFixed(2)),
      s.perSecond.toFixed(0),
      againstModel ? againstModel.timeP50.toFixed(2) : '',
      againstModel ? againstModel.timeP95.toFixed(2) : '',
    ]),
  );
  const growth = table(
    [
      'entries',
      'questions',
      'embeddings',
      'build s',
      'processor s',
      'of it model s',
      'RSS MB',
      'peak MB',
      'p50 ms',
      'p95 ms',
      'nearest 10 found',
    ],
    sizes.map((size) => [
      `${size.entries}`,
      `${size.questions}`,
      size.embeddings,
      size.buildSeconds.toFixed(1),
      size.buildCpuSeconds.toFixed(1),
      size.embeddingSeconds.toFixed(1),
      `${size.rssBefore.toFixed(0)} → ${size.rssAfter.toFixed(0)}`,
      size.rssPeak.toFixed(0),
      size.query.p50.toFixed(1),
      size.query.p95.toFixed(1),
      size.denseRecall?.toFixed(3) ?? '',
    ]),
  );
  return [
    `${data.questions - data.offTopic} questions and ${data.offTopic} off-topic, ${data.entries} entries. ${machine}`,
    quality,
    'Confidence:',
    methods.map((method) => `- ${method.name}: ${confidenceOf(method)}`).join('\n'),
    speed,
    ...(throughput ? throughputText(throughput) : []),
    ...(sizes.length > 0
      ? ['Synthetic entries out of the words of the starter knowledge base:', growth]
      : []),
    ...(publishes.length > 0
      ? ['A publish of new wordings, questions asked meanwhile:', publishTable(publishes)]
      : []),
    notes.map((note) => `- ${note}`).join('\n'),
    `Reliability diagram of ours: ${diagram}`,
    '',
  ].join('\n\n');
}

function throughputText({ replay, atOnce }: Throughput): string[] {
  const head = ['way', 'p50 ms', 'p95 ms', 'p99 ms', 'queries/s'];
  const row = (name: string, s: Speed) => [
    name,
    ...[s.p50, s.p95, s.p99].map((value) => value.toFixed(2)),
    s.perSecond.toFixed(0),
  ];
  return [
    `${replay.drawn} questions drawn from ${replay.distinct} as shoppers repeat themselves (Zipf, exponent ${replay.exponent}): ${replay.ratio.toFixed(2)} times the queries a second of the model alone.`,
    table(head, [row('ours', replay.ours), row('the model alone', replay.model)]),
    `Different questions, ${atOnce.inFlight} at once:`,
    table(
      head,
      atOnce.ways.map(({ name, speed }) => row(name, speed)),
    ),
  ];
}

function publishTable(publishes: readonly PublishDelay[]): string {
  return table(
    [
      'built',
      'wordings',
      'publish s',
      'longest block ms',
      'block p99 ms',
      'idle p50/p95 ms',
      'meanwhile p50/p95 ms',
    ],
    publishes.map(({ way, wordings, publishSeconds, longestBlock, blockP99, idle, during }) => [
      way,
      `${wordings}`,
      publishSeconds.toFixed(1),
      longestBlock.toFixed(0),
      blockP99.toFixed(0),
      `${idle.p50.toFixed(1)} / ${idle.p95.toFixed(1)}`,
      `${during.p50.toFixed(1)} / ${during.p95.toFixed(1)}`,
    ]),
  );
}

function confidenceOf({ confidenceIs, byCosine }: MethodResult): string {
  if (!byCosine) return confidenceIs;
  const { answerableAt90, ece } = byCosine;
  return `${confidenceIs}; with the plain cosine ${answerableAt90.toFixed(3)} answerable, ECE ${ece.toFixed(3)}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
