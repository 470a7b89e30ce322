import { z } from 'zod';
import { handOffReason } from './intents.js';
import type { ConversationSummary, PresenceReason, PresenceStatus, StaffRole } from './staff-socket.js';

/**
 * When people are there, how waiting conversations find somebody, and what shoppers are promised: all of it data that
 * admins edit. Times of day are the shop's local ones, `HH:MM`; durations name their unit.
 */

/** What somebody can be asked to deal with, in the shop's own words: 售前, 售后, 物流, VIP … */
export const skill = z.string().trim().min(1).max(20);

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const dayEnd = '24:00';
const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, `must be a time of day such as 09:00, at most ${dayEnd}`);

/** Times of day in one zero-padded form compare like their letters. */
const shift = z
  .strictObject({ from: timeOfDay, until: timeOfDay })
  .refine(({ from, until }) => from < until, {
    path: ['until'],
    message:
      'must be later than from; a shift over midnight is two: until 24:00, and from 00:00 of the next day',
  });
export type Shift = z.infer<typeof shift>;

/** The shifts of one day, in order: 午休 and the like are the gaps between them. Empty: closed all day. */
const day = z
  .array(shift)
  .max(6, 'at most 6 shifts a day')
  .superRefine((shifts, context) => {
    for (const [index, { from }] of shifts.entries()) {
      const before = shifts[index - 1];
      if (before && from < before.until) {
        const message = `begins at ${from}, before the shift until ${before.until} has ended: shifts of a day may not overlap and stand in order`;
        context.addIssue({ code: 'custom', path: [index, 'from'], message });
      }
    }
  });

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-10-01')
  .refine((text) => {
    const read = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
  }, 'is no day of the calendar');

/** A day that goes by its own shifts: a holiday has none, a working Sunday (调休) has some. */
const specialDay = z.strictObject({ date, name: z.string().trim().min(1).max(40), shifts: day });

const calendarShape = {
  weekdays: z.strictObject({
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  }),
  specialDays: z.array(specialDay).max(400, 'at most 400 special days').default([]),
};

const plainCalendar = z.strictObject(calendarShape);

function checkCalendar(
  { weekdays: week, specialDays }: z.infer<typeof plainCalendar>,
  context: z.RefinementCtx,
): void {
  if (weekdays.every((name) => week[name].length === 0)) {
    const message = 'must have a shift on at least one day';
    context.addIssue({ code: 'custom', path: ['weekdays'], message });
  }
  const seen = new Set<string>();
  for (const [index, { date: on }] of specialDays.entries()) {
    const path = ['specialDays', index, 'date'];
    if (seen.has(on)) context.addIssue({ code: 'custom', path, message: `${on} is there twice` });
    seen.add(on);
  }
}

const calendar = plainCalendar.superRefine(checkCalendar);

const timeZone = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, 'must be a time zone of the IANA list, such as Asia/Shanghai');

/** `GET` and `PUT /v1/service-hours`. Skills with hours of their own stand below `skills`; the others have the shop's. */
export const serviceHours = z
  .strictObject({
    timeZone,
    ...calendarShape,
    skills: z
      .record(skill, calendar)
      .refine((skills) => Object.keys(skills).length <= 30, 'at most 30 skills have hours of their own')
      .default({}),
  })
  .superRefine(checkCalendar);
export type ServiceHours = z.infer<typeof serviceHours>;
/** The hours of the shop or of one skill: what all questions about open time go by. */
export type ServiceCalendar = z.infer<typeof calendar> & { timeZone: string };

/** `POST /v1/service-hours/preview`: how hours stand now. */
export interface ServicePreview {
  open: boolean;
  /** The end of the present shift, or the next beginning; absent where there is none in two years. */
  changesAt?: string;
  /** What the clock on the wall shows there, `YYYY-MM-DD HH:MM`. */
  localTime: string;
}

const seconds = (from: number, until: number) => z.int().min(from).max(until);
const minutes = (until: number) => z.int().min(1).max(until);

