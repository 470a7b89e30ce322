import type { OrderItem } from '../../../src/contract/cards.js';
import './cards.css';

/** What the customer asked to be done with an order, as it stands. */
export function OrderRequests({ requests = [] }: { requests?: OrderItem['requests'] | undefined }) {
  return requests.map(({ action, stateText }) => (
    <div key={action + stateText} className="order-request">
      <strong>{action}</strong> {stateText}
    </div>
  ));
}
