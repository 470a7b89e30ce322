import type { z } from 'zod';
import { type IntentDefinition, intentDefinition, intentFile } from '../contract/intents.js';
import { type EntryContent, knowledgeFile } from '../contract/knowledge.js';
import {
  type ContentProblem,
  type ContentSource,
  expandFolders,
  readSource,
} from '../platform/yaml-source.js';
import { type Claimant, createClaims } from './claims.js';
import { cleanContent, wordingKey } from './wording.js';

export type { ContentProblem } from '../platform/yaml-source.js';

/** Most entries that one check or import takes, over all its files. */
export const maxEntries = 20_000;

export interface EntryItem {
  id: string;
  content: EntryContent;
}
export interface IntentItem {
  group: string;
  intent: IntentDefinition;
}
/** What was read, and everything that is wrong with it. With problems, `items` is incomplete and not to be used. */
export interface ContentReading<Item> {
  items: Item[];
  problems: ContentProblem[];
}

/** What exists besides the files: its wordings are taken, and its entries may be referred to. */
export interface Surroundings {
  claimants?: readonly Claimant[];
}

type Placed = Claimant & { source: ContentSource<unknown>; path: string; questionPaths: string[] };

/**
 * Reads knowledge files (or folders of them) and checks each alone and all together: unknown fields, lengths, ids
 * used twice, the same question claimed twice, `followUps` that lead nowhere.
 *
 * @returns all entries in order, and every problem rather than the first one
 */
export async function readKnowledgeFiles(
  paths: readonly string[],
  surroundings: Surroundings = {},
): Promise<ContentReading<EntryItem>> {
  const { sources, problems } = await readAll(paths, knowledgeFile);
  const items: EntryItem[] = [];
  const placed: Placed[] = [];
  const references: { source: ContentSource<unknown>; path: string; id: string }[] = [];
  for (const source of sources) {
    for (const [index, { id, ...rest }] of source.value.entries.entries()) {
      const path = `entries.${index}`;
      items.push({ id, content: cleanContent({ category: source.value.category, ...rest }) });
      placed.push({
        id,
        kind: 'entry',
        title: rest.question,
        questions: [rest.question, ...rest.similar],
        source,
        path,
        questionPaths: [`${path}.question`, ...rest.similar.map((_, at) => `${path}.similar.${at}`)],
      });
      for (const [at, target] of rest.followUps.entries()) {
        references.push({ source, path: `${path}.followUps.${at}`, id: target });
      }
    }
  }
  if (items.length > maxEntries) {
    const [first] = sources;
    problems.push({
      file: first?.file ?? '',
      path: 'entries',
      message: `${items.length} entries in all: at most ${maxEntries} are allowed`,
    });
  }
  problems.push(...crossCheck(placed, surroundings));
  const known = new Set([...idsOf('entry', placed), ...idsOf('entry', surroundings.claimants ?? [])]);
  for (const { source, path, id } of references) {
    if (!known.has(id)) problems.push(problemAt(source, path, `there is no entry "${id}"`));
  }
  return { items, problems: inOrder(problems, sources) };
}

/**
 * Reads intent files (or folders of them) and checks each alone and all together, like `readKnowledgeFiles`.
 *
 * @param surroundings when its claimants are given, `entry` must name one of its entries; without, it is not checked
 */
export async function readIntentFiles(
  paths: readonly string[],
  surroundings: Surroundings = {},
): Promise<ContentReading<IntentItem>> {
  const { sources, problems } = await readAll(paths, intentFile);
  const items: IntentItem[] = [];
  const placed: Placed[] = [];
  const entries = surroundings.claimants && idsOf('entry', surroundings.claimants);
  for (const source of sources) {
    for (const [index, intent] of source.value.intents.entries()) {
      const path = `intents.${index}`;
      items.push({ group: source.value.group, intent });
      placed.push({
        id: intent.id,
        kind: 'intent',
        title: intent.name,
        questions: intent.examples,
        source,
        path,
        questionPaths: intent.examples.map((_, at) => `${path}.examples.${at}`),
      });
      if (intent.action === 'answer' && entries !== undefined && !entries.has(intent.entry)) {
        problems.push(problemAt(source, `${path}.entry`, `there is no entry "${intent.entry}"`));
      }
    }
  }
  problems.push(...crossCheck(placed, surroundings));
  return { items, problems: inOrder(problems, sources) };
}

