import { createHash } from 'node:crypto';
import { setImmediate as pause } from 'node:timers/promises';
import type { IntentDefinition } from '../contract/intents.js';
import type { EntryContent } from '../contract/knowledge.js';
import type { MatchTrace } from '../contract/trace.js';
import { type Clock, systemClock } from '../platform/clock.js';
import { unavailable } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import type { PublishedContent } from './bulk-store.js';
import { type Claimant, type Claims, createClaims } from './claims.js';
import type { IntentItem } from './content-files.js';
import type { MatchDocument } from './index/document.js';
import type { Vocabulary } from './index/vocabulary.js';

/** An answer that shoppers can get. */
export interface PublishedEntry {
  id: string;
  question: string;
  answer: string;
  category: string;
  version: number;
  /** Only those that are published themselves. */
  followUps: { id: string; question: string }[];
}

/** What answers questions at the moment. */
export interface KnowledgeStatus {
  ready: boolean;
  /** A newer index is on its way. */
  building: boolean;
  entries: number;
  intents: number;
  builtAt?: string;
  /** How long the last build took that had an index to make. */
  buildMilliseconds?: number;
  /** Why the newest build failed; absent when it did not. What was built before still answers. */
  failure?: string;
}

export interface PublishedKnowledge {
  /** Builds from what is published now, and resolves once that answers. @throws AppError `unavailable`; the old one stays */
  reload(): Promise<void>;
  /** Resolves once the first load, when it is under way, has ended: well or not. */
  loaded(): Promise<void>;
  /** @throws AppError `unavailable` before the first load */
  match(text: string): Promise<MatchTrace>;
  entry(id: string): PublishedEntry | undefined;
  intent(id: string): IntentDefinition | undefined;
  /** Which wordings are taken by what is published. */
  claims(): Claims;
  /** Title of what answers to just this wording; undefined when nothing does, or nothing is loaded. */
  questionOf(text: string): string | undefined;
  /** Resolves once no build is under way or waiting. */
  idle(): Promise<void>;
  ready(): boolean;
  /** Ends what answers and what is being built; to be called once nothing is asked any more. */
  close(): Promise<void>;
  status(): KnowledgeStatus;
}

export interface PublishedKnowledgeParts {
  load(): Promise<{ entries: PublishedContent[]; intents: IntentItem[]; vocabulary?: Vocabulary }>;
  /** @param signal Given when nobody waits for the result any more. */
  buildIndex(
    documents: MatchDocument[],
    vocabulary: Vocabulary | undefined,
    signal: AbortSignal,
  ): Promise<BuiltIndex>;
  log: Log;
  clock?: Clock;
}

/** What answers questions. `close` and `lost` where it does so from a thread of its own. */
export interface BuiltIndex {
  match(text: string): Promise<MatchTrace>;
  /** Lets it answer what it was asked, and ends it. */
  close?(): Promise<void>;
  /** Resolves with the reason when it can answer no more. */
  lost?: Promise<Error>;
}

interface Live {
  /** Hash of what the index was built from, to tell whether it must be built again. */
  documents: string;
  index: BuiltIndex;
  entries: Map<string, PublishedContent>;
  intents: Map<string, IntentDefinition>;
  claims: Claims;
  builtAt: Date;
  buildMilliseconds: number;
}

/**
 * The published knowledge in memory, behind one reference: a new index is built beside the one that answers and takes
 * its place in one step, so that every question is answered wholly by the old or wholly by the new. Reloads that are
 * asked for during a build share the next one.
 */
