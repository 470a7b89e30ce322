import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Cell, CellsInOrder } from '../marketing/uplift/features.js';
import { readCell } from '../marketing/uplift/read-cell.js';
import { collectRows } from '../marketing/uplift/training-rows.js';
import { trainUplift, type UpliftModel } from '../marketing/uplift/uplift-model.js';
import { invalidInput } from '../platform/errors.js';
import { longRandom } from '../platform/seeded-random.js';
import { type CsvFile, openCsv } from './csv-lines.js';
import { checkOutput, lineError } from './jsonl.js';
import { binaryTreatment, type TreatmentReading } from './uplift-columns.js';
import { upliftReportLines } from './uplift-report.js';

export interface UpliftCommand {
  /** CSV with features, treatment and outcome. */
  train: string;
  /** CSV with the same features. */
  score: string;
  treatment: string;
  outcome: string;
  id: string;
  /** JSON Lines: `{"row","uplift"}`, a line a row of `score`, in its order. */
  out: string;
  /** Told what was done, for people; never results. */
  log: (line: string) => void;
}

/** The same files give the same results. */
const seed = 20_070_101;
/** Rows that are scored at once. */
const batchRows = 4096;

/**
 * Learns from a file of people of whom some were treated, and writes for each of another file how much the treatment would change
 * the outcome.
 *
 * @throws AppError `invalid-input` naming file, line and column; nothing is written then.
 */
export async function runUplift(command: UpliftCommand): Promise<void> {
  const { train, score, treatment, outcome, id, out, log } = command;
  checkOutput(out, [train, score]);
  for (const [first, second] of [
    [treatment, outcome],
    [treatment, id],
    [outcome, id],
  ] as const)
    if (first === second)
      throw invalidInput(
        [{ path: first, message: 'has two meanings' }],
        `the column "${first}" cannot be two of treatment, outcome and id`,
      );
  const names = await commonFeatures(command);
  const { model, treatments } = await learn(command, names);
  for (const line of upliftReportLines(model.report, treatments)) log(line);
  const written = await scoreFile(command, names, model);
  log(`${written} rows scored`);
}

/** The columns that both files have; what only one has is told. */
async function commonFeatures({
  train,
  score,
  treatment,
  outcome,
  id,
  log,
}: UpliftCommand): Promise<string[]> {
  const [learning, scoring] = [await openCsv(train, [treatment, outcome]), await openCsv(score, [id])];
  await learning.lines.return(undefined);
  await scoring.lines.return(undefined);
  const special = new Set([treatment, outcome, id]);
  const usable = (file: CsvFile) => file.columns.filter((name) => name !== '' && !special.has(name));
  const [inTraining, inScoring] = [usable(learning), usable(scoring)];
  const only = (these: string[], those: string[]) => these.filter((name) => !those.includes(name));
  const tell = (file: string, missing: string[]) => {
    if (missing.length > 0) log(`not used, because only ${file} has them: ${missing.join(', ')}`);
  };
  tell(train, only(inTraining, inScoring));
  tell(score, only(inScoring, inTraining));
  const common = inTraining.filter((name) => inScoring.includes(name));
  if (common.length === 0)
    throw lineError(score, 1, undefined, `has no column in common with ${train} that could be a feature`);
  return common;
}

async function learn(
  { train, treatment, outcome, log }: UpliftCommand,
  names: readonly string[],
): Promise<{ model: UpliftModel; treatments: TreatmentReading }> {
  const file = await openCsv(train, [treatment, outcome]);
  const places = names.map((name) => file.at(name));
  const [treatmentAt, outcomeAt] = [file.at(treatment), file.at(outcome)];
  const rows = collectRows(names.length, longRandom(seed));
  const treatments = binaryTreatment(train, treatment);
  const cells: Cell[] = new Array(names.length);
  for await (const { line, values } of file.lines) {
    const y = readCell(values[outcomeAt] ?? '');
    if (typeof y !== 'number')
      throw lineError(
        train,
        line,
        outcome,
        y === undefined ? 'is empty; every row needs an outcome' : `must be a number, not "${shortened(y)}"`,
      );
    const arm = treatments.read(values[treatmentAt] ?? '', line);
    places.forEach((place, index) => {
      cells[index] = readCell(values[place] ?? '');
    });
    rows.add(cells, y, arm);
  }
  const kept = rows.rows();
  if (kept.seen === 0) throw lineError(train, 1, undefined, 'has a header and no rows');
  const reading = treatments.finish();
  if (kept.outcome.length < kept.seen)
    log(`learning from ${kept.outcome.length} of ${kept.seen} rows, drawn at random`);
  const treated = kept.treatment.map((first) => (first === reading.treatedIndex ? 1 : 0));
  const model = trainUplift({ names, columns: kept.columns, outcome: kept.outcome, treated }, seed, (doing) =>
    log(`  … ${doing}`),
  );
  return { model, treatments: reading };
}

/** Writes beside the place first: all rows or nothing. @returns how many */
async function scoreFile(
  { score, id, out }: UpliftCommand,
  names: readonly string[],
  model: UpliftModel,
): Promise<number> {
  const file = await openCsv(score, [id, ...names]);
  const places = names.map((name) => file.at(name));
  const idAt = file.at(id);
  const temporary = join(dirname(out), `.${basename(out)}.${process.pid}.tmp`);
  const output = await open(temporary, 'w').catch((error: unknown) => {
    throw cannotWrite(out, error);
  });
  let written = 0;
  try {
    let ids: string[] = [];
    let columns: Cell[][] = names.map(() => []);
    const flush = async () => {
      const effects = model.predict(columns as CellsInOrder[], ids.length);
      const lines = ids.map((row, index) => {
        const uplift = Number((effects[index] as number).toPrecision(10));
        return `${JSON.stringify({ row, uplift })}\n`;
      });
      await output.writeFile(lines.join('')).catch((error: unknown) => {
        throw cannotWrite(out, error);
      });
      written += ids.length;
      ids = [];
      columns = names.map(() => []);
    };
    for await (const { values } of file.lines) {
      ids.push(values[idAt] ?? '');
      places.forEach((place, index) => {
        columns[index]?.push(readCell(values[place] ?? ''));
      });
      if (ids.length === batchRows) await flush();
    }
    if (ids.length > 0) await flush();
    await output.close();
    await rename(temporary, out).catch((error: unknown) => {
      throw cannotWrite(out, error);
    });
    return written;
  } catch (error) {
    await output.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

function cannotWrite(file: string, error: unknown) {
  return invalidInput(
    [{ path: file, message: 'cannot be written' }],
    `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
