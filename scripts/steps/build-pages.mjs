import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-command.mjs';
import { readStamp } from './stamp.mjs';

/**
 * What Vite builds for browsers. The configs of one page run in this order, because the later add to the folder that
 * the first empties. A page whose folder is not there is left out.
 */
const pages = [
  {
    name: 'widget',
    folder: 'web-widget',
    configs: [
      'web-widget/vite.config.ts',
      'web-widget/loader/vite.config.ts',
      'web-widget/preview/vite.config.ts',
    ],
    output: 'dist/widget',
  },
  { name: 'demo', folder: 'web-demo', configs: ['web-demo/vite.config.ts'], output: 'dist/demo' },
  { name: 'console', folder: 'web-console', configs: ['web-console/vite.config.ts'], output: 'dist/console' },
];

/** @type {import('./step.mjs').Step[]} */
export const buildPages = pages.map(({ name, folder, configs, output }) => ({
  name,
  async run({ root, force }) {
    const present = configs.filter((config) => existsSync(join(root, config)));
    if (present.length === 0) return { upToDate: `there is no ${folder}` };
    const made = await readStamp(root, name, {
      inputs: [folder, 'web-shared', 'src/contract', 'package-lock.json'],
      outputs: [`${output}/index.html`],
      skip: (path) => /\.test\.tsx?$/.test(path),
    });
    if (!force && made.current) return { upToDate: `the ${name} is built` };
    for (const config of present) await runProgram(root, 'vite/bin/vite.js', ['build', '--config', config]);
    await made.save();
    return { did: `${name} built` };
  },
}));
