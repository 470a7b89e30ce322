import { type Document, isMap, isScalar, isSeq, Document as YamlDocument } from 'yaml';
import type { IntentDefinition } from '../contract/intents.js';
import type { EntryItem, IntentItem } from './content-files.js';

/** A file to be written: a name without folders, and its whole text. */
export interface ExportedFile {
  name: string;
  text: string;
}

/**
 * One file a category, entries in order of id. The files import back to the same entries.
 *
 * @returns files named after what the ids have in common (`returns-…` gives `returns.yml`), else after the category
 */
export function knowledgeFiles(entries: readonly EntryItem[]): ExportedFile[] {
  const names = new Set<string>();
  return [...groupBy(entries, ({ content }) => content.category)].map(([category, items]) => {
    const sorted = items.toSorted((a, b) => compare(a.id, b.id));
    const document = new YamlDocument({
      category,
      entries: sorted.map(({ id, content: { question, similar, answer, followUps } }) => ({
        id,
        question,
        ...(similar.length > 0 && { similar }),
        answer,
        ...(followUps.length > 0 && { followUps }),
      })),
    });
    layOut(document, 'entries');
    return {
      name: freeName(commonPrefix(sorted.map(({ id }) => id)), category, names),
      text: print(document),
    };
  });
}

/** One file a group, intents in order of id. */
export function intentFiles(items: readonly IntentItem[]): ExportedFile[] {
  const names = new Set<string>();
  return [...groupBy(items, ({ group }) => group)].map(([group, members]) => {
    const intents = members.map(({ intent }) => intent).toSorted((a, b) => compare(a.id, b.id));
    const document = new YamlDocument({ group, intents: intents.map(withoutDefaults) });
    layOut(document, 'intents');
    return { name: freeName(undefined, group, names), text: print(document) };
  });
}

function withoutDefaults(intent: IntentDefinition): object {
  const { slots, ...rest } = intent;
  return slots.length > 0 ? { ...rest, slots } : rest;
}

/** As people write such a file: a blank line between items, answers as blocks, lists of ids on one line. */
function layOut(document: Document, list: string): void {
  const items = document.get(list);
  if (!isSeq(items)) return;
  for (const [index, item] of items.items.entries()) {
    if (!isMap(item)) continue;
    if (index > 0) item.spaceBefore = true;
    const answer = item.get('answer', true);
    // A block scalar ends with a line feed; reading trims it away again.
    if (isScalar(answer) && typeof answer.value === 'string') {
      answer.type = 'BLOCK_LITERAL';
      answer.value = `${answer.value}\n`;
    }
    const followUps = item.get('followUps', true);
    if (isSeq(followUps)) followUps.flow = true;
  }
}

function print(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** What all ids have before their first hyphen, if it is the same word. */
function commonPrefix(ids: readonly string[]): string | undefined {
  const prefixes = new Set(ids.map((id) => /^([a-z0-9]+)-./.exec(id)?.[1]));
  const [only] = prefixes;
  return prefixes.size === 1 ? only : undefined;
}

/** A name of letters, digits, dots and hyphens that no earlier file has, whatever the case. */
function freeName(preferred: string | undefined, title: string, taken: Set<string>): string {
  const safe = title.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|[.-]+$/g, '');
  const base = preferred ?? (safe === '' ? 'content' : safe);
  let name = `${base}.yml`;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}-${number}.yml`;
  taken.add(name.toLowerCase());
  return name;
}

/** By code unit, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
