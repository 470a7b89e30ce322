import type { Database } from './platform/database.js';
import type { Log } from './platform/log.js';
import { createWebhookSender } from './webhooks/webhook-sender.js';
import { createWebhookStore } from './webhooks/webhook-store.js';

export interface TranscriptMailNeeds {
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
export function openTranscriptMail({ url, secret, database, transcripts, clock, log }: TranscriptMailNeeds) {
  const store = createWebhookStore(database);
  const sender = createWebhookSender({
    store,
    url,
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
    async request(request: MailRequest): Promise<void> {
      await store.add('transcript.requested', { ...request }, clock());
      void sender.kick();
    },
    start: sender.start,
    stop: sender.stop,
  };
}
