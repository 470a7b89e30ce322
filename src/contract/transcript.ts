import { z } from 'zod';

/** `GET /v1/conversations/:id/transcript` and `GET /v1/shopper/transcript`. */
export const transcriptQuery = z.strictObject({ format: z.enum(['text', 'html']).default('text') });

/** `GET /v1/transcript-mail`: whether the shop has said how transcripts are sent. */
export const transcriptMail = z.object({ available: z.boolean() });

/** `POST …/transcript-requests`: the shop's own server is asked to send the transcript to an address. */
export const transcriptRequest = z.strictObject({
  email: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, '请填写邮箱地址'),
});
