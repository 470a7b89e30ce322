import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../platform/package-root.js';
import { readOrderRules } from './rules-file.js';

const starter = join(packageRoot(), 'order-rules');
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** The starter rules with one change to their text. */
async function changed(from: string, to: string): Promise<string> {
  const text = await readFile(join(starter, 'rules.yml'), 'utf8');
  expect(text).toContain(from);
  const folder = await mkdtemp(join(tmpdir(), 'order-rules-'));
  folders.push(folder);
  await writeFile(join(folder, 'rules.yml'), text.replace(from, to));
  return folder;
}

async function problemsOf(from: string, to: string, entries?: ReadonlySet<string>): Promise<string[]> {
  const { rules, problems } = await readOrderRules([await changed(from, to)], entries);
  expect(rules).toBeUndefined();
  return problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
}

describe('the starter rules', () => {
  it('are valid', async () => {
    const { rules, problems } = await readOrderRules([starter]);
    expect(problems).toEqual([]);
    expect(rules?.rules.length).toBeGreaterThan(40);
  });
});

describe('a mistake is told with line and field', () => {
  it.each([
    [
      'a placeholder that is none',
      '退您 {amount}，马上',
      '退您 {sum}，马上',
      /says: there is no placeholder \{sum\}/,
    ],
    [
      'an open bracket',
      '[还有 {daysLeft} 天可以申请。]',
      '[还有 {daysLeft} 天',
      /brackets or braces are not closed/,
    ],
    [
      'a group that is not there',
      'groups: [unopened-only]',
      'groups: [opened]',
      /when\.groups\.0: there is no "opened"/,
    ],
    ['an unknown field', 'decide: auto', 'decides: auto', /decides: is not a known field/],
    ['an action that is none', 'action: cancel-order', 'action: cancel', /rules\.0\.action/],
    ['two limits at once', 'days: 7 }', 'days: 7, hours: 3 }', /exactly one of hours, days and months/],
    ['an id twice', 'id: cancel-shipped', 'id: cancel-unpaid', /the id "cancel-unpaid" is used before/],
    [
      'a last rule with a condition',
      'id: invoice-over\n    action: invoice',
      'id: invoice-over\n    action: invoice\n    when: { status: [paid] }',
      /last rule for invoice must fit everything/,
    ],
  ])('%s', async (_, from, to, told) => {
    const problems = await problemsOf(from, to);
    expect(problems.join('\n')).toMatch(told);
    expect(problems.join('\n')).toMatch(/^\d+ /);
  });

  it('a limit without the words for when it is over', async () => {
    const late = '    late: 7 天无理由退货从签收第二天算起，{product}是 {deadline} 截止的，已经过了。\n';
    expect((await problemsOf(late, '')).join('\n')).toMatch(/late: is needed/);
  });

  it('an entry that the knowledge base does not have', async () => {
    const { problems } = await readOrderRules([starter], new Set(['returns-seven-day']));
    expect(problems[0]?.message).toBe('there is no entry "ordering-cancel-before-dispatch"');
    expect(problems.every(({ message }) => !message.includes('returns-seven-day'))).toBe(true);
  });

  it('a second file', async () => {
    const { rules, problems } = await readOrderRules([
      join(starter, 'rules.yml'),
      join(starter, 'rules.yml'),
    ]);
    expect(rules).toBeUndefined();
    expect(problems[0]?.message).toMatch(/second file/);
  });
});
