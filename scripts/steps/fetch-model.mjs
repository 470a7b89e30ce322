import { readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { defaultHub, fetchModel } from '../fetch-model.mjs';
import { readStamp } from './stamp.mjs';

/** After a failure the next starts do not try again for a while: without a network each try takes many seconds. */
const pauseMs = 30 * 60_000;

/** @type {import('./step.mjs').Step} */
export const fetchModelStep = {
  name: 'model',
  async run({ root, say, force, retry }) {
    const modelDir = process.env.MODEL_DIR ? resolve(process.env.MODEL_DIR) : join(root, 'models');
    const hub = process.env.MODEL_HUB || defaultHub;
    const failure = join(root, '.cache', 'stamps', 'model-failed');
    // The stamp spares hashing 24 MB at every start; it only knows the folder inside the project.
    const own = modelDir === join(root, 'models');
    const readOwn = () => readStamp(root, 'model', { inputs: ['models/Xenova'], outputs: ['models/Xenova'] });
    if (!force && own && (await readOwn()).current) return { upToDate: 'the language model is there' };
    if (!force && !retry && failedLately(failure))
      return { stillWithout: `${missing}; npm run setup tries to fetch it again` };

    const result = await fetchModel({ modelDir, hub, log: say });
    if (!result.ok) {
      await mkdir(dirname(failure), { recursive: true });
      await writeFile(failure, result.reason);
      return { without: `${missing} (${result.reason})` };
    }
    await rm(failure, { force: true });
    if (own) await (await readOwn()).save();
    return result.source === 'folder'
      ? { upToDate: 'the language model is there' }
      : { did: `language model fetched (${result.source})` };
  },
};

const missing =
  'the language model is missing: questions are matched by their words alone, which is less sure';

/** @param {string} file */
function failedLately(file) {
  try {
    readFileSync(file);
    return Date.now() - statSync(file).mtimeMs < pauseMs;
  } catch {
    return false;
  }
}
