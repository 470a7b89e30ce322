import type { FastifyInstance } from 'fastify';
import type { AttachmentTokens } from './attachments/access-token.js';
import type { Attachments } from './attachments/attachments.js';
import { attachmentData } from './attachments/personal-data.js';
import { filesOfConversations } from './attachments/uploaded-files-store.js';
import type { StaffMember } from './contract/http.js';
import type { ContactInFull } from './contract/privacy.js';
import type { ProfileView } from './contract/profile.js';
import { conversationData } from './conversation/personal-data.js';
import type { ConsentStore } from './customers/consent-store.js';
import { writeDataCopy } from './customers/privacy/data-copy.js';
import { createPrivacyDesk } from './customers/privacy/desk.js';
import { createErasure } from './customers/privacy/erasure.js';
import { createErasureStore } from './customers/privacy/erasure-store.js';
import { createExportTickets } from './customers/privacy/export-ticket.js';
import { figureFacts } from './customers/privacy/figure-facts.js';
import { createPrivacyKeeper } from './customers/privacy/keeper.js';
import { createPersonFinder } from './customers/privacy/person-store.js';
import { customerData, personData } from './customers/privacy/personal-data.js';
import { createPersonalRows } from './customers/privacy/personal-rows-store.js';
import { createPriceAudit } from './customers/privacy/price-audit-store.js';
import { createProofs } from './customers/privacy/proof.js';
import {
  createPrivacyRequests,
  type Person,
  type PrivacyRequests,
  privacySettingsKey,
} from './customers/privacy/request-store.js';
import { dropExpired } from './customers/privacy/retention.js';
import { privacyRoutes } from './customers/privacy-routes.js';
import type { Segments } from './customers/segments/segment-store.js';
import type { ShopperIdentity } from './customers/shopper-token.js';
import type { VisitorStore } from './customers/visitor-store.js';
import { marketingData } from './marketing/personal-data.js';
import { orderRequestData } from './orders/personal-data.js';
import type { Clock } from './platform/clock.js';
import type { Database } from './platform/database.js';
import { notFound, unauthenticated } from './platform/errors.js';
import type { FieldEncryption } from './platform/field-encryption.js';
import { newId } from './platform/ids.js';
import type { Log } from './platform/log.js';
import type { PersonalTable } from './platform/personal-data.js';
import type { SettingsStore } from './platform/settings-store.js';
import type { AuditStore } from './staff/audit-store.js';
import type { StaffGuard } from './staff/guard.js';
import { auditData } from './staff/personal-data.js';
import { webhookData } from './webhooks/personal-data.js';

/** Every table that holds something of a person, children before what they refer to, the person's own rows last. */
export const personalTables: readonly PersonalTable[] = [
  ...conversationData.filter(({ table }) => table !== 'Conversation'),
  ...attachmentData,
  ...webhookData,
  ...orderRequestData,
  ...marketingData,
  ...customerData,
  ...auditData,
  ...conversationData.filter(({ table }) => table === 'Conversation'),
  ...personData,
];

export interface PrivacyNeeds {
  database: Database;
  settings: SettingsStore;
  consents: ConsentStore;
  customers: { points(customerId: string): Promise<{ tierText: string }> };
  visitors: VisitorStore;
  audit: AuditStore;
  protectedFields: { fields: FieldEncryption };
  /** The figures of a customer; nothing personal without consent. */
  profileOf: (customerId: string) => Promise<Pick<ProfileView, 'personal'>>;
  /** Of the shop, for the audit of prices. */
  segments: Pick<Segments, 'conditions'>;
  /** What was uploaded, once that is open. */
  files: () => { tokens: AttachmentTokens; attachments: Pick<Attachments, 'dropContents'> };
  /** Whose conversation it is, if this member of staff may see it. */
  ownerFor: (staff: StaffMember, conversationId: string) => Promise<{ customerId?: string } | undefined>;
  contactOf: (customerId: string) => Promise<ContactInFull>;
  /** Open windows of a conversation are closed, in all processes. */
  dismiss: (conversationId: string) => Promise<void>;
  tokenSecret: string;
  shopTimeZone: string;
  clock: Clock;
  log: Log;
}

type Step = (tx: Parameters<PrivacyRequests['addIn']>[0]) => Promise<void>;

