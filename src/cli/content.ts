import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportCounts } from '../knowledge/bulk-store.js';
import type { ExportedFile } from '../knowledge/content-export.js';
import { type ContentProblem, describeProblem, readKnowledgeFiles } from '../knowledge/content-files.js';
import type { Database } from '../platform/database.js';
import { AppError, unavailable } from '../platform/errors.js';

/** @throws AppError `invalid-input` whose sentence is the first problem and the number of others; `errors` has all */
export function refuseProblems(problems: readonly ContentProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const others = problems.length - 1;
  const more = others === 0 ? '' : ` (and ${countOf(others, 'more problem', 'more problems')})`;
  throw new AppError('invalid-input', `${describeProblem(first)}${more}`, {
    errors: problems.map((problem) => ({ path: problem.path, message: describeProblem(problem) })),
  });
}

/** All files or none: each is written beside its place first. @returns how many files */
export async function writeFiles(folder: string, files: readonly ExportedFile[]): Promise<number> {
  const partial = (name: string) => join(folder, `.${name}.${process.pid}.partial`);
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of files) await writeFile(partial(name), text);
    for (const { name } of files) await rename(partial(name), join(folder, name));
    return files.length;
  } catch (error) {
    for (const { name } of files) await rm(partial(name), { force: true });
    const told = error instanceof Error ? error.message : String(error);
    throw unavailable(`The files cannot be written to ${folder}: ${told}`, error);
  }
}

export function tellImport(
  { created, updated, unchanged }: ImportCounts,
  kind: Database['kind'],
  print: (line: string) => void,
): void {
  print(`${created} new, ${updated} changed, ${unchanged} as they were.`);
  // The embedded database belongs to one process, so that no server can be running on it.
  if (kind === 'postgres' && created + updated > 0) {
    print('A server that is running answers with them after its next publish or restart.');
  }
}

/** The option that names the knowledge which other files go with. @param why what is checked against it */
export const knowledgeBeside = (why: string) => ({
  knowledge: { value: 'FILES', explanation: why, required: false, list: true } as const,
});

/**
 * The knowledge that files are checked against, itself without fault.
 * @returns undefined when none was named
 */
export async function readKnowledgeBeside(files: string[] | undefined) {
  const knowledge = files && (await readKnowledgeFiles(files));
  if (knowledge) refuseProblems(knowledge.problems);
  return knowledge?.items;
}

/** Rules of which there is one wording: puts new ones in force, and says what came of it. */
export async function putInForce<Rules>(
  store: {
    current(): Promise<{ version: number }>;
    save(
      rules: Rules,
      baseVersion: number,
      actor: { type: 'system'; id: string },
    ): Promise<{ version: number }>;
  },
  rules: Rules,
  print: (line: string) => void,
): Promise<void> {
  const before = (await store.current()).version;
  const { version } = await store.save(rules, before, { type: 'system', id: 'cli' });
  print(version === before ? 'The rules are as they were.' : `Version ${version} of the rules is in force.`);
}

export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
