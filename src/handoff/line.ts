/** What the wait is estimated from. */
export interface LineFacts {
  /** 1 = next. */
  position: number;
  agentsOnline: number;
  /** Median seconds that an agent had a conversation lately; undefined without any. */
  medianHandlingSeconds?: number;
}

/** Conversations that one agent has at the same time. */
export const agentCapacity = 4;
/** Until there are figures of our own: a typical chat takes some five minutes. */
const assumedHandlingSeconds = 300;

/**
 * An honest estimate of the wait: how long until enough of the running conversations end. Rounded up to half minutes,
 * because a false precision is not believed. Little's law (J. D. C. Little, Operations Research 9(3), 1961): with
 * `agents × capacity` conversations at once, one ends every `handling / (agents × capacity)` seconds.
 * @returns seconds; undefined while nobody is there to take it
 */
export function estimateWaitSeconds({
  position,
  agentsOnline,
  medianHandlingSeconds,
}: LineFacts): number | undefined {
  if (agentsOnline === 0) return undefined;
  const perTurn = (medianHandlingSeconds ?? assumedHandlingSeconds) / (agentsOnline * agentCapacity);
  return Math.ceil((position * perTurn) / 30) * 30;
}
