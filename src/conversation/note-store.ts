import type { Mention, Note } from '../contract/staff-socket.js';
import type { Database } from '../platform/database.js';
import { invalidInput } from '../platform/errors.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { maskedName } from '../platform/masked-name.js';
import { addEvents } from '../platform/outbox.js';
import { visitorName } from './phrases.js';

/** Kinds of notes that are told apart; a plain note has none. */
const noteKind = (kind: string): Pick<Note, 'kind'> =>
  kind === 'whisper' || kind === 'transfer' || kind === 'closing' ? { kind } : {};

const noteInclude = {
  staff: { select: { name: true } },
  mentions: { select: { staff: { select: { name: true } } } },
} satisfies Prisma.ConversationNoteInclude;

type NoteRow = Prisma.ConversationNoteGetPayload<{ include: typeof noteInclude }>;

function presentNote(row: NoteRow): Note {
  const mentions = row.mentions.map(({ staff }) => staff.name);
  return {
    id: row.id,
    conversationId: row.conversationId,
    ...noteKind(row.kind),
    author: row.staff.name,
    text: row.text,
    ...(mentions.length > 0 ? { mentions } : {}),
    createdAt: row.createdAt.toISOString(),
  };
}

const mentionInclude = {
  note: {
    include: {
      ...noteInclude,
      conversation: {
        select: {
          visitorId: true,
          state: true,
          assignedStaffId: true,
          followUpOpen: true,
          customer: { select: { name: true } },
        },
      },
    },
  },
  staff: { select: { id: true, role: true } },
} satisfies Prisma.NoteMentionInclude;

type MentionRow = Prisma.NoteMentionGetPayload<{ include: typeof mentionInclude }>;

/** Whether somebody may see a conversation. Supplied by realtime's audience. */
export type MaySee = (
  viewer: { staffId: string; role: 'agent' | 'supervisor' | 'admin' },
  conversation: { state: 'bot' | 'queued' | 'human' | 'closed'; assignedStaffId?: string; owed?: boolean },
) => boolean;

/** Whether somebody may read a conversation, in which they may have been spoken to. Supplied by realtime's audience. */
export type MayRead = (
  viewer: Parameters<MaySee>[0],
  conversation: Parameters<MaySee>[1] & { spokenTo: boolean },
) => boolean;

const notesShown = 500;
/** Of those not read yet, and of the others. */
const mentionsShown = 50;

export type NoteStore = ReturnType<typeof createNoteStore>;

/** What staff write to each other beside a conversation. No query that serves shoppers comes here. */
export function createNoteStore({ prisma }: Pick<Database, 'prisma'>, { maySee }: { maySee: MaySee }) {
  function presentMention({ note, staff, seenAt }: MentionRow): Mention {
    const { conversation } = note;
    const viewer = { staffId: staff.id, role: staff.role as 'agent' | 'supervisor' | 'admin' };
    return {
      note: presentNote(note),
      customer: conversation.customer
        ? maskedName(conversation.customer.name)
        : visitorName(conversation.visitorId),
      access: maySee(viewer, {
        state: conversation.state as 'bot' | 'queued' | 'human' | 'closed',
        owed: conversation.followUpOpen,
        ...(conversation.assignedStaffId ? { assignedStaffId: conversation.assignedStaffId } : {}),
      })
        ? 'full'
        : 'read',
      seen: seenAt !== null,
    };
  }

  async function addNoteOf(
    kind: 'note' | 'whisper',
    conversationId: string,
    staffId: string,
    text: string,
    mentions: readonly string[] = [],
  ): Promise<Note> {
    const spokenTo = [...new Set(mentions)].filter((id) => id !== staffId);
    return prisma.$transaction(async (tx) => {
      const there = await tx.staff.count({ where: { id: { in: spokenTo }, active: true } });
      if (there < spokenTo.length)
        throw invalidInput([{ path: 'mentions', message: 'names somebody who is not there' }]);
      const row = await tx.conversationNote.create({
        data: {
          conversationId,
          staffId,
          kind,
          text,
          mentions: { create: spokenTo.map((id) => ({ staffId: id })) },
        },
        include: noteInclude,
      });
      const note = presentNote(row);
      const payload = { note } as unknown as Prisma.InputJsonValue;
      await addEvents(tx, [
        { topic: kind === 'note' ? 'note.added' : 'whisper', conversationId, payload },
        ...spokenTo.map((id) => ({
          topic: 'mentioned',
          conversationId,
          payload: { noteId: note.id, staffId: id },
        })),
      ]);
      return note;
    });
  }

  return {
    /**
     * @param mentions who is spoken to in it: they are told
     * @throws AppError `invalid-input` when one of them is not there
     */
    addNote: (conversationId: string, staffId: string, text: string, mentions: readonly string[] = []) =>
      addNoteOf('note', conversationId, staffId, text, mentions),

    /** A supervisor's word to the agent: a note that is delivered at once. */
    whisper: (conversationId: string, staffId: string, text: string) =>
      addNoteOf('whisper', conversationId, staffId, text),

    /** @param reader whoever may only read gets no whispers: those are for the agent in charge */
    async notes(conversationId: string, reader?: 'reader'): Promise<Note[]> {
      const rows = await prisma.conversationNote.findMany({
        where: { conversationId, ...(reader ? { kind: { not: 'whisper' } } : {}) },
        orderBy: { createdAt: 'asc' },
        include: noteInclude,
        take: notesShown,
      });
      return rows.map(presentNote);
    },

    /** Everybody who is spoken to in a note of a conversation. */
    async spokenTo(conversationId: string): Promise<ReadonlySet<string>> {
      const rows = await prisma.noteMention.findMany({
        where: { note: { conversationId } },
        select: { staffId: true },
      });
      return new Set(rows.map(({ staffId }) => staffId));
    },

    /** Where this person is spoken to: first what is not read yet, each part with the newest first. */
    async mentions(staffId: string): Promise<Mention[]> {
      const part = (seenAt: null | { not: null }) =>
        prisma.noteMention.findMany({
          where: { staffId, seenAt },
          orderBy: { note: { createdAt: 'desc' } },
          take: mentionsShown,
          include: mentionInclude,
        });
      const [fresh, read] = await Promise.all([part(null), part({ not: null })]);
      return [...fresh, ...read].map(presentMention);
    },

    /** One of them, for telling; undefined when it is gone. */
    async mention(noteId: string, staffId: string): Promise<Mention | undefined> {
      const row = await prisma.noteMention.findUnique({
        where: { noteId_staffId: { noteId, staffId } },
        include: mentionInclude,
      });
      return row ? presentMention(row) : undefined;
    },

    /** This person has read theirs: of one conversation, or all. */
    async markMentionsSeen(staffId: string, at: Date, conversationId?: string): Promise<void> {
      await prisma.noteMention.updateMany({
        where: { staffId, seenAt: null, ...(conversationId ? { note: { conversationId } } : {}) },
        data: { seenAt: at },
      });
    },
  };
}