/** `GET` and `PUT /v1/routing`: how waiting conversations find a person. */
export const routingSettings = z.strictObject({
  /** `manual`: agents pick. `automatic`: the best agent is chosen for each. */
  mode: z.enum(['manual', 'automatic']).default('manual'),
  /** How long an agent may take to accept before the next one is asked; 0: assigned without asking. */
  acceptSeconds: seconds(0, 300).default(30),
  /** The agent who served the shopper within so many days is asked first … */
  affinityDays: z.int().min(0).max(90).default(7),
  /** … and waited for, while busy, at most so long. */
  affinityHoldSeconds: seconds(0, 600).default(45),
  /** After so long a wait, the skill does not matter any more. */
  overflowSeconds: seconds(0, 3600).default(120),
  /** After so long a wait, supervisors are told. */
  escalateSeconds: seconds(30, 7200).default(300),
  /** Which skill a reason for a hand-off asks for; reasons that are absent ask for none. */
  skillByReason: z
    .partialRecord(handOffReason, skill)
    .default({ complaint: '售后', 'after-sales': '售后', 'order-change': '售后' }),
  /** Member tiers with people of their own; goes before the reason. */
  skillByTier: z.record(z.string().min(1).max(40), skill).default({}),
  /** Open minutes within which a left message (留言) is promised an answer. */
  promiseMinutes: minutes(7 * 24 * 60).default(60),
  /** A shopper who is silent after the agent's answer is asked after so long … */
  idleWarnMinutes: minutes(7 * 24 * 60).default(10),
  /** … and the conversation closed so long after that. */
  idleCloseMinutes: minutes(7 * 24 * 60).default(5),
});
export type RoutingSettings = z.infer<typeof routingSettings>;

const target = z.strictObject({
  firstResponseMinutes: minutes(7 * 24 * 60),
  nextResponseMinutes: minutes(7 * 24 * 60),
  resolutionMinutes: minutes(90 * 24 * 60),
});
/** `GET` and `PUT /v1/service-levels`: targets in open minutes, by how pressing a conversation is. */
export const serviceLevels = z.strictObject({
  urgent: target.default({ firstResponseMinutes: 1, nextResponseMinutes: 2, resolutionMinutes: 240 }),
  high: target.default({ firstResponseMinutes: 2, nextResponseMinutes: 3, resolutionMinutes: 480 }),
  normal: target.default({ firstResponseMinutes: 3, nextResponseMinutes: 5, resolutionMinutes: 720 }),
});
export type ServiceLevels = z.infer<typeof serviceLevels>;
export type ServiceLevel = keyof ServiceLevels;

/** `PUT /v1/staff/:id/service`: what somebody is asked to deal with, and how much at a time. No skill: everything. */
export const staffService = z.strictObject({
  skills: z.array(skill).max(30),
  capacity: z.int().min(1).max(50),
});
export type StaffService = z.infer<typeof staffService>;

/** Somebody of the staff as colleagues see them: whom one can transfer to. */
export interface RosterMember extends StaffService {
  staffId: string;
  name: string;
  role: StaffRole;
  status: PresenceStatus;
  reason?: PresenceReason;
  /** Since when the status is in force; absent where nothing was chosen yet. */
  since?: string;
  /** Conversations of theirs now, with those that were offered and not yet accepted. */
  load: number;
}

/** `GET /v1/conversations/wall`: what a supervisor's big screen shows. */
export interface Wall {
  at: string;
  open: boolean;
  /** When service begins again; absent while open. */
  nextOpen?: string;
  queue: {
    waiting: number;
    longestWaitSeconds: number;
    /** The same by needed skill; `''`: any. */
    bySkill: Record<string, number>;
    next: ConversationSummary[];
  };
  leftMessages: { open: number; overdue: number };
  agents: RosterMember[];
  /** At risk or broken, the most pressing first. */
  sla: ConversationSummary[];
  /** What people have in hand now, by their `assignedTo`; the longest first. */
  serving: ConversationSummary[];
  /** Since midnight of the shop's own time zone. */
  today: WallDay;
}

export interface WallDay {
  /** Conversations that got their first answer by a person. */
  answered: number;
  /** Absent while nothing was answered. Of those, from the wish for a person to the first answer. */
  medianFirstResponseSeconds?: number;
  closed: number;
  /** What shoppers said of people's service. `average` is absent while nobody has. */
  satisfaction: { asked: number; rated: number; average?: number };
}
