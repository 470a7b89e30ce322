import type { AnswersResponse } from '../../../src/contract/http.js';
import type { QuestionTrace } from '../../../src/contract/trace.js';

/** One of several questions of a message, and what became of it. */
export type AskedQuestion = QuestionTrace;

/** Everything that is stored of a turn. Each part is shown when it is there. */
export type FullTrace = AnswersResponse['trace'];