/** Consent, copies, deletion and retention, put together from what every slice says it keeps of a person. */
export async function openPrivacy(needs: PrivacyNeeds) {
  const { database, settings, consents, customers, visitors, audit, clock, log } = needs;
  const rows = createPersonalRows(database);
  const proofs = createProofs(await settings.secret('privacy-secret'));
  const requests = createPrivacyRequests({ prisma: database.prisma, proofs, clock });
  const readSettings = requests.settings;
  const eraseDue = createErasure({
    store: createErasureStore({ prisma: database.prisma, rows, filesOf: filesOfConversations }),
    proofs,
    tables: personalTables,
    dropFiles: (hashes) => needs.files().attachments.dropContents(hashes),
    gone: async (conversationIds) => {
      for (const conversationId of conversationIds) await needs.dismiss(conversationId);
    },
    clock,
    log,
  });
  const priceAudit = createPriceAudit({
    prisma: database.prisma,
    timeZone: needs.shopTimeZone,
    segments: needs.segments,
  });
  const keeper = createPrivacyKeeper({
    eraseDue,
    async dropExpired() {
      await priceAudit.tidy(clock());
      return dropExpired(rows, personalTables, (await readSettings()).retention, clock());
    },
    log,
  });
  const desk = createPrivacyDesk({
    requests,
    people: createPersonFinder(database),
    proofs,
    tickets: createExportTickets(needs.tokenSecret, () => clock().getTime()),
    async stillValid({ visitorId, customerId }: ShopperIdentity) {
      const visitor = await visitors.find(visitorId);
      if (!visitor || visitor.customerId !== customerId)
        throw unauthenticated('下载链接已失效，请回到聊天里重新导出。');
    },
    copy: (keys, audience) =>
      writeDataCopy(
        {
          rows,
          tables:
            audience === 'person' ? personalTables : personalTables.map(({ hides: _, ...table }) => table),
          open: needs.protectedFields.fields.open,
          attachmentLink: ({ id, conversationId }) =>
            `/v1/attachments/${id}?token=${needs.files().tokens.issue(String(conversationId)).token}`,
          clock,
        },
        keys,
      ),
    consentHistory: consents.history,
    figures: async (customerId) => {
      const { personal } = await needs.profileOf(customerId);
      return personal ? figureFacts(personal) : [];
    },
    tierText: async (customerId) => (await customers.points(customerId)).tierText,
    settings: { read: readSettings, write: (value) => settings.put(privacySettingsKey, value) },
    audit: (by, action, subject, detail) =>
      audit.record({
        actor: 'staffId' in by ? { type: 'staff', id: by.staffId } : { type: 'customer', id: by.customerId },
        action,
        subject,
        ...(detail ? { detail } : {}),
      }),
    due: keeper.kick,
    newId,
    timeZone: needs.shopTimeZone,
  });
  /** Name, telephone and e-mail in full, with a note of who asked and what for. */
  async function contact(staff: StaffMember, conversationId: string, reason: string): Promise<ContactInFull> {
    const owner = await needs.ownerFor(staff, conversationId);
    if (!owner?.customerId) throw notFound('没有找到这个会话，或者顾客还没有登录。');
    await audit.record({
      actor: { type: 'staff', id: staff.staffId },
      action: 'customer.unmask',
      subject: `conversation:${conversationId}`,
      detail: { reason },
    });
    return needs.contactOf(owner.customerId);
  }

  return {
    desk,
    keeper,
    erasedAt: requests.erasedAt,
    eraseDue,
    /** What a turn of the conversation stores about the shopper's own data. */
    turnSteps: {
      storeErasure: ({ id, person: { visitorId, customerId } }: { id: string; person: Person }): Step => {
        const person = { visitorId, ...(customerId ? { customerId } : {}) };
        return async (tx) => void (await requests.addIn(tx, { id, kind: 'erasure', person, source: 'chat' }));
      },
      withdrawErasure:
        (person: Person): Step =>
        async (tx) =>
          requests.withdrawIn(tx, person),
    },
    routes(
      http: FastifyInstance,
      guard: StaffGuard,
      identify: (token: string) => Promise<ShopperIdentity>,
    ): void {
      privacyRoutes(http, {
        ...guard,
        desk,
        audit: priceAudit,
        contact,
        identify,
        timeZone: needs.shopTimeZone,
      });
    },
  };
}

export type Privacy = Awaited<ReturnType<typeof openPrivacy>>;
