// The thread of one index: builds it from what the server sends, then answers from it. See `worker-index.ts`.

import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MatchDocument } from './document.js';
import { buildMatchIndex, type MatchIndex } from './match-index.js';
import type { TrainedRanking } from './training.js';
import type { FromWorker, Reading, ToWorker, WorkerCall, WorkerStart } from './worker-messages.js';

const heartbeatMs = 1000;
/** The server answers within one turn of its event loop; one that stands still this long has other worries. */
const readingPatienceMs = 30_000;

const { modelHash, storesRanking, vocabulary, uses, readings, answered } = workerData as WorkerStart;
const port = parentPort;
if (port === null) throw new Error('This program is meant to run as a thread.');

const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
const documents: MatchDocument[] = [];
let normalizedOf = new Map<string, string>();
let wordsOf = new Map<string, string[]>();
/** Vectors that came with the queries being answered, and whether the server had them at hand. */
const vectors = new Map<string, { vector: Float32Array; wasCached: boolean }>();
const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let lastCall = 0;
let index: MatchIndex | undefined;

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'documents':
      documents.push(...message.documents);
      message.readings.forEach(learn);
      break;
    case 'build':
      void build();
      break;
    case 'match':
      void match(message);
      break;
    case 'result':
      calls.get(message.id)?.resolve(message.value);
      calls.delete(message.id);
      break;
    case 'refused':
      calls.get(message.id)?.reject(new Error(message.message));
      calls.delete(message.id);
      break;
  }
});
send({ type: 'started' });

async function build(): Promise<void> {
  const heartbeat = setInterval(() => send({ type: 'alive' }), heartbeatMs);
  try {
    const built = await buildMatchIndex(documents, {
      normalize: (text) => normalizedOf.get(text) ?? read(text).normalized,
      segment: (text) => wordsOf.get(text) ?? wordsIn(read(text), text),
      vocabulary,
      uses,
      ...(modelHash === undefined ? {} : vectorsOfServer(modelHash)),
      ...(storesRanking
        ? {
            storedRanking: {
              get: async (fingerprint) =>
                (await call({ name: 'ranking-get', fingerprint })) as TrainedRanking | undefined,
              set: async (fingerprint, ranking) => {
                await call({ name: 'ranking-set', fingerprint, ranking });
              },
            },
          }
        : {}),
      onProgress: (progress) => send({ type: 'progress', progress }),
    });
    // The readings of what is known are not needed to answer, and are many.
    normalizedOf = new Map();
    wordsOf = new Map();
    index = built;
    const { lexicalOnly, bars, documentCount, questionCount, trainedOn } = built;
    send({ type: 'built', summary: { lexicalOnly, bars, documentCount, questionCount, trainedOn } });
  } catch (error) {
    send({ type: 'failed', message: messageOf(error) });
  } finally {
    clearInterval(heartbeat);
  }
}

/** The server's vectors: it looks into its store, and asks the model for the rest. */
function vectorsOfServer(hash: string) {
  const ask = async (texts: string[]) => (await call({ name: 'vectors', texts })) as Float32Array[];
  return {
    embedder: {
      modelHash: hash,
      isCached: (text: string) => vectors.get(text)?.wasCached ?? false,
      async embed(text: string) {
        const known = vectors.get(text)?.vector ?? (await ask([text]))[0];
        if (known === undefined) throw new Error('The server gave no vector.');
        return known;
      },
    },
    storedEmbeddings: {
      async getMany(_: string, texts: readonly string[]) {
        const found = await ask([...texts]);
        return new Map(texts.flatMap((text, at) => (found[at] ? [[text, found[at]] as const] : [])));
      },
      putMany: async () => {},
    },
  };
}

async function match({
  id,
  reading,
  vector,
  vectorWasCached,
}: Extract<ToWorker, { type: 'match' }>): Promise<void> {
  learn(reading);
  if (vector) vectors.set(reading.meant, { vector, wasCached: vectorWasCached });
  try {
    if (index === undefined) throw new Error('The index is not built.');
    send({ type: 'matched', id, trace: await index.match(reading.text) });
  } catch (error) {
    send({ type: 'unmatched', id, message: messageOf(error) });
  } finally {
    normalizedOf.delete(reading.text);
    for (const [said] of reading.words) wordsOf.delete(said);
    vectors.delete(reading.meant);
  }
}

function learn({ text, normalized, words }: Reading): void {
  normalizedOf.set(text, normalized);
  for (const [said, its] of words) wordsOf.set(said, its);
}

function wordsIn({ words }: Reading, text: string): string[] {
  const found = words.find(([said]) => said === text);
  if (found === undefined) throw new Error('The server cut another text into words than was asked for.');
  return found[1];
}

/** Asks the server how a text is read, and waits for it: normaliser and dictionary live there alone. */
function read(text: string): Reading {
  const before = Atomics.load(answered, 0);
  readings.postMessage(text);
  Atomics.wait(answered, 0, before, readingPatienceMs);
  const answer = receiveMessageOnPort(readings)?.message as Reading | undefined;
  if (answer === undefined) throw new Error('The server did not say how a text is read.');
  return answer;
}

function call(what: WorkerCall): Promise<unknown> {
  lastCall += 1;
  const id = lastCall;
  return new Promise((resolve, reject) => {
    calls.set(id, { resolve, reject });
    send({ type: 'call', id, call: what });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
