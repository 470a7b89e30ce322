import type { z } from 'zod';
import {
  type IntakeError,
  type IntakeKind,
  type IntakeSummary,
  intakeRecords,
} from '../../contract/intake.js';
import type { Clock } from '../../platform/clock.js';
import { AppError, fieldErrorsOf, invalidInput } from '../../platform/errors.js';
import { unstorableText } from '../../platform/storable-text.js';
import type { Sent } from './sent-lines.js';
import { shortHash } from './short-hash.js';

export type IntakeRecord<Kind extends IntakeKind> = z.output<(typeof intakeRecords)[Kind]>;

/** What became of one record: stored or not, or why it could not be. */
export type Outcome = 'accepted' | 'unchanged' | 'stale' | { field: string; message: string };

export interface WriteOptions {
  now: Date;
  createMissing: boolean;
}

/** Writes records, in one transaction a call; no id is there twice. Supplied by the stores, one a kind. */
export type WriteRecords<Kind extends IntakeKind> = (
  records: readonly IntakeRecord<Kind>[],
  options: WriteOptions,
) => Promise<Outcome[]>;

export type IntakeWriters = { [Kind in IntakeKind]: WriteRecords<Kind> };

export interface IntakeStore {
  writers: IntakeWriters;
  /** Runs `work` with writers of one transaction: what it throws undoes everything. */
  together<T>(work: (writers: IntakeWriters) => Promise<T>): Promise<T>;
}

export interface TakeOptions {
  createMissing: boolean;
  atomic: boolean;
}

/** Rows a transaction: few enough that a message in the chat never waits long for the embedded database. */
const chunkSize = 500;
const mostErrors = 1_000;
const mostAtomicLines = 10_000;
/** Of a transaction for all lines, the fields that are told. */
const mostAtomicErrors = 100;
const clockSkew = 5 * 60_000;
/** Names of unknown fields are told back: not by the megabyte. Characters. */
const longestPath = 200;
const longestMessage = 400;

export type Intake = ReturnType<typeof createIntake>;

/** Takes what the shop sends in: checked line by line, stored in chunks, so that memory stays bounded. */
export function createIntake({ store, clock }: { store: IntakeStore; clock: Clock }) {
  /**
   * A bad line harms nobody but itself; with `atomic`, nothing is stored unless all lines can be.
   * @throws AppError `too-large` from where a limit was passed (what came before is stored), and with `atomic`
   *   `invalid-input` with a path such as `line 3: priceMinor`
   */
  async function take<Kind extends IntakeKind>(
    kind: Kind,
    sent: AsyncIterable<Sent>,
    { atomic, createMissing }: TakeOptions,
  ): Promise<IntakeSummary> {
    if (atomic) return takeAll(kind, sent, createMissing);
    const tally = createTally();
    let chunk: Line<Kind>[] = [];
    const flush = async () => {
      await write(store.writers[kind] as WriteRecords<Kind>, chunk, createMissing, tally);
      chunk = [];
    };
    try {
      for await (const one of sent) {
        const read = readLine(kind, one, clock());
        if ('record' in read) chunk.push(read);
        else tally.failed(read.problems);
        if (chunk.length >= chunkSize) await flush();
      }
    } catch (error) {
      // Whoever is told that nothing from a line on was taken may rely on what came before it.
      if (error instanceof AppError) await flush();
      throw error;
    }
    await flush();
    return tally.summary();
  }

  async function takeAll<Kind extends IntakeKind>(
    kind: Kind,
    sent: AsyncIterable<Sent>,
    createMissing: boolean,
  ): Promise<IntakeSummary> {
    const tally = createTally();
    const lines: Line<Kind>[] = [];
    for await (const one of sent) {
      if (one.line > mostAtomicLines) throw tooManyAtOnce();
      const read = readLine(kind, one, clock());
      if ('record' in read) lines.push(read);
      else tally.failed(read.problems);
    }
    refuseFailures(tally.summary());
    await store.together(async (writers) => {
      for (let start = 0; start < lines.length; start += chunkSize)
        await write(
          writers[kind] as WriteRecords<Kind>,
          lines.slice(start, start + chunkSize),
          createMissing,
          tally,
        );
      refuseFailures(tally.summary());
    });
    return tally.summary();
  }

  async function write<Kind extends IntakeKind>(
    writer: WriteRecords<Kind>,
    lines: readonly Line<Kind>[],
    createMissing: boolean,
    tally: Tally,
  ): Promise<void> {
    if (lines.length === 0) return;
    const counted = newestOfEach(lines);
    tally.seen(lines.map(({ record }) => record.id));
    tally.replaced(lines.length - counted.length);
    const outcomes = await writer(
      counted.map(({ record }) => record),
      { now: clock(), createMissing },
    );
    for (const [index, { line }] of counted.entries()) tally.done(line, outcomes[index] ?? 'unchanged');
  }

  return {
    take,

    /** @throws AppError `invalid-input` that names the field */
    async takeOne<Kind extends IntakeKind>(
      kind: Kind,
      value: unknown,
      createMissing: boolean,
    ): Promise<'accepted' | 'unchanged' | 'stale'> {
      const read = readLine(kind, { line: 1, value }, clock());
      if ('problems' in read)
        throw invalidInput(read.problems.map(({ field, message }) => ({ path: field, message })));
      const writer = store.writers[kind] as WriteRecords<Kind>;
      const [outcome = 'unchanged'] = await writer([read.record], { now: clock(), createMissing });
      if (typeof outcome === 'object')
        throw invalidInput([{ path: outcome.field, message: outcome.message }]);
      return outcome;
    },
  };
}

