// Makes the project ready to run: packages, language model, database client, server and pages. Does only what is missing
// or has changed. Runs on Node's own modules alone, because it runs before anything is installed.
// Run: npm run setup [-- --force]

import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildPages } from './steps/build-pages.mjs';
import { buildServer } from './steps/build-server.mjs';
import { fetchModelStep } from './steps/fetch-model.mjs';
import { generateDatabaseClient } from './steps/generate-database-client.mjs';
import { installPackages } from './steps/install-packages.mjs';
import { nodeVersionProblem } from './steps/node-version.mjs';
import { withSetupLock } from './steps/setup-lock.mjs';

/** @typedef {import('./steps/step.mjs').Step} Step */
/** @typedef {{quiet: boolean, force: boolean, retry: boolean}} How */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What tests need. @type {Step[]} */
export const prepareSteps = [installPackages, fetchModelStep, generateDatabaseClient];
export const buildSteps = [buildServer, ...buildPages];
export const allSteps = [...prepareSteps, buildSteps];

/**
 * Runs the steps in order, those of a nested list side by side, each with one line on stderr (stdout belongs to
 * whatever runs next). Ends the process with one sentence when a step fails.
 *
 * @param {(Step | Step[])[]} steps
 * @param {{quiet?: boolean, force?: boolean, retry?: boolean}} [options] `quiet`: tell only about
 *   work that was done; the others are told in steps/step.mjs
 */
export async function setUp(steps, { quiet = false, force = false, retry = false } = {}) {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem !== undefined) stop(problem);
  await withSetupLock(
    root,
    () => tell('waiting for another set-up of this folder to finish …'),
    async () => {
      for (const entry of steps) await runTogether([entry].flat(), { quiet, force, retry });
    },
  ).catch((error) => stop(String(error?.message ?? error)));
}

/**
 * @param {Step[]} steps
 * @param {How} how
 */
async function runTogether(steps, how) {
  const outcomes = await Promise.allSettled(steps.map((step) => runStep(step, how)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/**
 * @param {Step} step
 * @param {How} how
 */
async function runStep(step, { quiet, force, retry }) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const outcome = await step.run({ root, force, retry, say: (line) => tell(`  ${line}`) });
    if ('did' in outcome) tell(`✓ ${outcome.did} (${seconds()})`);
    else if ('without' in outcome) tell(`! ${outcome.without} (${seconds()})`);
    else if (quiet) return;
    else if ('stillWithout' in outcome) tell(`! ${outcome.stillWithout}`);
    else tell(`· ${outcome.upToDate} (${seconds()})`);
  } catch (error) {
    throw new Error(`✗ ${step.name}: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {string} line */
function tell(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  tell(sentence);
  process.exit(1);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setUp(allSteps, { force: process.argv.includes('--force'), retry: true });
}
