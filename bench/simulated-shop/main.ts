import { parseArgs } from 'node:util';
import { type IntervalFigures, measureIntervals } from './interval-runs.js';
import { measureSplits, type SplitFigures } from './split-runs.js';
import { measureTargeting, type TargetingFigures } from './targeting-runs.js';

const usage =
  'Usage: npm run bench:experiments -- [--runs 500] [--customers 4000] [--part intervals|splits|targeting] [--world fourKinds|mailing|advertisement|confounded] [--json]';
const targetedWorlds = ['fourKinds', 'mailing', 'advertisement', 'confounded'] as const;
const parts = ['intervals', 'splits', 'targeting'];
const tell = (line: string) => process.stderr.write(`${line}\n`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

try {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '500' },
      customers: { type: 'string', default: '4000' },
      part: { type: 'string' },
      world: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { part, world } = values;
  if (part !== undefined && !parts.includes(part))
    throw new RangeError(`--part is one of ${parts.join(', ')}.`);
  const worlds = targetedWorlds.filter((name) => world === undefined || name === world);
  if (worlds.length === 0) throw new RangeError(`--world is one of ${targetedWorlds.join(', ')}.`);
  const wanted = (name: string) => part === undefined || part === name;
  measure(whole(values.runs, 10, 10_000), whole(values.customers, 500, 100_000), values.json, wanted, worlds);
} catch (error) {
  tell(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 1;
}

function whole(text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`Whole numbers from ${least} to ${most} are taken, not "${text}".`);
  return value;
}

function measure(
  runs: number,
  customers: number,
  json: boolean,
  wanted: (part: string) => boolean,
  worlds: readonly (typeof targetedWorlds)[number][],
): void {
  const show = (name: string, figures: object, text: string) =>
    process.stdout.write(json ? `${JSON.stringify({ [name]: figures })}\n` : `${text}\n`);
  for (const effective of wanted('intervals') ? [true, false] : []) {
    tell(`${runs} experiments ${effective ? 'with' : 'without'} an effect …`);
    const figures = measureIntervals(runs, customers, effective, effective ? 1 : 100_000);
    show(effective ? 'effective' : 'ineffective', figures, intervalText(figures, effective));
  }
  if (wanted('splits')) {
    tell('sound and broken splits …');
    const splits = measureSplits(Math.ceil(runs / 5), 100_000, 1);
    show('splits', splits, splitText(splits));
  }
  for (const world of wanted('targeting') ? worlds : []) {
    tell(`whom to reach: ${world} …`);
    const targeting = measureTargeting(world, Math.min(10, runs), 20_000, 20_000, 0.2, 1);
    show('targeting', targeting, targetingText(targeting));
  }
}

function intervalText(figures: IntervalFigures, effective: boolean): string {
  return [
    `${effective ? 'with an effect' : 'without an effect'}: ${figures.runs} experiments of ${figures.customers} customers`,
    `  95 % interval at the end holds the truth: conversion ${percent(figures.conversionCovered)}, revenue ${percent(figures.revenueCovered)}, without adjustment for before ${percent(figures.revenueCoveredWithoutAdjustment)}`,
    `  held at all of ${figures.looks} looks: for any time, conversion ${percent(figures.anytimeConversionCovered)}, revenue ${percent(figures.anytimeRevenueCovered)}; the usual interval ${percent(figures.usualConversionCoveredAtEveryLook)}`,
    `  found at the end ${percent(figures.found)}, for any time ${percent(figures.foundAnytime)}`,
    `  revenue's interval with adjustment is ${percent(figures.widthWithAdjustment)} as wide; sample ratio alarms ${percent(figures.sampleRatioAlarms)}, guardrails broken ${percent(figures.guardrailsBroken)}`,
  ].join('\n');
}

function splitText(splits: SplitFigures): string {
  return `splits of ${splits.customers}, ${splits.runs} runs: alarms when sound ${percent(splits.alarmsWhenSound)}, at 50 to 47 ${percent(splits.alarmsAt50To47)}, when 3 % of the treated are lost ${percent(splits.alarmsWhenThreePercentAreLost)}`;
}

function targetingText(figures: TargetingFigures): string {
  const { world, runs, budget, uplift, mostLikelyToBuy, random, oracle, upliftAhead } = figures;
  return [
    `additional orders (profit in yuan) per 1,000 reached, ${world}, ${runs} runs, ${percent(budget)} of the customers reached:`,
    `  uplift ${gain(uplift)}, most likely to buy ${gain(mostLikelyToBuy)}, random ${gain(random)}, knowing the truth ${gain(oracle)}; uplift ahead of both in ${percent(upliftAhead)}`,
  ].join('\n');
}

function gain({ orders, profitMinor }: { orders: number; profitMinor: number }): string {
  return `${orders.toFixed(1)} (${(profitMinor / 100).toFixed(0)})`;
}
