import type { MatchTrace } from '../../contract/trace.js';
import type { MatchDocument } from './document.js';
import { foreignQuestions } from './foreign-questions.js';
import { embedMany, type MatchIndexParts, pause } from './indexes.js';
import type { MatchIndex } from './match-index.js';
import { askPlainly } from './negation.js';
import { bareText } from './same-question.js';
import { compileVocabulary } from './vocabulary.js';
import type { FromWorker, IndexSummary, Reading, ToWorker, WorkerCall } from './worker-messages.js';
import { startIndexThread } from './worker-thread.js';

/** A thread that says nothing for this long during a build hangs: its longest step takes seconds. */
const defaultSilenceLimitMs = 120_000;
/** A thread that needs this long for one text hangs. */
const defaultMatchLimitMs = 20_000;
/** Documents are read and sent in portions of about this many milliseconds, so that others get their turn. */
const portionMs = 8;

/** An index that answers from a thread of its own. */
export interface WorkerIndex extends MatchIndex {
  /** Ends the thread once it has answered what it was asked. */
  close(): Promise<void>;
  /** Resolves with the reason when the thread ends or hangs without having been closed. */
  lost: Promise<Error>;
}

export interface WorkerOptions {
  /** The thread's program, where it is not beside this file. */
  program?: URL | undefined;
  silenceLimitMs?: number;
  matchLimitMs?: number;
  /** Breaks a build off. */
  signal?: AbortSignal | undefined;
}

type Parts = Omit<MatchIndexParts, 'random'>;

/**
 * Builds the index in a thread of its own, where it also answers: the event loop of the server only reads texts (the
 * normaliser and the segmenter's dictionary live there), runs the model, and passes messages.
 *
 * @throws WorkerUnavailable when no thread can be started.
 * @throws Error when the build fails, or the thread ends or says nothing for the silence limit; it is gone then.
 */
export async function buildMatchIndexInWorker(
  documents: readonly MatchDocument[],
  parts: Parts,
  {
    program,
    silenceLimitMs = defaultSilenceLimitMs,
    matchLimitMs = defaultMatchLimitMs,
    signal,
  }: WorkerOptions = {},
): Promise<WorkerIndex> {
  const { embedder, storedRanking, vocabulary, uses, onProgress } = parts;
  const read = textReader(parts);
  const thread = await startIndexThread(
    { modelHash: embedder?.modelHash, storesRanking: storedRanking !== undefined, vocabulary, uses },
    // It may be the words of just this text, normalised or not, that are missing there.
    (text) => {
      const reading = read(text);
      return { ...reading, words: [...reading.words, [text, parts.segment(text)]] };
    },
    program,
  );
  const waiting = new Map<number, { resolve(trace: MatchTrace): void; reject(reason: Error): void }>();
  let state: 'building' | 'answering' | 'closing' | 'gone' = 'building';
  let underWay = 0;
  let lastAsked = 0;
  const exact = new Set<string>();
  let loose: (reason: Error) => void = () => {};
  const lost = new Promise<Error>((resolve) => {
    loose = resolve;
  });

  const summary = await new Promise<IndexSummary>((resolve, reject) => {
    let silence: NodeJS.Timeout | undefined;
    const end = (reason: Error) => {
      clearTimeout(silence);
      thread.stop();
      reject(reason);
      for (const each of waiting.values()) each.reject(reason);
      waiting.clear();
      if (state === 'answering') loose(reason);
      state = 'gone';
    };
    const listenOn = () => {
      clearTimeout(silence);
      const hang = () => end(new Error(`the thread of the index said nothing for ${silenceLimitMs} ms`));
      if (state === 'building') silence = setTimeout(hang, silenceLimitMs);
    };
    const hear = (message: FromWorker) => {
      listenOn();
      switch (message.type) {
        case 'progress':
          return onProgress?.(message.progress);
        case 'call':
          return void answer(message.id, message.call);
        case 'built':
          state = 'answering';
          clearTimeout(silence);
          return resolve(message.summary);
        case 'failed':
          return end(new Error(message.message));
        case 'matched':
          return waiting.get(message.id)?.resolve(message.trace);
        case 'unmatched':
          return waiting.get(message.id)?.reject(new Error(message.message));
      }
    };
    thread.listen(hear, end);
    const breakOff = () => {
      if (state === 'building') end(new Error('the build was broken off'));
    };
    if (signal?.aborted) breakOff();
    signal?.addEventListener('abort', breakOff);
    listenOn();
    sendDocuments(documents, read, thread.send, exact).then(() => thread.send({ type: 'build' }), end);
  });
  thread.hold(false);

  return {
    ...summary,
    lost,
    async match(text) {
      if (state !== 'answering') throw gone();
      underWay += 1;
      try {
        return await matchOne(text);
      } finally {
        underWay -= 1;
      }
    },
    async close() {
      if (state === 'answering') state = 'closing';
      while (underWay > 0) await pause();
      state = 'gone';
      thread.stop();
    },
  };

  /** Everything that the thread cannot do for a text, and then the thread. */
  async function matchOne(text: string): Promise<MatchTrace> {
    const started = performance.now();
    const reading = read(text);
    const readAt = performance.now();
    const bare = bareText(reading.normalized);
    const model = bare === '' || exact.has(bare) ? undefined : embedder;
    const vectorWasCached = model?.isCached?.(reading.meant) ?? false;
    const vector = await model?.embed(reading.meant);
    const trace = await ask({ reading, vectorWasCached, ...(vector ? { vector } : {}) });
    const done = performance.now();
    const milliseconds = {
      normalize: readAt - started,
      recall: done - readAt - trace.milliseconds.rank,
      rank: trace.milliseconds.rank,
      total: done - started,
    };
    return { ...trace, milliseconds };
  }

  async function ask(query: Omit<Extract<ToWorker, { type: 'match' }>, 'type' | 'id'>): Promise<MatchTrace> {
    if (state === 'gone') throw gone();
    lastAsked += 1;
    const id = lastAsked;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<MatchTrace>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        timer = setTimeout(() => {
          reject(new Error(`the thread of the index did not answer within ${matchLimitMs} ms`));
          thread.stop();
        }, matchLimitMs);
        thread.hold(true);
        thread.send({ type: 'match', id, ...query });
      });
    } finally {
      clearTimeout(timer);
      waiting.delete(id);
      if (waiting.size === 0) thread.hold(false);
    }
  }

  async function answer(id: number, call: WorkerCall): Promise<void> {
    try {
      thread.send({ type: 'result', id, value: await perform(call, parts) });
    } catch (error) {
      thread.send({ type: 'refused', id, message: error instanceof Error ? error.message : String(error) });
    }
  }
}

