import type { AnswersResponse } from '../../../src/contract/http.js';
import type { MatchTrace } from '../../../src/contract/trace.js';

/** One of several questions of a message, and what became of it. */
export interface AskedQuestion {
  text: string;
  /** How it was read, when that is not as it stands. */
  rewritten?: string;
  decision: string;
  why: string;
  match?: MatchTrace;
}

/** What a trace may hold beside what every trace does. Each part is shown when it is there. */
export type FullTrace = AnswersResponse['trace'] & {
  questions?: AskedQuestion[];
};
