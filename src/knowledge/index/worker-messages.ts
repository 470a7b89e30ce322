import type { MessagePort } from 'node:worker_threads';
import type { MatchTrace } from '../../contract/trace.js';
import type { MatchDocument } from './document.js';
import type { MatchIndex } from './match-index.js';
import type { TrainedRanking } from './training.js';
import type { Vocabulary } from './vocabulary.js';

/** How a text is read. */
export interface Reading {
  text: string;
  normalized: string;
  /** What the normalised text means by the shop's vocabulary: its vector is that of this. */
  meant: string;
  /** Words of the normalised text, and of whatever else the vocabulary looks at. */
  words: [text: string, words: string[]][];
}

/** What the thread of an index is started with. */
export interface WorkerStart {
  /** Absent: words alone. */
  modelHash: string | undefined;
  storesRanking: boolean;
  vocabulary: Vocabulary | undefined;
  /** How often each document was the accepted answer lately, by `KIND ID`. */
  uses: ReadonlyMap<string, number> | undefined;
  /** For a text whose reading was not sent along: asked for on the port, and waited for on the number. */
  readings: MessagePort;
  answered: Int32Array;
}

/** To the thread of an index. */
export type ToWorker =
  | { type: 'documents'; documents: MatchDocument[]; readings: Reading[] }
  | { type: 'build' }
  | { type: 'match'; id: number; reading: Reading; vector?: Float32Array; vectorWasCached: boolean }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'refused'; id: number; message: string };

/** What the thread asks of the server, which alone has the model and the database. */
export type WorkerCall =
  | { name: 'vectors'; texts: string[] }
  | { name: 'ranking-get'; fingerprint: string }
  | { name: 'ranking-set'; fingerprint: string; ranking: TrainedRanking };

export type BuildProgress = { step: 'embed' | 'train'; done: number; total: number };
export type IndexSummary = Omit<MatchIndex, 'match' | 'close' | 'lost'>;

/** From the thread of an index. */
export type FromWorker =
  | { type: 'started' }
  /** Once a second while it comes round to it. */
  | { type: 'alive' }
  | { type: 'progress'; progress: BuildProgress }
  | { type: 'call'; id: number; call: WorkerCall }
  | { type: 'built'; summary: IndexSummary }
  | { type: 'failed'; message: string }
  | { type: 'matched'; id: number; trace: MatchTrace }
  | { type: 'unmatched'; id: number; message: string };
