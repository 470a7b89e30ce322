import { type Agent, hasRoom } from './routing.js';

/** How long agents had a conversation lately, seconds, by quartile (H. A. David, Order Statistics, 1970). */
export interface HandlingTimes {
  median: number;
  upper: number;
  samples: number;
}

export interface Wait {
  /** 1 = next. */
  position: number;
  /** Absent while nobody is there. */
  estimatedWaitSeconds?: number;
  /** Given when the estimate is uncertain: so long it may take. */
  estimatedWaitUpToSeconds?: number;
}

/** Until there are figures of our own: a typical chat takes some five minutes. */
const assumedHandlingSeconds = 300;
/** With fewer conversations than this the median says little. */
const enoughSamples = 10;
/** Behind this place a figure would be a guess. */
const longestEstimated = 200;
/** An answer takes a moment even where somebody is free. */
const quickestSeconds = 30;

/** @param seconds how long the last conversations were with an agent; none is needed */
export function handlingTimes(seconds: readonly number[]): HandlingTimes {
  const sorted = seconds.filter((duration) => duration > 0).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? assumedHandlingSeconds;
  return { median: at(0.5), upper: at(0.75), samples: sorted.length };
}

/**
 * Place and honest wait of everybody in the line, by playing the line through: each goes to the agent with the right
 * skill who is free first, and keeps one of their places for as long as conversations usually take. Of `n` running
 * conversations of one agent the first is taken to end after `1/n` of that time, the second after `2/n` and so on, which
 * is what Little's law says on average (J. D. C. Little, Operations Research 9(3), 1961).
 * @param line in order of service
 * @param overflowSeconds after so long, the skill does not matter
 */
export function estimateWaits(
  line: readonly { conversationId: string; neededSkill?: string }[],
  agents: readonly Agent[],
  handling: HandlingTimes,
  overflowSeconds: number,
): Map<string, Wait> {
  const there = agents.filter(({ status }) => status === 'online');
  const usual = play(line, there, handling.median, overflowSeconds);
  const slow = play(
    line,
    there,
    handling.samples < enoughSamples ? handling.median * 2 : handling.upper,
    overflowSeconds,
  );
  return new Map(
    line.map(({ conversationId }, index) => {
      const [from, upTo] = [usual[index], slow[index]];
      const wait: Wait = {
        position: index + 1,
        ...(from === undefined ? {} : { estimatedWaitSeconds: from }),
        ...(from !== undefined && upTo !== undefined && upTo >= from * 1.5
          ? { estimatedWaitUpToSeconds: upTo }
          : {}),
      };
      return [conversationId, wait];
    }),
  );
}

/** When each place of an agent is free, seconds from now, and what it may be used for. */
interface Slot {
  agent: Agent;
  freeAt: number;
}

function play(
  line: readonly { neededSkill?: string }[],
  agents: readonly Agent[],
  handlingSeconds: number,
  overflowSeconds: number,
): (number | undefined)[] {
  const slots = agents.flatMap((agent) => slotsOf(agent, handlingSeconds));
  return line.map(({ neededSkill }, index) => {
    if (index >= longestEstimated) return undefined;
    const from = ({ agent: { skills }, freeAt }: Slot) =>
      neededSkill === undefined || skills.length === 0 || skills.includes(neededSkill)
        ? freeAt
        : Math.max(freeAt, overflowSeconds);
    let best: Slot | undefined;
    for (const slot of slots) if (!best || from(slot) < from(best)) best = slot;
    if (!best) return undefined;
    const waits = from(best);
    best.freeAt = waits + handlingSeconds;
    return Math.max(quickestSeconds, Math.ceil(waits / 30) * 30);
  });
}

function slotsOf(agent: Agent, handlingSeconds: number): Slot[] {
  const running = Math.min(agent.load, agent.capacity);
  return Array.from({ length: agent.capacity }, (_, index) => ({
    agent,
    freeAt: hasRoom(agent) && index >= running ? 0 : ((index + 1) * handlingSeconds) / Math.max(1, running),
  }));
}
