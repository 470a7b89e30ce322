import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';

/** @type {import('./step.mjs').Step} */
export const installPackages = {
  name: 'packages',
  async run({ root, say, force }) {
    if (!force && isInstalled(root)) return { upToDate: 'packages are installed' };
    say('installing packages with npm ci (a minute or two the first time) …');
    try {
      await npmCi(root, []);
    } catch (error) {
      // Most often a package that compiles itself on a machine without a compiler. What it gives is optional.
      say(
        `${error instanceof Error ? error.message.split('\n')[0] : error}; trying once more without compiling …`,
      );
      await npmCi(root, ['--ignore-scripts']);
    }
    return hasJieba(root)
      ? { did: 'packages installed' }
      : {
          without:
            'packages installed, but the Chinese word splitter nodejieba could not be compiled here (it takes python3, make and g++): a built-in one does its work, and answers still come',
        };
  },
};

/**
 * @param {string} root
 * @param {string[]} more
 */
function npmCi(root, more) {
  return runCommand('npm', ['ci', '--no-audit', '--no-fund', ...more], { cwd: root, show: true });
}

/**
 * Compares what npm says it installed with the lock file, package by package. An optional package may be absent: it is
 * another platform's, or could not be compiled.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** @param {string} root */
function hasJieba(root) {
  try {
    createRequire(join(root, 'package.json'))('nodejieba');
    return true;
  } catch {
    return false;
  }
}
