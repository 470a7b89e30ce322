import type { FieldError } from '../contract/ack.js';
import type {
  VocabularyContent,
  VocabularyFormat,
  VocabularyImportResult,
  VocabularyIndexStatus,
  VocabularyItem,
  VocabularyKind,
  VocabularyPage,
} from '../contract/vocabulary.js';
import { invalidInput } from '../platform/errors.js';
import type { Actor } from './actor.js';
import { type Claimant, createClaims } from './claims.js';
import type { PublishedKnowledge } from './published-knowledge.js';
import { lineProblem, readVocabulary, type VocabularyLine, writeVocabulary } from './vocabulary-file.js';
import { claimVocabulary, cleanVocabulary, expressionsOf } from './vocabulary-rules.js';
import type { VocabularyStore, VocabularyWrite } from './vocabulary-store.js';

/** What admins do with the shop's own words. What was saved answers as soon as the index has been built again. */
export interface VocabularyEditing {
  list(query: {
    kind?: VocabularyKind | undefined;
    search?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<VocabularyPage>;
  /** @throws AppError `invalid-input` with a sentence a field */
  create(content: VocabularyContent, actor: Actor): Promise<VocabularyItem>;
  /** @throws AppError as `create`; `conflict` when somebody saved a newer version than `baseVersion`; `not-found` */
  update(id: string, content: VocabularyContent, baseVersion: number, actor: Actor): Promise<VocabularyItem>;
  /** @throws AppError `not-found` */
  remove(id: string, actor: Actor): Promise<VocabularyItem>;
  /**
   * Adds what a file holds; a group whose meaning is a group's already takes its place. What the file does not name stays.
   * @throws AppError `invalid-input` with a sentence a line (`line 12`); nothing is written then
   */
  importFile(
    format: VocabularyFormat,
    text: string,
    options: { preview: boolean; actor: Actor },
  ): Promise<VocabularyImportResult>;
  exportFile(format: VocabularyFormat): Promise<string>;
  status(): VocabularyIndexStatus;
}

export interface VocabularyEditingParts {
  store: VocabularyStore;
  published: Pick<PublishedKnowledge, 'reload' | 'status' | 'questionOf'>;
  normalize: (text: string) => string;
}

/** Problems of one file that are told. */
const mostProblems = 100;

export function createVocabularyEditing({
  store,
  published,
  normalize,
}: VocabularyEditingParts): VocabularyEditing {
  /** Not waited for: it takes seconds, and several edits share one build. What fails is logged and in the status. */
  const goLive = () => void published.reload().catch(() => undefined);

  const checked = (content: VocabularyContent) => (others: VocabularyContent[]) => {
    const faults = claimVocabulary(others, published.questionOf).faults(content);
    if (faults.length > 0) throw invalidInput(faults, faults[0]?.message);
  };

  function status(): VocabularyIndexStatus {
    const { building, buildMilliseconds, builtAt, failure } = published.status();
    return {
      building,
      ...(buildMilliseconds !== undefined && { usualSeconds: Math.ceil(buildMilliseconds / 1000) }),
      ...(builtAt !== undefined && { builtAt }),
      ...(failure !== undefined && { failure }),
    };
  }

  return {
    status,

    async list({ kind, search = '', cursor, limit }) {
      const all = await store.all();
      const counts = { synonyms: 0, stopWord: 0, word: 0 };
      for (const item of all) counts[item.kind] += 1;
      const wanted = normalize(search);
      const found = all.filter(
        (item) =>
          (kind === undefined || item.kind === kind) &&
          (cursor === undefined || item.id < cursor) &&
          expressionsOf(item).some(({ text }) => text.includes(wanted)),
      );
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        ...(found.length > limit && last && { nextCursor: last.id }),
        counts,
        index: status(),
      };
    },

    async create(given, actor) {
      const content = cleanVocabulary(given, normalize);
      const item = await store.create(content, actor, checked(content));
      goLive();
      return item;
    },

    async update(id, given, baseVersion, actor) {
      const content = cleanVocabulary(given, normalize);
      const item = await store.update(id, content, baseVersion, actor, checked(content));
      goLive();
      return item;
    },

    async remove(id, actor) {
      const item = await store.remove(id, actor);
      goLive();
      return item;
    },

    async importFile(format, text, { preview, actor }) {
      const plan = planFile(readFile(format, text, normalize), published.questionOf);
      if (preview) return plan(await store.all()).counts;
      const counts = await store.importItems(plan, actor);
      if (counts.created + counts.updated > 0) goLive();
      return counts;
    },

    exportFile: async (format) => writeVocabulary(format, await store.all()),
  };
}

/**
 * What a file would change, for `VocabularyStore.importItems`.
 *
 * @param surroundings.claimants whose questions may not be stop words
 * @throws AppError `invalid-input`, here for the file's form, in the plan for what is taken
 */
export function planVocabularyFile(
  format: VocabularyFormat,
  text: string,
  { normalize, claimants }: { normalize: (text: string) => string; claimants: readonly Claimant[] },
) {
  const claims = createClaims(claimants);
  return planFile(readFile(format, text, normalize), (word) => claims.ownerOf(word)?.title);
}

function readFile(
  format: VocabularyFormat,
  text: string,
  normalize: (text: string) => string,
): VocabularyLine[] {
  const read = readVocabulary(format, text);
  if ('problems' in read) throw refuse(read.problems);
  return read.lines.map(({ line, content }) => ({ line, content: cleanVocabulary(content, normalize) }));
}

const planFile =
  (lines: readonly VocabularyLine[], questionOf: (text: string) => string | undefined) =>
  (existing: VocabularyItem[]) =>
    planImport(lines, existing, questionOf);

function planImport(
  lines: readonly VocabularyLine[],
  existing: readonly VocabularyItem[],
  questionOf: (text: string) => string | undefined,
): { writes: VocabularyWrite[]; counts: VocabularyImportResult } {
  const nameOf = (content: VocabularyContent) => `${content.kind} ${expressionsOf(content)[0]?.text}`;
  const byName = new Map(existing.map((item) => [nameOf(item), item]));
  const named = new Set(lines.map(({ content }) => nameOf(content)));
  const claims = claimVocabulary(
    existing.filter((item) => !named.has(nameOf(item))),
    questionOf,
  );
  const writes: VocabularyWrite[] = [];
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const problems: FieldError[] = [];
  for (const { line, content } of lines) {
    const faults = claims.faults(content);
    problems.push(...faults.map(({ message }) => lineProblem(line, message)));
    if (faults.length > 0) continue;
    claims.add(content);
    const old = byName.get(nameOf(content));
    if (old === undefined) counts.created += 1;
    else if (sameExpressions(old, content)) counts.unchanged += 1;
    else counts.updated += 1;
    if (old === undefined || !sameExpressions(old, content)) writes.push({ replaces: old?.id, content });
  }
  if (problems.length > 0) throw refuse(problems);
  return { writes, counts };
}

function sameExpressions(a: VocabularyContent, b: VocabularyContent): boolean {
  const listed = (content: VocabularyContent) =>
    JSON.stringify(expressionsOf(content).map(({ text }) => text));
  return listed(a) === listed(b);
}

function refuse(problems: readonly FieldError[]) {
  const [first] = problems;
  const where = first?.path.replace(/^line (\d+)$/, '第 $1 行：') ?? '';
  const more = problems.length > 1 ? `（一共 ${problems.length} 处有误）` : '';
  return invalidInput(problems.slice(0, mostProblems), `${where}${first?.message ?? ''}${more}`);
}