export function createPublishedKnowledge({
  load,
  buildIndex,
  log,
  clock = systemClock,
}: PublishedKnowledgeParts): PublishedKnowledge {
  let live: Live | undefined;
  let failure: string | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const closed = new AbortController();

  async function build(): Promise<void> {
    const started = performance.now();
    try {
      const { entries, intents, vocabulary } = await load();
      const claimants = claimantsOf(entries, intents);
      // An edit of answers alone leaves what is matched as it was: it is live at once.
      const documents = await hashOf(claimants, vocabulary);
      const same = live?.documents === documents ? live : undefined;
      const earlier = live?.index;
      const index =
        same?.index ?? watched(await buildIndex(documentsOf(claimants), vocabulary, closed.signal));
      const milliseconds = Math.round(performance.now() - started);
      live = {
        documents,
        index,
        entries: new Map(entries.map((entry) => [entry.id, entry])),
        intents: new Map(intents.map(({ intent }) => [intent.id, intent])),
        claims: createClaims(claimants),
        builtAt: clock(),
        buildMilliseconds: same?.buildMilliseconds ?? milliseconds,
      };
      failure = undefined;
      if (earlier !== index) void earlier?.close?.();
      log.info(
        { entries: entries.length, intents: intents.length, milliseconds },
        'The published knowledge answers.',
      );
    } catch (error) {
      if (closed.signal.aborted) return;
      failure = error instanceof Error ? error.message : String(error);
      log.error(
        { err: error },
        'The index of the published knowledge could not be built; the earlier one answers on.',
      );
      throw unavailable(
        '已经保存，但新的问答索引没有建成，暂时还是用之前的内容回答。请稍后再发布一次。',
        error,
      );
    }
  }

  /** An index that is lost while it answers is built anew at once. */
  function watched(index: BuiltIndex): BuiltIndex {
    void index.lost?.then((reason) => {
      if (live?.index !== index) return;
      failure = reason.message;
      log.error({ err: reason }, 'The index that answers was lost; it is built anew.');
      live = { ...live, documents: '' };
      reload().catch(() => undefined);
    });
    return index;
  }

  function start(): Promise<void> {
    running = build().finally(() => {
      running = undefined;
    });
    return running;
  }

  function current(): Live {
    if (live === undefined) throw unavailable('知识库正在加载，请稍等几秒再试。');
    return live;
  }

  function reload(): Promise<void> {
    if (next !== undefined) return next;
    if (running === undefined) return start();
    // The running build may have read the database before the change that this call is about.
    next = running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  }

  return {
    reload,
    async close() {
      closed.abort();
      await live?.index.close?.();
    },
    async loaded() {
      if (live === undefined) await running?.catch(() => undefined);
    },
    match: async (text) => current().index.match(text),
    entry(id) {
      const found = live?.entries.get(id);
      return live && found && describe(found, live.entries);
    },
    intent: (id) => live?.intents.get(id),
    claims: () => current().claims,
    questionOf: (text) => live?.claims.ownerOf(text)?.title,
    async idle() {
      for (let pending = next ?? running; pending !== undefined; pending = next ?? running)
        await pending.catch(() => undefined);
    },
    ready: () => live !== undefined,
    status: () => ({
      ready: live !== undefined,
      building: running !== undefined || next !== undefined,
      entries: live?.entries.size ?? 0,
      intents: live?.intents.size ?? 0,
      ...(live && { builtAt: live.builtAt.toISOString(), buildMilliseconds: live.buildMilliseconds }),
      ...(failure !== undefined && { failure }),
    }),
  };
}

/** Claimants hashed at once, before others get their turn. */
const hashedAtOnce = 200;

async function hashOf(claimants: readonly Claimant[], vocabulary: Vocabulary | undefined): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(vocabulary ?? null));
  for (let from = 0; from < claimants.length; from += hashedAtOnce) {
    hash.update(JSON.stringify(claimants.slice(from, from + hashedAtOnce)));
    await pause();
  }
  return hash.digest('hex');
}

function documentsOf(claimants: readonly Claimant[]): MatchDocument[] {
  return claimants.map(({ questions, ...rest }) => ({ ...rest, questions: [...questions] }));
}

/** What an entry answers to. */
export function entryClaimant(id: string, { question, similar }: EntryContent): Claimant {
  return { id, kind: 'entry', title: question, questions: [question, ...similar] };
}

/** What an intent leads to: several that suggest products, or one and the entry that answers it, are one outcome. */
function outcomeOf(intent: IntentDefinition): string {
  switch (intent.action) {
    case 'reply':
      return `intent ${intent.id}`;
    case 'answer':
      return `entry ${intent.entry}`;
    case 'hand-off':
      return `hand-off ${intent.reason}`;
    default:
      return intent.action;
  }
}

/** Everything that can be matched, with all its wordings. */
export function claimantsOf(
  entries: readonly { id: string; content: EntryContent }[],
  intents: readonly IntentItem[],
): Claimant[] {
  return [
    ...entries.map(({ id, content }) => entryClaimant(id, content)),
    ...intents.map(({ intent }): Claimant => {
      return {
        id: intent.id,
        kind: 'intent',
        title: intent.name,
        questions: intent.examples,
        outcome: outcomeOf(intent),
      };
    }),
  ];
}

function describe(
  { id, version, content }: PublishedContent,
  all: Map<string, PublishedContent>,
): PublishedEntry {
  const { question, answer, category } = content;
  const followUps = content.followUps.flatMap((target) => {
    const found = all.get(target);
    return found ? [{ id: target, question: found.content.question }] : [];
  });
  return { id, version, question, answer, category, followUps };
}
