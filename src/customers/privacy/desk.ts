import type {
  ConsentDecision,
  ErasureProof,
  KnownFact,
  PrivacyRequestView,
  PrivacySettings,
  ShopperPrivacy,
} from '../../contract/privacy.js';
import { notFound } from '../../platform/errors.js';
import type { ShopperIdentity } from '../shopper-token.js';
import type { createExportTickets } from './export-ticket.js';
import { knownFacts } from './known-facts.js';
import type { PersonFinder } from './person-store.js';
import type { PersonKeys } from './personal-rows-store.js';
import type { Proofs } from './proof.js';
import type { Person, PrivacyRequests } from './request-store.js';
import { consentWordings } from './wordings.js';

export interface PrivacyDeskNeeds {
  requests: PrivacyRequests;
  people: PersonFinder;
  proofs: Proofs;
  tickets: ReturnType<typeof createExportTickets>;
  /** @throws AppError `unauthenticated` when the session of a ticket does not stand any more */
  stillValid(identity: ShopperIdentity): Promise<void>;
  /** @param audience `staff` also gets what staff wrote among themselves */
  copy(keys: PersonKeys, audience: 'person' | 'staff'): AsyncIterable<string>;
  consentHistory(person: Person): Promise<ConsentDecision[]>;
  /** What was computed from behaviour, in words; nothing without consent. */
  figures(customerId: string): Promise<KnownFact[]>;
  tierText(customerId: string): Promise<string>;
  settings: { read(): Promise<PrivacySettings>; write(settings: PrivacySettings): Promise<void> };
  audit(
    by: { staffId: string } | { customerId: string },
    action: string,
    subject: string,
    detail?: Record<string, number | string | null>,
  ): Promise<void>;
  /** An erasure may be due now. */
  due(): void;
  newId(): string;
  timeZone: string;
}

export type PrivacyDesk = ReturnType<typeof createPrivacyDesk>;

/** What people, and admins for them, ask about personal data. */
export function createPrivacyDesk(needs: PrivacyDeskNeeds) {
  const { requests, people, proofs, tickets, newId } = needs;
  const dayOf = (at: Date) =>
    new Intl.DateTimeFormat('zh-CN', { timeZone: needs.timeZone, dateStyle: 'long' }).format(at);

  async function known({ visitorId, customerId }: Person): Promise<KnownFact[]> {
    const keys = await people.keysOf({ visitorId, ...(customerId ? { customerId } : {}) });
    const [traces, basics, tierText, figures] = await Promise.all([
      people.traces(keys),
      customerId ? people.basics(customerId) : undefined,
      customerId ? needs.tierText(customerId) : '',
      customerId ? needs.figures(customerId) : [],
    ]);
    return knownFacts({ basics, traces, tierText, figures, dayOf });
  }

  async function added(
    person: { visitorId?: string; customerId?: string },
    source: PrivacyRequestView['source'],
    staffId?: string,
  ): Promise<PrivacyRequestView> {
    const id = await requests.add({
      id: newId(),
      kind: 'erasure',
      person,
      source,
      ...(staffId ? { staffId } : {}),
    });
    needs.due();
    const view = await requests.find(id);
    if (!view) throw notFound('没有找到这份申请。');
    return view;
  }

  async function customerOf(externalId: string): Promise<string> {
    const id = await people.customerIdOf(externalId);
    if (!id) throw notFound('没有这位顾客。');
    return id;
  }

  return {
    /** What a shopper sees in the widget's settings. */
    async overview(shopper: Person): Promise<ShopperPrivacy> {
      const [facts, history, erasure, { graceDays }] = await Promise.all([
        known(shopper),
        needs.consentHistory(shopper),
        requests.openErasure(shopper),
        needs.settings.read(),
      ]);
      const signedIn = shopper.customerId !== undefined;
      return {
        signedIn,
        facts,
        history,
        wordings: [...consentWordings],
        ...(erasure ? { erasure } : {}),
        graceDays,
      };
    },

    /** The same for the bot's words. */
    async ownData(person: Person) {
      const [facts, erasure, { graceDays }] = await Promise.all([
        known(person),
        requests.openErasure(person),
        needs.settings.read(),
      ]);
      return {
        facts,
        graceDays,
        ...(erasure
          ? { erasure: { id: erasure.id, dueAt: erasure.dueAt, running: erasure.state === 'running' } }
          : {}),
      };
    },

    ticket(shopper: ShopperIdentity): { path: string; expiresAt: string } {
      const { ticket, expiresAt } = tickets.issue(shopper);
      return { path: `/v1/shopper/data-export?ticket=${encodeURIComponent(ticket)}`, expiresAt };
    },

    /** @throws AppError `unauthenticated` */
    async copyByTicket(ticket: string): Promise<AsyncIterable<string>> {
      const identity = tickets.read(ticket);
      await needs.stillValid(identity);
      const { visitorId, customerId } = identity;
      const person = { visitorId, ...(customerId ? { customerId } : {}) };
      await requests.add({ id: newId(), kind: 'export', person, source: 'settings' });
      return needs.copy(await people.keysOf(person), 'person');
    },

    async copyForStaff(externalId: string, staffId: string): Promise<AsyncIterable<string>> {
      const customerId = await customerOf(externalId);
      await requests.add({ id: newId(), kind: 'export', person: { customerId }, source: 'staff', staffId });
      await needs.audit({ staffId }, 'customer.export', `customer:${externalId}`);
      return needs.copy(await people.keysOf({ customerId }), 'staff');
    },

    /** From the widget's settings, after the person was asked twice there. */
    requestErasure: ({ visitorId, customerId }: Person, source: 'settings'): Promise<PrivacyRequestView> =>
      added({ visitorId, ...(customerId ? { customerId } : {}) }, source),

    async requestErasureFor(externalId: string, staffId: string): Promise<PrivacyRequestView> {
      const view = await added({ customerId: await customerOf(externalId) }, 'staff', staffId);
      await needs.audit({ staffId }, 'customer.erasure-request', `customer:${externalId}`);
      return view;
    },

    /** @throws AppError `not-found` when none waits, `conflict` when it has begun */
    async withdrawErasure(person: Person): Promise<void> {
      const open = await requests.openErasure(person);
      if (!open) throw notFound('现在没有等待处理的删除申请。');
      await requests.cancel(open.id);
    },

    async cancel(id: string, staffId: string): Promise<void> {
      await requests.cancel(id);
      await needs.audit({ staffId }, 'privacy-request.cancel', `privacy-request:${id}`);
    },

    /** A receipt tells how things stand, and not whose they are. */
    async receipt(id: string): Promise<PrivacyRequestView | undefined> {
      const found = await requests.find(id);
      return found?.kind === 'erasure' ? found : undefined;
    },

    isGenuine: (proof: ErasureProof): boolean => proofs.isGenuine(proof),
    list: requests.list,
    settings: needs.settings.read,

    async changeSettings(settings: PrivacySettings, staffId: string): Promise<PrivacySettings> {
      await needs.settings.write(settings);
      const { graceDays, retention } = settings;
      await needs.audit({ staffId }, 'privacy-settings.change', 'privacy-settings', {
        graceDays,
        ...retention,
      });
      return settings;
    },

    consentHistory: async (externalId: string): Promise<ConsentDecision[]> =>
      needs.consentHistory({ visitorId: '', customerId: await customerOf(externalId) }),
  };
}
