import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  attachmentAccess,
  attachmentDownload,
  attachmentUpload,
  attachmentUploaded,
  maxFileBytes,
} from '../contract/attachments.js';
import type { StaffMember } from '../contract/http.js';
import type { ConversationState } from '../contract/messages.js';
import { conflict, notFound, parse, unauthenticated } from '../platform/errors.js';
import { sessionTokenOf } from '../platform/session-token.js';
import type { AttachmentTokens } from './access-token.js';
import type { StoredAttachment } from './attachment-store.js';
import type { Attachments } from './attachments.js';

interface Owner {
  state: ConversationState;
  assignedStaffId?: string;
  owed?: boolean;
}

export interface AttachmentRoutesNeeds {
  attachments: Attachments;
  tokens: AttachmentTokens;
  /** Whose session token it is. */
  identify: (token: string) => Promise<{ visitorId: string; conversationId: string }>;
  guard: {
    requireRole: (role: 'agent') => preHandlerAsyncHookHandler;
    staffOf: (request: FastifyRequest) => StaffMember;
    /** The member of staff who asks, if it is one: for a route that shoppers use as well. */
    staffFrom: (request: FastifyRequest) => Promise<StaffMember | undefined>;
  };
  owner: (conversationId: string) => Promise<Owner | undefined>;
  maySee: (staff: StaffMember, conversation: Owner) => boolean;
  mayRead: (staff: StaffMember, conversation: Owner & { spokenTo: boolean }) => boolean;
  /** Everybody who is spoken to in a note of a conversation. */
  spokenTo: (conversationId: string) => Promise<ReadonlySet<string>>;
}

const byId = z.strictObject({ id: z.uuid() });
/** What a browser shows by itself, in the page; all else is saved. Pictures only: nothing that could run. */
const inline = /^image\/(jpeg|png|webp|gif)$/;
/** Seconds that a browser keeps what it has loaded. The content of an address never changes. */
const cachedFor = 30 * 60;
const gone = '没有找到这个文件。';

/** Uploads take their content as the request's body, as it is, whatever type the sender says. */
export function attachmentRoutes(app: FastifyInstance, needs: AttachmentRoutesNeeds): void {
  const { attachments, tokens, identify, guard, owner, maySee } = needs;

  function shopperOf(request: FastifyRequest) {
    return identify(sessionTokenOf(request.headers.authorization));
  }

  function uploadOf(request: FastifyRequest) {
    const { name } = parse(attachmentUpload, request.query);
    const announced = Number(request.headers['content-length']);
    return { name, content: request.raw, ...(Number.isFinite(announced) ? { announced } : {}) };
  }

  /** For whom it is: a shopper with a short-lived token, or staff who may see the conversation. */
  async function admit(request: FastifyRequest, attachment: StoredAttachment | undefined, token?: string) {
    if (token !== undefined) {
      const conversationId = tokens.read(token);
      if (conversationId === undefined)
        throw unauthenticated('The address has run out: load the page again.');
      return attachment?.conversationId === conversationId;
    }
    const staff = await guard.staffFrom(request);
    if (!staff) throw unauthenticated('请先登录。');
    const owned = attachment && (await owner(attachment.conversationId));
    if (!owned) return false;
    if (maySee(staff, owned)) return true;
    const spokenTo = (await needs.spokenTo(attachment.conversationId)).has(staff.staffId);
    return needs.mayRead(staff, { ...owned, spokenTo });
  }

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));

    scope.post(
      '/v1/shopper/attachments',
      {
        bodyLimit: maxFileBytes,
        config: {
          api: {
            summary: 'Upload a picture or file; the body is its content',
            who: 'the widget',
            auth: 'shopper',
            query: attachmentUpload,
            response: attachmentUploaded,
          },
        },
      },
      async (request, reply) => {
        const { visitorId, conversationId } = await shopperOf(request);
        const upload = { ...uploadOf(request), conversationId, person: visitorId };
        return reply.status(201).send({ attachment: await attachments.upload(upload) });
      },
    );
    scope.post(
      '/v1/conversations/:id/attachments',
      {
        preHandler: guard.requireRole('agent'),
        bodyLimit: maxFileBytes,
        config: {
          api: {
            summary: 'Upload a picture or file; the body is its content',
            who: 'the agent who has the conversation',
            auth: 'staff',
            query: attachmentUpload,
            response: attachmentUploaded,
          },
        },
      },
      async (request, reply) => {
        const { id } = parse(byId, request.params);
        const staff = guard.staffOf(request);
        const owned = await owner(id);
        if (!owned || !maySee(staff, owned)) throw notFound('没有找到这个会话，或者它已经由别的同事接待。');
        if (owned.state !== 'human' || owned.assignedStaffId !== staff.staffId)
          throw conflict('这个会话现在不是您在接待，先接入再发文件。');
        const { staffId } = staff;
        const upload = { ...uploadOf(request), conversationId: id, staffId, person: staffId };
        return reply.status(201).send({ attachment: await attachments.upload(upload) });
      },
    );
  });

  app.get(
    '/v1/shopper/attachments/access',
    {
      config: {
        api: {
          summary: 'A short-lived token for the attachments of one’s own conversation',
          who: 'the widget',
          auth: 'shopper',
          response: attachmentAccess,
        },
      },
    },
    async (request) => tokens.issue((await shopperOf(request)).conversationId),
  );

  app.get(
    '/v1/attachments/:id',
    {
      config: {
        api: {
          summary: 'The content of an attachment',
          who: 'shoppers by a short-lived token, staff who may see the conversation',
          auth: 'staff',
          query: attachmentDownload,
        },
      },
    },
    async (request, reply) => {
      const { id } = parse(byId, request.params);
      const { token, variant, download } = parse(attachmentDownload, request.query);
      const attachment = await attachments.find(id);
      if (!(await admit(request, attachment, token)) || !attachment) throw notFound(gone);
      const small = variant === 'thumbnail' && attachment.thumbnail;
      const content = await attachments.open(attachment, variant);
      return answer(reply, attachment, small, download === '1').send(content);
    },
  );
}

/** Whatever it holds, it stays a file: no type but its own, no script, no page around it. */
function answer(
  reply: FastifyReply,
  { mimeType, name, size }: StoredAttachment,
  isThumbnail: boolean,
  download: boolean,
): FastifyReply {
  const type = isThumbnail ? 'image/webp' : mimeType;
  const disposition = inline.test(type) && !download ? 'inline' : 'attachment';
  if (!isThumbnail) reply.header('content-length', size);
  return reply.headers({
    'content-type': type,
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeName(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': `private, max-age=${cachedFor}, immutable`,
  });
}

/** RFC 8187: everything but its `attr-char` percent-encoded. */
function encodeName(name: string): string {
  const toHex = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name).replace(/['()*!]/g, toHex);
}
