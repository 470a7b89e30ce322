import type { RoutingSettings } from '../contract/desk.js';
import type { PresenceStatus } from '../contract/staff-socket.js';

/** A conversation in the line, as far as choosing goes. Times are milliseconds since 1970. */
export interface Waiting {
  conversationId: string;
  /** When it began to wait, less its head start: who has the earliest is served first. */
  rankAt: number;
  queuedAt: number;
  neededSkill?: string;
  /** Since when it waits for that skill; absent: since it began to wait. */
  skillSince?: number;
  lastStaffId?: string;
  lastStaffAt?: number;
  /** Who was offered it and let it pass. */
  passedStaffIds: readonly string[];
  /** Who is being asked to accept it now. */
  offeredTo?: string;
}

/** Somebody of the staff, as far as choosing goes. */
export interface Agent {
  staffId: string;
  status: PresenceStatus;
  /** None: everything. */
  skills: readonly string[];
  capacity: number;
  /** Conversations of theirs now, offers included. */
  load: number;
}

export type RoutingRules = Pick<RoutingSettings, 'affinityDays' | 'affinityHoldSeconds' | 'overflowSeconds'>;

export interface Assignment {
  conversationId: string;
  staffId: string;
}

const dayMs = 86_400_000;

export const hasRoom = ({ status, load, capacity }: Agent) => status === 'online' && load < capacity;

/** The order of service. A fixed head start a point of priority is ageing: nobody is overtaken for longer than that. */
export function inOrder<One extends { rankAt: number; conversationId: string }>(line: readonly One[]): One[] {
  return [...line].sort((a, b) => a.rankAt - b.rankAt || (a.conversationId < b.conversationId ? -1 : 1));
}

/** Whether somebody has what is needed. Who has no skills named serves everybody. */
export function isSkilled({ skills }: Pick<Agent, 'skills'>, neededSkill: string | undefined): boolean {
  return neededSkill === undefined || skills.length === 0 || skills.includes(neededSkill);
}

/** Seconds until the skill does not matter any more. */
export function secondsToOverflow(
  { queuedAt, skillSince = queuedAt }: Pick<Waiting, 'queuedAt' | 'skillSince'>,
  now: number,
  overflowSeconds: number,
): number {
  return Math.max(0, overflowSeconds - (now - skillSince) / 1000);
}

/** Whether somebody can deal with it: by skill, or because it has waited so long that anybody will do. */
function canServe(agent: Agent, conversation: Waiting, now: number, rules: RoutingRules): boolean {
  return (
    isSkilled(agent, conversation.neededSkill) ||
    secondsToOverflow(conversation, now, rules.overflowSeconds) === 0
  );
}

/** The agent of last time, if it was not long ago and they are there to be asked. */
function familiar(conversation: Waiting, agents: readonly Agent[], now: number, rules: RoutingRules) {
  const { lastStaffId, lastStaffAt = 0 } = conversation;
  if (lastStaffId === undefined || now - lastStaffAt > rules.affinityDays * dayMs) return undefined;
  return agents.find(
    ({ staffId, status }) => staffId === lastStaffId && (status === 'online' || status === 'busy'),
  );
}

/** Who may be given a conversation now, before the question who is best. */
function candidates(
  conversation: Waiting,
  agents: readonly Agent[],
  now: number,
  rules: RoutingRules,
): Agent[] {
  if (conversation.offeredTo !== undefined) return [];
  const { passedStaffIds, queuedAt } = conversation;
  const able = agents.filter((agent) => hasRoom(agent) && canServe(agent, conversation, now, rules));
  const fresh = able.filter(({ staffId }) => !passedStaffIds.includes(staffId));
  // Once everybody who could has let it pass, all are asked again.
  const asked = fresh.length > 0 ? fresh : able;
  const last = familiar(conversation, agents, now, rules);
  if (!last || passedStaffIds.includes(last.staffId)) return asked;
  if (asked.some(({ staffId }) => staffId === last.staffId)) return [last];
  return now - queuedAt < rules.affinityHoldSeconds * 1000 ? [] : asked;
}

/**
 * The best agent for one conversation: the one of last time, else one whose skill it is, else the one with most room.
 * @returns undefined while nobody is free for it, or it waits a little for the agent of last time
 */
export function chooseAgent(
  conversation: Waiting,
  agents: readonly Agent[],
  now: number,
  rules: RoutingRules,
): Agent | undefined {
  const { neededSkill } = conversation;
  const generalist = ({ skills }: Agent) =>
    neededSkill === undefined || skills.includes(neededSkill) ? 0 : 1;
  return candidates(conversation, agents, now, rules).sort(
    (a, b) =>
      generalist(a) - generalist(b) ||
      a.load / a.capacity - b.load / b.capacity ||
      (a.staffId < b.staffId ? -1 : 1),
  )[0];
}

/** What one agent may take now, best first: for "next, please". */
export function choicesFor(
  agent: Agent,
  line: readonly Waiting[],
  agents: readonly Agent[],
  now: number,
  rules: RoutingRules,
): string[] {
  return inOrder(line)
    .filter(
      (conversation) =>
        conversation.offeredTo === agent.staffId ||
        candidates(conversation, agents, now, rules).some(({ staffId }) => staffId === agent.staffId),
    )
    .map(({ conversationId }) => conversationId);
}

/** Who gets whom now: the line in order, each with the best agent who still has room. Pure; nobody above capacity. */
export function planAssignments(
  line: readonly Waiting[],
  agents: readonly Agent[],
  now: number,
  rules: RoutingRules,
): Assignment[] {
  const free = agents.map((agent) => ({ ...agent }));
  const plan: Assignment[] = [];
  for (const conversation of inOrder(line)) {
    if (!free.some(hasRoom)) break;
    const agent = chooseAgent(conversation, free, now, rules);
    if (!agent) continue;
    agent.load += 1;
    plan.push({ conversationId: conversation.conversationId, staffId: agent.staffId });
  }
  return plan;
}
