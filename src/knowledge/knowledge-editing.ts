import type { Page } from '../contract/http.js';
import {
  type EntryContent,
  entryContent,
  type KnowledgeEntry,
  type KnowledgeVersion,
} from '../contract/knowledge.js';
import { conflict, invalidInput, parse } from '../platform/errors.js';
import { createKeyedQueue } from '../platform/keyed-queue.js';
import type { Actor } from './actor.js';
import { type Claimant, createClaims } from './claims.js';
import type { EntryQuery, EntryWithPublished } from './entry-rows-store.js';
import type { KnowledgeStore } from './knowledge-store.js';
import { entryClaimant, type PublishedKnowledge } from './published-knowledge.js';
import { cleanContent } from './wording.js';

/** What the people who look after the knowledge can do with it. Whatever goes live has gone live when it resolves. */
export interface KnowledgeEditing {
  list(query: EntryQuery): Promise<Page<KnowledgeEntry>>;
  get(id: string): Promise<EntryWithPublished>;
  versions(id: string): Promise<KnowledgeVersion[]>;
  categories(): Promise<{ category: string; count: number }[]>;
  /** @throws AppError `invalid-input` for follow-ups that are not there, `conflict` for an id that is taken */
  create(content: EntryContent, options: { id?: string | undefined; actor: Actor }): Promise<KnowledgeEntry>;
  /** @throws AppError `conflict` when somebody saved a newer version than `baseVersion` */
  update(id: string, content: EntryContent, baseVersion: number, actor: Actor): Promise<KnowledgeEntry>;
  archive(id: string, actor: Actor): Promise<KnowledgeEntry>;
  /** @throws AppError `conflict` when another published entry or an intent answers to one of its questions */
  publish(id: string, version: number | undefined, actor: Actor): Promise<KnowledgeEntry>;
  /** @throws AppError as `publish` */
  rollback(id: string, version: number, actor: Actor): Promise<KnowledgeEntry>;
}

export interface KnowledgeEditingParts {
  store: KnowledgeStore;
  published: PublishedKnowledge;
}

export function createKnowledgeEditing({ store, published }: KnowledgeEditingParts): KnowledgeEditing {
  // Publishing looks at what is taken and then takes more: one at a time, or two entries could claim one question.
  const publishing = createKeyedQueue();
  /** Published, but not yet in the index that answers. */
  const onTheWay = new Set<Claimant>();

  async function checked(id: string | undefined, content: EntryContent): Promise<EntryContent> {
    const clean = parse(entryContent, cleanContent(content));
    const known = await store.existing(clean.followUps);
    const errors = content.followUps.flatMap((target, index) =>
      known.has(target) && target !== id
        ? []
        : [{ path: `followUps.${index}`, message: `没有可用的知识条目「${target}」` }],
    );
    if (errors.length > 0) throw invalidInput(errors);
    return clean;
  }

  function refuseTaken(newcomer: Claimant): void {
    const [clash] = [...published.claims().clashes(newcomer), ...createClaims(onTheWay).clashes(newcomer)];
    if (clash === undefined) return;
    const owner = clash.owner.kind === 'entry' ? '知识条目' : '意图';
    throw conflict(
      `“${clash.text}”已经是${owner}「${clash.owner.title}」（${clash.owner.id}）的问法了，请先从其中一处去掉。`,
    );
  }

  /** Resolves after the swap, so that the next question gets the new answer. */
  async function goLive(
    id: string,
    content: () => Promise<EntryContent>,
    write: () => Promise<KnowledgeEntry>,
  ): Promise<KnowledgeEntry> {
    const { claimant, entry } = await publishing.run('publish', async () => {
      const claimant = entryClaimant(id, await content());
      refuseTaken(claimant);
      const entry = await write();
      onTheWay.add(claimant);
      return { claimant, entry };
    });
    try {
      await published.reload();
    } finally {
      onTheWay.delete(claimant);
    }
    return entry;
  }

  return {
    list: store.list,
    get: store.get,
    versions: store.versions,
    categories: store.categories,
    create: async (content, options) => store.create(await checked(options.id, content), options),
    update: async (id, content, baseVersion, actor) =>
      store.update(id, await checked(id, content), baseVersion, actor),
    async archive(id, actor) {
      const before = await store.get(id);
      const entry = await store.archive(id, actor);
      if (before.published !== undefined) await published.reload();
      return entry;
    },
    async publish(id, wanted, actor) {
      // The version that is checked is the one that goes live, even if somebody saves another meanwhile.
      const version = wanted ?? (await store.get(id)).entry.version;
      return goLive(
        id,
        () => store.version(id, version),
        () => store.publish(id, version, actor),
      );
    },
    rollback: (id, version, actor) =>
      goLive(
        id,
        () => store.version(id, version),
        () => store.rollback(id, version, actor),
      ),
  };
}
