import { spawn } from 'node:child_process';

/** How many lines of a failed command are shown. */
const tail = 40;

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, show?: boolean}} options `show` lets the command write to our stderr
 *   as it goes (stdout is kept for results); else its output is kept and only told when it fails
 * @returns {Promise<void>} rejects with what the command printed last
 */
export function runCommand(command, args, { cwd, show = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      // What is kept is printed later, perhaps into a file: without colours.
      env: show ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: show ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      // npm is a .cmd file on Windows, which only a shell can start; our arguments are constants.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output = (output + chunk).slice(-100_000);
      });
    }
    child.on('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      const ended = signal === null ? `exit code ${code}` : `signal ${signal}`;
      reject(
        new Error(`${[command, ...args].join(' ')} ended with ${ended}\n${lastLines(output)}`.trimEnd()),
      );
    });
  });
}

/**
 * Runs a package's own program with this Node, without a shell in between.
 *
 * @param {string} root
 * @param {string} program path below node_modules, such as `vite/bin/vite.js`
 * @param {string[]} args
 */
export function runProgram(root, program, args) {
  return runCommand(process.execPath, [`node_modules/${program}`, ...args], { cwd: root });
}

/** @param {string} output */
function lastLines(output) {
  return output.trimEnd().split('\n').slice(-tail).join('\n');
}
