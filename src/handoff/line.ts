import { type Agent, hasRoom, isSkilled } from './routing.js';

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

/** One who waits, as far as place and wait go. */
export interface LineEntry {
  conversationId: string;
  neededSkill?: string;
  /** Seconds until the skill does not matter any more. */
  overflowIn: number;
}

/**
 * Place and honest wait of everybody in the line, by playing the line through: each goes to the agent who can serve them
 * first, and keeps one of their places for as long as conversations usually take. Of `n` running conversations of one
 * agent the first is taken to end after `1/n` of that time, the second after `2/n` and so on, which is what Little's law
 * says on average (J. D. C. Little, Operations Research 9(3), 1961).
 *
 * The place counts those who are served before by somebody who could have served this one: whoever waits for other
 * people stands in another line, although it is kept in one.
 * @param line in order of service
 */
export function estimateWaits(
  line: readonly LineEntry[],
  agents: readonly Agent[],
  handling: HandlingTimes,
): Map<string, Wait> {
  const there = agents.filter(({ status }) => status === 'online');
  const usual = play(line, there, handling.median);
  const slow = play(line, there, handling.samples < enoughSamples ? handling.median * 2 : handling.upper);
  const positions = places(line, usual, handling.median);
  return new Map(
    line.map(({ conversationId }, index) => {
      const [from, upTo] = [toldSeconds(usual[index]), toldSeconds(slow[index])];
      const wait: Wait = {
        position: positions[index] ?? index + 1,
        ...(from === undefined ? {} : { estimatedWaitSeconds: from }),
        ...(from !== undefined && upTo !== undefined && upTo >= from * 1.5
          ? { estimatedWaitUpToSeconds: upTo }
          : {}),
      };
      return [conversationId, wait];
    }),
  );
}

/** By whom somebody is served, and when, seconds from now. */
interface Turn {
  agent: Agent;
  at: number;
}

function toldSeconds(turn: Turn | undefined): number | undefined {
  return turn && Math.max(quickestSeconds, Math.ceil(turn.at / 30) * 30);
}

/** When each place of an agent is free, seconds from now, and what it may be used for. */
interface Slot {
  agent: Agent;
  freeAt: number;
}

function play(
  line: readonly LineEntry[],
  agents: readonly Agent[],
  handlingSeconds: number,
): (Turn | undefined)[] {
  const slots = agents.flatMap((agent) => slotsOf(agent, handlingSeconds));
  return line.map(({ neededSkill, overflowIn }, index) => {
    if (index >= longestEstimated) return undefined;
    const from = ({ agent, freeAt }: Slot) =>
      isSkilled(agent, neededSkill) ? freeAt : Math.max(freeAt, overflowIn);
    let best: Slot | undefined;
    for (const slot of slots) {
      const sooner = !best || from(slot) < from(best);
      // At the same moment, whoever has the skill.
      const abler = best && from(slot) === from(best) && !isSkilled(best.agent, neededSkill);
      if (sooner || (abler && isSkilled(slot.agent, neededSkill))) best = slot;
    }
    if (!best) return undefined;
    const at = from(best);
    best.freeAt = at + handlingSeconds;
    return { agent: best.agent, at };
  });
}

/**
 * Who stands before whom: those who are served earlier, and by somebody who has the skill that this one needs, or is
 * still busy with them when the skill does not matter any more. Where nobody can say who serves whom, those who need the
 * same people.
 */
function places(
  line: readonly LineEntry[],
  turns: readonly (Turn | undefined)[],
  handlingSeconds: number,
): number[] {
  const unknown = new Map<string | undefined, number>();
  let unknownInAll = 0;
  const served: Turn[] = [];
  return line.map(({ neededSkill, overflowIn }, index) => {
    const own = turns[index];
    const before = served.filter(
      ({ agent, at }) =>
        (!own || at <= own.at) && (isSkilled(agent, neededSkill) || at + handlingSeconds > overflowIn),
    ).length;
    const sameNeed =
      neededSkill === undefined
        ? unknownInAll
        : (unknown.get(neededSkill) ?? 0) + (unknown.get(undefined) ?? 0);
    if (own) served.push(own);
    else {
      unknown.set(neededSkill, (unknown.get(neededSkill) ?? 0) + 1);
      unknownInAll += 1;
    }
    return 1 + before + sameNeed;
  });
}

function slotsOf(agent: Agent, handlingSeconds: number): Slot[] {
  const running = Math.min(agent.load, agent.capacity);
  return Array.from({ length: agent.capacity }, (_, index) => ({
    agent,
    freeAt: hasRoom(agent) && index >= running ? 0 : ((index + 1) * handlingSeconds) / Math.max(1, running),
  }));
}
