import { type OrderRules, orderRules } from '../contract/order-rules.js';
import { type ContentProblem, expandFolders, readSource } from '../platform/yaml-source.js';

/**
 * Reads one file of order rules, or the folder that it lies in, and checks it.
 *
 * @param entryIds when given, every `entry` must be one of them
 * @returns the rules, absent when something is wrong, and every problem in order of line
 */
export async function readOrderRules(
  paths: readonly string[],
  entryIds?: ReadonlySet<string>,
): Promise<{ rules?: OrderRules; problems: ContentProblem[] }> {
  const files = await expandFolders(paths);
  const problems: ContentProblem[] = [];
  const sources = [];
  for (const file of files) {
    const read = await readSource(file, orderRules);
    if (Array.isArray(read)) problems.push(...read);
    else sources.push(read);
  }
  const [source, second] = sources;
  if (second)
    problems.push({ file: second.file, path: '', message: 'is a second file: all rules stand in one' });
  if (source && entryIds) {
    for (const [index, { entry }] of source.value.rules.entries()) {
      const path = `rules.${index}.entry`;
      if (!entryIds.has(entry))
        problems.push({
          file: source.file,
          line: source.lineOf(path),
          path,
          message: `there is no entry "${entry}"`,
        });
    }
  }
  return problems.length === 0 && source ? { rules: source.value, problems } : { problems };
}
