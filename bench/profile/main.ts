import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type ForecastQuality, measureForecast } from './forecast.js';
import type { ScaleResult } from './scale.js';

const usage =
  'npm run --silent bench:profile -- [--lines 10000,100000] [--database embedded|postgres] [--port 4210] [--orders FILE.csv]';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '' },
    database: { type: 'string', default: 'postgres' },
    port: { type: 'string', default: '4210' },
    orders: { type: 'string' },
  },
});
const sizes = values.lines
  .split(',')
  .filter((each) => each !== '')
  .map(Number);
const valid = sizes.every((each) => Number.isInteger(each) && each > 0) && /^\d+$/.test(values.port);
if (!valid || !['embedded', 'postgres'].includes(values.database) || (sizes.length === 0 && !values.orders)) {
  process.stderr.write(`${usage}\n`);
  process.exit(1);
}

if (values.orders !== undefined) tellForecast(await measureForecast(values.orders));
for (const lines of sizes) tellScale(await inOwnProcess(lines));

/** Each size has a process of its own, so that its peak of memory is its own. */
function inOwnProcess(lines: number): Promise<ScaleResult> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./scale-process.js', import.meta.url), [
      String(lines),
      values.database,
      values.port,
    ]);
    let result: ScaleResult | undefined;
    child.on('message', (message) => {
      result = message as ScaleResult;
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      result ? resolve(result) : reject(new Error(`The measurement of ${lines} lines ended with ${code}.`)),
    );
  });
}

function tellScale(result: ScaleResult): void {
  const { database, customers, orders, lines } = result;
  const fixed = (value: number) => value.toFixed(1);
  process.stdout.write(
    [
      `${database}: ${lines} lines, ${orders} orders, ${customers} customers`,
      `  everything: ${fixed(result.fullSeconds)} s (${fixed(result.fullCpuSeconds)} s of this process's CPU); memory ${fixed(result.memoryBeforeMb)} MB before, ${fixed(result.peakMemoryMb)} MB at most; event loop p99 ${fixed(result.loopP99Ms)} ms, longest ${fixed(result.loopMaxMs)} ms`,
      `  what is new, of ${result.changedCustomers} customers: ${fixed(result.changesSeconds)} s`,
      `  tiers and points, first time: ${fixed(result.membershipSeconds)} s; 12 segments counted: ${fixed(result.segmentSeconds)} s`,
      '',
    ].join('\n'),
  );
}

function tellForecast(quality: ForecastQuality): void {
  const { mae, rmse, churn, model } = quality;
  const fixed = (value: number) => value.toFixed(3);
  process.stdout.write(
    [
      `${quality.customers} customers, fitted until ${quality.fittedUntil}, 90 days foretold`,
      `  r ${fixed(model.r)}, alpha ${fixed(model.alpha)}, a ${fixed(model.a)}, b ${fixed(model.b)}`,
      `  purchases: ${quality.actual} came, ${quality.predicted.toFixed(0)} expected`,
      `  MAE:  BG/NBD ${fixed(mae.model)}, same rate as before ${fixed(mae.sameRate)}, zero ${fixed(mae.zero)}`,
      `  RMSE: BG/NBD ${fixed(rmse.model)}, same rate as before ${fixed(rmse.sameRate)}, zero ${fixed(rmse.zero)}`,
      `  churn: Brier ${fixed(churn.brierBefore)} → ${fixed(churn.brierAfter)}, mean error over tenths ${fixed(churn.errorBefore)} → ${fixed(churn.errorAfter)} (before → after calibration a quarter earlier)`,
      ...churn.groups.map(
        ({ predicted, observed, customers }) =>
          `    predicted ${fixed(predicted)}  observed ${fixed(observed)}  (${customers})`,
      ),
      '',
    ].join('\n'),
  );
}
