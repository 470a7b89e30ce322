import { z } from 'zod';

/** Largest picture and largest other file, bytes. */
export const maxImageBytes = 10 * 1024 * 1024;
export const maxFileBytes = 20 * 1024 * 1024;
/** Longest name of a file, in UTF-16 code units, its extension included. */
export const maxFileNameLength = 120;

export const attachmentKind = z.enum(['image', 'file']);
export type AttachmentKind = z.infer<typeof attachmentKind>;

/** A picture or file as a message shows it. The content is at `GET /v1/attachments/:id`. */
export const attachment = z.object({
  id: z.uuid(),
  kind: attachmentKind,
  /** As the sender named it, with the extension of what it really is. */
  name: z.string(),
  /** By content, never by name. */
  mimeType: z.string(),
  /** Bytes. */
  size: z.int().nonnegative(),
  /** Pixels, of pictures that could be read. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
  /** True when `?variant=thumbnail` gives a small picture. */
  thumbnail: z.boolean(),
});
export type Attachment = z.infer<typeof attachment>;

/** `POST /v1/shopper/attachments?name=…` and `POST /v1/conversations/:id/attachments?name=…`; the body is the content. */
export const attachmentUpload = z.strictObject({ name: z.string().min(1).max(300) });
export const attachmentUploaded = z.object({ attachment });

/** `GET /v1/attachments/:id`. `token`: for shoppers, from `GET /v1/shopper/attachments/access`. */
export const attachmentDownload = z.strictObject({
  token: z.string().max(300).optional(),
  variant: z.enum(['original', 'thumbnail']).default('original'),
  /** `1`: to keep as a file, whatever it is. */
  download: z.enum(['0', '1']).default('0'),
});

/** What opens the attachments of the shopper's own conversation for a short while. */
export const attachmentAccess = z.object({ token: z.string(), expiresAt: z.iso.datetime() });
export type AttachmentAccess = z.infer<typeof attachmentAccess>;
