import type { SatisfactionRate } from './contract/closing.js';
import type { StaffCard } from './contract/staff-socket.js';
import { createClaimStore } from './conversation/claim-store.js';
import { createConversationStatus } from './conversation/conversation-status.js';
import { createHandOff } from './conversation/hand-over.js';
import type { MessageStore, PreparedCard } from './conversation/message-store.js';
import { createNoteStore, type MaySee } from './conversation/note-store.js';
import { createOwnershipStore } from './conversation/ownership-store.js';
import { createSatisfactionStore } from './conversation/satisfaction-store.js';
import { createStaffViewStore } from './conversation/staff-view-store.js';
import { openDesk } from './handoff/open-desk.js';
import type { ServiceRoutesNeeds } from './handoff/routes.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import type { Log } from './platform/log.js';
import type { Outbox } from './platform/outbox.js';
import type { SettingsStore } from './platform/settings-store.js';
import type { StaffNeeds } from './realtime/staff-namespace.js';
import type { AuditStore } from './staff/audit-store.js';
import type { StaffGuard } from './staff/guard.js';
import type { StaffRoutesParts } from './staff/routes.js';
import type { StaffStore } from './staff/staff-store.js';

export interface StaffDeskNeeds {
  database: Database;
  settings: SettingsStore;
  shopTimeZone: string;
  messages: MessageStore;
  staffStore: StaffStore;
  audit: AuditStore;
  outbox: Outbox;
  maySee: MaySee;
  /** The card that an agent chose for a conversation's customer. */
  prepareCard: (
    to: { conversationId: string; customerId?: string },
    chosen: StaffCard,
  ) => Promise<PreparedCard>;
  /** The sockets, once they are open. */
  live: () => { tellWaiting(): void; tellRoster(): void } | undefined;
  clock: Clock;
  log: Log;
}

export type StaffDesk = Awaited<ReturnType<typeof openStaffDesk>>;

/** Everything by which people take part, put together: line, presence, hours, changes of hands, what staff see. */
export async function openStaffDesk(needs: StaffDeskNeeds) {
  const { database, messages, outbox, audit, clock, log, live } = needs;
  const desk = await openDesk(database, needs.settings, {
    shopTimeZone: needs.shopTimeZone,
    waitsChanged: () => live()?.tellWaiting(),
    rosterChanged: () => live()?.tellRoster(),
    committed: outbox.kick,
    clock,
    log,
  });
  const { planQueue, staffing, waits } = desk;
  const closing = () => desk.settings.current().closing;
  const ownership = createOwnershipStore(database, { planQueue, clock, closing });
  const claims = createClaimStore(database, { clock });
  const satisfaction = createSatisfactionStore(database, { clock });
  const views = createStaffViewStore(database, { judge: desk.judge });
  const notes = createNoteStore(database, needs);
  const status = createConversationStatus({
    owner: views.owner,
    waits,
    agentsAvailable: desk.anybodyThere,
  });
  const handOver = createHandOff({
    ...ownership,
    claimFirst: claims.claimFirst,
    staffing,
    promised: desk.promisedFor,
    closing,
    committed: outbox.kick,
  });
  const keeper = desk.keep({ ...claims, ...handOver });
  const told = <Done>(done: Done): Done => {
    outbox.kick();
    return done;
  };

  const setService: StaffRoutesParts['setService'] = async (by, staffId, service) => {
    await needs.staffStore.setService(staffId, service);
    await audit.record({
      actor: { type: 'staff', id: by.staffId },
      action: 'staff.service',
      subject: `staff:${staffId}`,
      detail: { ...service },
    });
    keeper.kick();
  };

  const sockets: Omit<StaffNeeds, 'identify'> = {
    owner: views.owner,
    send: async (input) =>
      told(
        (
          await messages.recordAgentMessage(input, async (conversationId, chosen) => {
            const { customerId } = (await views.owner(conversationId)) ?? {};
            return needs.prepareCard(
              { conversationId, ...(customerId === undefined ? {} : { customerId }) },
              chosen,
            );
          })
        ).message,
      ),
    history: messages.history,
    readThrough: messages.readThrough,
    spokenTo: notes.spokenTo,
    notes: notes.notes,
    addNote: async (...note) => told(await notes.addNote(...note)),
    whisper: async (...note) => told(await notes.whisper(...note)),
    status,
    claim: handOver.claim,
    claimNext: keeper.claimNext,
    async decline(conversationId, { staffId }) {
      if (await claims.passOffer(conversationId, staffId)) outbox.kick();
    },
    release: handOver.release,
    async transfer(conversationId, staff, to, note) {
      const receiver = 'skill' in to ? to : await desk.colleague(to.staffId, staff.staffId);
      await handOver.transfer(conversationId, staff, receiver, note);
    },
    takeOver: handOver.takeOver,
    async assign(conversationId, staff, to, note) {
      const receiver =
        'skill' in to
          ? await desk.heldSkill(to.skill)
          : to.staffId === staff.staffId
            ? staff
            : await desk.colleague(to.staffId, staff.staffId);
      await handOver.assign(conversationId, staff, receiver, note);
    },
    close: (conversationId, staff, words) => handOver.close(conversationId, { staff, ...words }),
    markRead: (conversationId, sequence) => messages.markRead(conversationId, 'staff', sequence),
    presence: desk.presence,
    log,
  };

  return {
    planQueue,
    staffing,
    waits,
    waitingCount: desk.waitingCount,
    openConversation: ownership.openFor,
    views,
    notes,
    status,
    handOver,
    rateService: async (conversationId: string, input: SatisfactionRate) =>
      told(await satisfaction.rate(conversationId, input)).rating,
    setService,
    sockets,
    routes: ({ requireRole, staffOf }: StaffGuard): ServiceRoutesNeeds => ({
      requireRole,
      staffOf,
      settings: desk.settings,
      audit: ({ staffId }, kind) =>
        audit.record({
          actor: { type: 'staff', id: staffId },
          action: 'service-settings.change',
          subject: `service-settings:${kind}`,
        }),
      changed: keeper.kick,
      preview: desk.preview,
      roster: desk.look,
      wall: desk.wall({ summaries: views.summaries, ratings: satisfaction.ofPeople }),
    }),
    /** People, skills or capacity have changed. */
    changed: keeper.kick,
    /** Subscriber of the outbox. */
    observe: desk.observe,
    start: keeper.start,
    /** After the sockets are closed: those who were connected get the time to come back elsewhere. */
    close: desk.presence.close,
  };
}
