import { stringify } from 'yaml';
import { type MemberRules, memberRules } from '../../contract/member-rules.js';
import { type ContentProblem, expandFolders, readSource } from '../../platform/yaml-source.js';

/**
 * Reads one file of member rules, or the folder that it lies in, and checks it.
 * @returns the rules, absent when something is wrong, and every problem in order of line
 */
export async function readMemberRules(
  paths: readonly string[],
): Promise<{ rules?: MemberRules; problems: ContentProblem[] }> {
  const problems: ContentProblem[] = [];
  const found: MemberRules[] = [];
  for (const file of await expandFolders(paths)) {
    const read = await readSource(file, memberRules);
    if (Array.isArray(read)) problems.push(...read);
    else if (found.length > 0)
      problems.push({ file, path: '', message: 'is a second file: all rules stand in one' });
    else found.push(read.value);
  }
  const [rules] = found;
  return problems.length === 0 && rules ? { rules, problems } : { problems };
}

/**
 * The rules that come with the program.
 * @throws Error naming file, line and field when they are not valid
 */
export async function readStandardRules(folder: string): Promise<MemberRules> {
  const { rules, problems } = await readMemberRules([folder]);
  const [problem] = problems;
  if (problem) throw new Error(`${problem.file}:${problem.line ?? 1} ${problem.path} ${problem.message}`);
  if (!rules) throw new Error(`${folder} holds no member rules`);
  return rules;
}

/** The rules as YAML that people edit. Reading it gives the same rules. */
export function memberRulesToYaml(rules: MemberRules): string {
  return stringify(rules, { lineWidth: 0, aliasDuplicateObjects: false });
}