async function readAll<Schema extends z.ZodType>(paths: readonly string[], schema: Schema) {
  const sources: ContentSource<z.output<Schema>>[] = [];
  const problems: ContentProblem[] = [];
  for (const file of await expandFolders(paths)) {
    const read = await readSource(file, schema);
    if (Array.isArray(read)) problems.push(...read.map(withActions));
    else sources.push(read);
  }
  return { sources, problems };
}

/** zod says only "Invalid input" of an action that is none of ours. */
function withActions(problem: ContentProblem): ContentProblem {
  if (!problem.path.endsWith('.action')) return problem;
  const actions = intentDefinition.options.flatMap((option) => [...option.shape.action.values]);
  return { ...problem, message: `must be one of ${actions.join(', ')}` };
}

/** Ids used twice, and wordings claimed twice: within one item, between items, and against what exists besides. */
function crossCheck(placed: readonly Placed[], { claimants = [] }: Surroundings): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const ids = new Map<string, Placed>();
  // What the files bring takes the place of what exists under the same id.
  const inFiles = new Set(placed.map(({ kind, id }) => `${kind} ${id}`));
  const others = claimants.filter(({ kind, id }) => !inFiles.has(`${kind} ${id}`));
  const files = createClaims();
  const besides = createClaims(others);
  const takenIds = new Map(others.map((claimant) => [claimant.id, claimant.kind]));
  for (const item of placed) {
    const { source, path, questionPaths } = item;
    const earlier = ids.get(item.id);
    if (earlier !== undefined) {
      const where = `${earlier.source.file}:${earlier.source.lineOf(`${earlier.path}.id`)}`;
      problems.push(problemAt(source, `${path}.id`, `the id "${item.id}" is used before, in ${where}`));
      continue;
    }
    ids.set(item.id, item);
    const otherKind = takenIds.get(item.id);
    if (otherKind !== undefined && otherKind !== item.kind) {
      problems.push(problemAt(source, `${path}.id`, `the id "${item.id}" belongs to an ${otherKind}`));
    }
    const own = new Set<string>();
    for (const [at, text] of item.questions.entries()) {
      const key = wordingKey(text);
      if (own.has(key)) {
        problems.push(
          problemAt(source, questionPaths[at] ?? path, `"${text}" stands in this ${item.kind} twice`),
        );
      }
      own.add(key);
    }
    for (const { index, text, owner } of [...files.clashes(item), ...besides.clashes(item)]) {
      problems.push(
        problemAt(
          source,
          questionPaths[index] ?? path,
          `"${text}" is claimed by the ${owner.kind} "${owner.id}" too`,
        ),
      );
    }
    files.add(item);
  }
  return problems;
}

function idsOf(kind: Claimant['kind'], claimants: readonly Claimant[]): Set<string> {
  return new Set(claimants.filter((claimant) => claimant.kind === kind).map(({ id }) => id));
}

function problemAt(source: ContentSource<unknown>, path: string, message: string): ContentProblem {
  return { file: source.file, line: source.lineOf(path), path, message };
}

/** By file in the order given, then by line. */
function inOrder(problems: ContentProblem[], sources: readonly { file: string }[]): ContentProblem[] {
  const order = new Map(sources.map(({ file }, index) => [file, index]));
  return problems.sort(
    (a, b) => (order.get(a.file) ?? -1) - (order.get(b.file) ?? -1) || (a.line ?? 0) - (b.line ?? 0),
  );
}

/** `file:line path: message`, as editors and people read it. */
export function describeProblem({ file, line, path, message }: ContentProblem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return path === '' ? `${place} ${message}` : `${place} ${path}: ${message}`;
}