function gone(): Error {
  return new Error('the thread of the index is gone');
}

/** Reads texts as the index will, and keeps what the segmenter was asked on the way. */
function textReader({ normalize, segment, vocabulary }: Parts): (text: string) => Reading {
  const understand = compileVocabulary(vocabulary);
  return (text) => {
    const normalized = normalize(text);
    const words = new Map<string, string[]>([[normalized, segment(normalized)]]);
    const cut = (said: string) => {
      const found = words.get(said) ?? segment(said);
      words.set(said, found);
      return found;
    };
    const { text: meant } = understand(normalized, cut);
    // The index reads 能不能退 as 能退: without its words the thread would have to ask, and wait.
    const plain = askPlainly(normalized);
    if (plain !== normalized) understand(plain, cut);
    return { text, normalized, meant, words: [...words] };
  };
}

/** What the thread cannot do itself. */
async function perform(
  call: WorkerCall,
  { embedder, storedEmbeddings, storedRanking }: Parts,
): Promise<unknown> {
  switch (call.name) {
    case 'vectors':
      return embedder === undefined ? [] : embedMany(call.texts, embedder, storedEmbeddings);
    case 'ranking-get':
      return storedRanking?.get(call.fingerprint);
    case 'ranking-set':
      return storedRanking?.set(call.fingerprint, call.ranking);
  }
}

/** Sends everything that is to be known, with how it is read. @param exact Gets the bare text of each question. */
async function sendDocuments(
  documents: readonly MatchDocument[],
  read: (text: string) => Reading,
  send: (message: ToWorker) => void,
  exact: Set<string>,
): Promise<void> {
  send({ type: 'documents', documents: [], readings: foreignQuestions.map(read) });
  let portion: MatchDocument[] = [];
  let readings: Reading[] = [];
  let since = performance.now();
  const flush = async () => {
    send({ type: 'documents', documents: portion, readings });
    portion = [];
    readings = [];
    await pause();
    since = performance.now();
  };
  for (const document of documents) {
    for (const text of document.questions) {
      const reading = read(text);
      readings.push(reading);
      exact.add(bareText(reading.normalized));
      // A document of a thousand questions is longer than a portion: its readings go ahead of it.
      if (performance.now() - since > portionMs) await flush();
    }
    portion.push(document);
  }
  await flush();
}
