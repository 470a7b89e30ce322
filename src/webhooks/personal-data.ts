import type { PersonalTable } from '../platform/personal-data.js';

/** What this slice keeps of a person: only while it waits to be sent, afterwards the content is empty. */
export const webhookData: PersonalTable[] = [
  {
    table: 'WebhookDelivery',
    title: '等待发给店铺服务器的通知',
    rows: `payload->>'conversationId' = ANY($conversations::text[]) OR payload->>'customerId' = ANY($customers::text[] || $names::text[])`,
    erase: { how: 'delete' },
  },
];
