import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { StaffMember } from '../contract/http.js';
import type { Message } from '../contract/messages.js';
import { transcriptMail, transcriptQuery, transcriptRequest } from '../contract/transcript.js';
import { notFound, parse, unavailable } from '../platform/errors.js';
import { sessionTokenOf } from '../platform/session-token.js';
import type { StaffViewStore } from './staff-view-store.js';
import { type TranscriptFormat, writeTranscript } from './transcript.js';

export interface TranscriptNeeds {
  views: Pick<StaffViewStore, 'owner' | 'summary' | 'shopperName'>;
  newest: (conversationId: string, limit: number) => Promise<Message[]>;
  timeZone: () => string;
}

export interface TranscriptRoutesNeeds {
  write: ReturnType<typeof createTranscripts>;
  /** Asks the shop's own server to send it; absent where no address for that is set. */
  requestByMail?:
    | ((request: {
        conversationId: string;
        email: string;
        requestedBy: 'shopper' | 'staff';
      }) => Promise<void>)
    | undefined;
  requireStaff: preHandlerAsyncHookHandler;
  staffOf: (request: FastifyRequest) => StaffMember;
  maySee: (
    staff: StaffMember,
    conversation: NonNullable<Awaited<ReturnType<StaffViewStore['owner']>>>,
  ) => boolean;
  owner: StaffViewStore['owner'];
  identify: (token: string) => Promise<{ conversationId: string }>;
  audit: (staff: StaffMember, action: string, conversationId: string) => Promise<void>;
}

/** Newest messages that a transcript holds at most. */
const longest = 2000;
const byId = z.strictObject({ id: z.uuid() });
const types: Record<TranscriptFormat, { type: string; ending: string }> = {
  text: { type: 'text/plain; charset=utf-8', ending: 'txt' },
  html: { type: 'text/html; charset=utf-8', ending: 'html' },
};

/** Writes the transcript of a conversation; undefined where there is none. */
export function createTranscripts({ views, newest, timeZone }: TranscriptNeeds) {
  return async (
    conversationId: string,
    format: TranscriptFormat,
    masked: boolean,
  ): Promise<string | undefined> => {
    const shopperName = masked
      ? (await views.summary(conversationId))?.customer.name
      : await views.shopperName(conversationId);
    if (shopperName === undefined) return undefined;
    const messages = await newest(conversationId, longest + 1);
    return writeTranscript(
      {
        conversationId,
        shopperName,
        messages: messages.slice(-longest),
        shortened: messages.length > longest,
        timeZone: timeZone(),
        masked,
      },
      format,
    );
  };
}

/** Transcripts to save, for staff who may see the conversation and for shoppers of their own; and by e-mail. */
export function transcriptRoutes(app: FastifyInstance, needs: TranscriptRoutesNeeds): void {
  const { requireStaff: preHandler, staffOf, write, requestByMail } = needs;

  async function seen(request: FastifyRequest): Promise<string> {
    const { id } = parse(byId, request.params);
    const owner = await needs.owner(id);
    if (!owner || !needs.maySee(staffOf(request), owner))
      throw notFound('没有找到这个会话，或者它已经由别的同事接待。');
    return id;
  }
  async function own(request: FastifyRequest): Promise<string> {
    return (await needs.identify(sessionTokenOf(request.headers.authorization))).conversationId;
  }
  async function send(reply: FastifyReply, id: string, format: TranscriptFormat, masked: boolean) {
    const words = await write(id, format, masked);
    if (words === undefined) throw notFound('没有找到这个会话。');
    const { type, ending } = types[format];
    return reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="chat-${id.slice(-8)}.${ending}"`)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('cache-control', 'no-store')
      .send(words);
  }
  async function mail(conversationId: string, email: string, requestedBy: 'shopper' | 'staff') {
    if (!requestByMail) throw unavailable('店铺还没有开通邮件发送，可以先下载聊天记录。');
    await requestByMail({ conversationId, email, requestedBy });
    return { accepted: true };
  }

  app.get(
    '/v1/conversations/:id/transcript',
    {
      preHandler,
      config: {
        api: {
          summary: 'A conversation as a file; phone and identity numbers covered',
          who: 'staff who may see it',
          auth: 'staff',
          query: transcriptQuery,
        },
      },
    },
    async (request, reply) => {
      const { format } = parse(transcriptQuery, request.query);
      const id = await seen(request);
      await needs.audit(staffOf(request), 'conversation.transcript', id);
      return send(reply, id, format, true);
    },
  );
  app.post(
    '/v1/conversations/:id/transcript-requests',
    {
      preHandler,
      config: {
        api: {
          summary: 'Asks the shop’s server to send the transcript by e-mail',
          who: 'staff who may see it',
          auth: 'staff',
          body: transcriptRequest,
        },
      },
    },
    async (request, reply) => {
      const { email } = parse(transcriptRequest, request.body);
      const id = await seen(request);
      const accepted = await mail(id, email, 'staff');
      await needs.audit(staffOf(request), 'conversation.transcript-request', id);
      return reply.code(202).send(accepted);
    },
  );
  app.get(
    '/v1/transcript-mail',
    {
      preHandler,
      config: {
        api: {
          summary: 'Whether transcripts can be sent by e-mail',
          who: 'staff',
          auth: 'staff',
          response: transcriptMail,
        },
      },
    },
    async () => ({ available: requestByMail !== undefined }),
  );
  app.get(
    '/v1/shopper/transcript',
    {
      config: {
        api: {
          summary: 'The own conversation as a file',
          who: 'the widget',
          auth: 'shopper',
          query: transcriptQuery,
        },
      },
    },
    async (request, reply) => {
      const id = await own(request);
      return send(reply, id, parse(transcriptQuery, request.query).format, false);
    },
  );
  app.post(
    '/v1/shopper/transcript-requests',
    {
      config: {
        api: {
          summary: 'Asks the shop’s server to send the own conversation by e-mail',
          who: 'the widget',
          auth: 'shopper',
          body: transcriptRequest,
        },
      },
    },
    async (request, reply) => {
      const { email } = parse(transcriptRequest, request.body);
      const id = await own(request);
      return reply.code(202).send(await mail(id, email, 'shopper'));
    },
  );
}
