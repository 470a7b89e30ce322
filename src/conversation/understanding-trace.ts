import type { TraceReadings, TurnTrace } from '../contract/trace.js';
import type { Understanding } from './evidence.js';

/** The part of a trace that tells how a text was read. */
export function understandingTrace(
  understanding: Understanding,
): Pick<TurnTrace, 'normalization' | 'mood' | 'slots' | 'readings'> {
  const { normalization, mood, slots, details, dates = [], amounts = [] } = understanding;
  const { priceRange, confirmation } = understanding;
  const readings: TraceReadings = {
    dates,
    amounts,
    ...(priceRange ? { priceRange } : {}),
    ...(confirmation ? { confirmation } : {}),
    ...(details && Object.keys(details).length > 0 ? { details: defined(details) } : {}),
  };
  return { ...(normalization ? { normalization } : {}), mood, slots: defined(slots), readings };
}

function defined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