interface Line<Kind extends IntakeKind> {
  line: number;
  record: IntakeRecord<Kind>;
}

/** Checks one line. Also used for a preview, where nothing is stored. */
export function readLine<Kind extends IntakeKind>(
  kind: Kind,
  sent: Sent,
  now: Date,
): Line<Kind> | { problems: IntakeError[] } {
  const { line } = sent;
  if ('problems' in sent) return { problems: [...sent.problems] };
  if ('problem' in sent) return { problems: [{ line, field: '', message: sent.problem }] };
  const read = intakeRecords[kind].safeParse(sent.value);
  const wrong = read.success
    ? [...unstorableText(read.data), ...fromTheFuture(read.data, now)]
    : fieldErrorsOf(read.error.issues);
  if (read.success && wrong.length === 0) return { line, record: read.data as IntakeRecord<Kind> };
  return {
    problems: wrong.map(({ path, message }) => ({
      line,
      field: path.slice(0, longestPath),
      message: message.slice(0, longestMessage),
    })),
  };
}

const pastMoments = [
  'updatedAt',
  'occurredAt',
  'createdAt',
  'paidAt',
  'shippedAt',
  'deliveredAt',
  'registeredAt',
] as const;

/** A time to come would keep every later record out, or say that something has happened which cannot have. */
function fromTheFuture(record: object, now: Date): { path: string; message: string }[] {
  const latest = now.getTime() + clockSkew;
  return pastMoments.flatMap((path) => {
    const at = (record as Record<string, unknown>)[path];
    return typeof at === 'string' && Date.parse(at) > latest
      ? [{ path, message: 'lies more than 5 minutes in the future' }]
      : [];
  });
}

/** Of lines with the same id only the newest, and of equally old ones the last. */
function newestOfEach<Kind extends IntakeKind>(lines: readonly Line<Kind>[]): Line<Kind>[] {
  const newest = new Map<string, Line<Kind>>();
  for (const one of lines) {
    const before = newest.get(one.record.id);
    if (before && timeOf(before.record) > timeOf(one.record)) continue;
    newest.set(one.record.id, one);
  }
  return [...newest.values()];
}

function timeOf(record: { updatedAt?: string | undefined } | object): number {
  const { updatedAt } = record as { updatedAt?: string };
  return updatedAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(updatedAt);
}

type Tally = ReturnType<typeof createTally>;

function createTally() {
  const counts = { accepted: 0, unchanged: 0, stale: 0, failed: 0, duplicates: 0 };
  const errors: IntakeError[] = [];
  const ids = new Set<number>();
  const note = (error: IntakeError) => {
    if (errors.length < mostErrors) errors.push(error);
  };
  return {
    failed(problems: readonly IntakeError[]): void {
      counts.failed += 1;
      problems.forEach(note);
    },
    seen(some: readonly string[]): void {
      for (const id of some) {
        const hash = shortHash(id);
        if (ids.has(hash)) counts.duplicates += 1;
        ids.add(hash);
      }
    },
    replaced(lines: number): void {
      counts.accepted += lines;
    },
    done(line: number, outcome: Outcome): void {
      if (typeof outcome === 'string') counts[outcome] += 1;
      else this.failed([{ line, ...outcome }]);
    },
    summary: (): IntakeSummary => ({ ...counts, errors: [...errors].sort((a, b) => a.line - b.line) }),
  };
}

function refuseFailures({ failed, errors }: IntakeSummary): void {
  if (failed === 0) return;
  throw invalidInput(
    errors.slice(0, mostAtomicErrors).map(({ line, field, message }) => ({
      path: field === '' ? `line ${line}` : `line ${line}: ${field}`,
      message,
    })),
    `${failed} of the lines cannot be taken, and all or none were asked for: nothing was stored.`,
  );
}

function tooManyAtOnce(): AppError {
  const told = `More than ${mostAtomicLines.toLocaleString('en')} lines cannot be taken all or none.`;
  return new AppError('too-large', `${told} Nothing was stored.`);
}
