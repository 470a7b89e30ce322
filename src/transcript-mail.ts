import type { FastifyInstance } from 'fastify';
import {
  createTranscripts,
  type TranscriptNeeds,
  type TranscriptRoutesNeeds,
  transcriptRoutes,
} from './conversation/transcript-routes.js';
import type { Database } from './platform/database.js';
import { rateLimited } from './platform/errors.js';
import type { Log } from './platform/log.js';
import type { AuditStore } from './staff/audit-store.js';
import type { StaffGuard } from './staff/guard.js';
import { createWebhookSender } from './webhooks/webhook-sender.js';
import { createWebhookStore } from './webhooks/webhook-store.js';

export interface TranscriptsNeeds
  extends TranscriptNeeds,
    Pick<TranscriptRoutesNeeds, 'maySee' | 'identify'>,
    Pick<TranscriptMailNeeds, 'database' | 'clock' | 'log'> {
  /** Where the shop's own server is told; absent: nobody can ask for mail. */
  hook: { url: string; secret: string } | undefined;
  guard: StaffGuard;
  audit: AuditStore;
}

/** Transcripts to save, and by e-mail where the shop has said how. @returns what sends them */
export function openTranscripts(http: FastifyInstance, needs: TranscriptsNeeds) {
  const { hook, guard, audit, ...rest } = needs;
  const transcripts = createTranscripts(rest);
  const mail = hook && openTranscriptMail({ ...hook, ...rest, transcripts });
  transcriptRoutes(http, {
    write: transcripts,
    requestByMail: mail?.request,
    requireStaff: guard.requireRole('agent'),
    staffOf: guard.staffOf,
    maySee: rest.maySee,
    owner: rest.views.owner,
    identify: rest.identify,
    audit: ({ staffId }, action, conversationId) =>
      audit.record({
        actor: { type: 'staff', id: staffId },
        action,
        subject: `conversation:${conversationId}`,
      }),
  });
  return mail;
}

interface TranscriptMailNeeds {
  url: string;
  secret: string;
  database: Database;
  /** The words of a conversation; undefined when it is gone. */
  transcripts: (
    conversationId: string,
    format: 'text' | 'html',
    masked: boolean,
  ) => Promise<string | undefined>;
  clock: () => Date;
  log: Log;
}

/** Of one conversation, for each side. `within`: milliseconds. */
const mails = { atMost: 3, within: 24 * 3_600_000 };

/** What is kept of a request until it is sent. */
interface MailRequest {
  conversationId: string;
  email: string;
  requestedBy: 'shopper' | 'staff';
}

/**
 * Transcripts by e-mail: this server sends no mail itself, but tells the shop's own server, `transcript.requested` with
 * address and words. The words are those of the moment of sending; what staff ask for is covered like their download.
 */
function openTranscriptMail({ url, secret, database, transcripts, clock, log }: TranscriptMailNeeds) {
  const store = createWebhookStore(database);
  const sender = createWebhookSender({
    store,
    url: async () => url,
    topics: ['transcript.requested'],
    secret,
    clock,
    log,
    async dataOf({ payload }) {
      const request = payload as unknown as MailRequest;
      const masked = request.requestedBy === 'staff';
      const [text, html] = await Promise.all([
        transcripts(request.conversationId, 'text', masked),
        transcripts(request.conversationId, 'html', masked),
      ]);
      return text === undefined ? undefined : { ...request, transcript: { text, html } };
    },
  });
  return {
    /** @throws AppError `rate-limited` once a side has asked often enough for one conversation */
    async request(request: MailRequest): Promise<void> {
      const now = clock();
      const about = `${request.requestedBy}:${request.conversationId}`;
      const again = await store.addWithin({ ...mails, about }, 'transcript.requested', { ...request }, now);
      if (again) {
        const seconds = Math.max(1, Math.ceil((again.getTime() - now.getTime()) / 1000));
        throw rateLimited(`这个会话 24 小时内已经发送过 ${mails.atMost} 次了，请过一阵再试。`, seconds);
      }
      void sender.kick();
    },
    start: sender.start,
    stop: sender.stop,
  };
}
