import type { OrderRequestState } from '../../../src/contract/order-actions.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';

const tones: Record<OrderRequestState, Tone> = {
  submitted: 'warn',
  approved: 'info',
  declined: 'bad',
  done: 'good',
  withdrawn: 'plain',
};

export function RequestStateTag({ state }: { state: OrderRequestState }) {
  return <Pill tone={tones[state]}>{text.orderRequests.state[state]}</Pill>;
}
