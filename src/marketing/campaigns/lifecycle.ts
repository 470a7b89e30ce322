import type { CampaignState } from '../../contract/campaigns.js';

export type CampaignMove = 'start' | 'pause' | 'end';

/**
 * The state after somebody's wish, or undefined when it cannot be had: draft → scheduled → running ⇄ paused → ended. A
 * start before its time waits for it. Pure.
 */
export function stateAfter(
  state: CampaignState,
  move: CampaignMove,
  { startsAt, endsAt, now }: { startsAt: Date; endsAt: Date; now: Date },
): CampaignState | undefined {
  switch (move) {
    case 'start':
      if (state !== 'draft' && state !== 'paused') return undefined;
      if (endsAt <= now) return undefined;
      return startsAt > now ? 'scheduled' : 'running';
    case 'pause':
      return state === 'running' || state === 'scheduled' ? 'paused' : undefined;
    case 'end':
      return state === 'ended' || state === 'draft' ? undefined : 'ended';
  }
}

/** The state that the clock has brought about. Pure. */
export function stateNow(
  state: CampaignState,
  { startsAt, endsAt, now }: { startsAt: Date; endsAt: Date; now: Date },
): CampaignState {
  if (state === 'draft' || state === 'ended') return state;
  if (endsAt <= now) return 'ended';
  return state === 'scheduled' && startsAt <= now ? 'running' : state;
}
