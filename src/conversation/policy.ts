import type { TopicLean } from './ellipsis.js';

/** Numbers that operators may tune, in one place. Times are milliseconds unless the name says otherwise. */
export interface ConversationPolicy {
  /** A turn waits this long after the last message, so that a burst is one turn. */
  burstWindow: number;
  /** … and this long while the shopper is still typing. */
  typingWindow: number;
  /** A burst never waits longer than this. */
  longestBurst: number;
  /** A turn that could not be stored is tried again after this. */
  retryWait: number;
  /** Time box of each piece of evidence. */
  evidenceTimeout: number;
  /** Misses in a row after which a person is called without asking. */
  missesBeforePerson: number;
  /** The same answer this often in a row means that it does not help. */
  repeatsBeforePerson: number;
  /** `angry` from here on: a person, at once. */
  angryBar: number;
  /** `angry` or `negative` from here on: no marketing, and a person is offered under the answer. */
  upsetBar: number;
  /** Questions asked at most before a person is called. */
  slotQuestions: number;
  /** Questions asked at most in one flow of any kind: beyond it a person goes on. */
  flowQuestions: number;
  /** An open question, a paused flow and the topic are forgotten after this. */
  memorySpan: number;
  /** Matchings in one turn at most. */
  matchRuns: number;
  /** How far a text that leaves something out leans to the topic. */
  topicLean: TopicLean;
}

export const defaultPolicy: ConversationPolicy = {
  burstWindow: 200,
  typingWindow: 1500,
  longestBurst: 4000,
  retryWait: 5000,
  evidenceTimeout: 1500,
  missesBeforePerson: 2,
  repeatsBeforePerson: 3,
  angryBar: 0.75,
  upsetBar: 0.45,
  slotQuestions: 3,
  flowQuestions: 10,
  memorySpan: 30 * 60_000,
  matchRuns: 6,
  topicLean: { margin: 0.1, odds: { follows: 3, bare: 2, short: 1 } },
};

/** Whether somebody is annoyed: then no marketing, and the way to a person is shown. */
export function isUpset(mood: { angry: number; negative: number }, policy: ConversationPolicy): boolean {
  return Math.max(mood.angry, mood.negative) >= policy.upsetBar;
}
