import type { OrderStatus } from '../../../src/contract/cards.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';

const tones: Record<OrderStatus, Tone> = {
  unpaid: 'warn',
  paid: 'info',
  shipped: 'info',
  delivered: 'good',
  completed: 'plain',
  cancelled: 'plain',
  refunding: 'bad',
  refunded: 'plain',
};

/** @param words the server's own wording; ours for the status otherwise */
export function OrderStatusTag({ status, words }: { status: string; words?: string }) {
  const known = status in tones ? (status as OrderStatus) : undefined;
  const shown =
    words !== undefined && words !== '' ? words : known === undefined ? status : text.orderStatus[known];
  return <Pill tone={known === undefined ? 'plain' : tones[known]}>{shown}</Pill>;
}
