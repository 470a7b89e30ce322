import type { OrderItem } from '../../../../src/contract/cards.js';
import { fill, wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { dateWords, moneyWords } from './card-wording.js';
import { cardWords } from './card-words.js';
import { Picture } from './picture.jsx';

/** An order: its state, what is in it, and where the parcel is (folded but for the latest news). */
export function OrderCard({ order }: { order: OrderItem }) {
  const { locale } = useWidget();
  const words = wordsIn(cardWords, locale);
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const tracking = [...(order.tracking ?? [])].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const [latest, ...older] = tracking;
  return (
    <div class="card order">
      <div class="order-head">
        <span>
          {words.order} {order.orderId}
        </span>
        <b class={`order-state order-${order.status}`}>{order.statusText}</b>
      </div>
      <ul>
        {order.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never move
          <li key={index}>
            <Picture address={line.imageUrl} />
            <span class="product-title">{line.title}</span>
            <span class="amount">
              {moneyWords(line.unitPrice, locale)}
              <small>×{line.quantity}</small>
            </span>
          </li>
        ))}
      </ul>
      <div class="order-total">
        {fill(words.itemsTotal, pieces)} <b>{moneyWords(order.total, locale)}</b>
      </div>
      {order.requests?.map(({ action, stateText }) => (
        <div class="order-request" key={action + stateText}>
          {action} <b>{stateText}</b>
        </div>
      ))}
      {latest && (
        <details class="tracking">
          <summary>
            <span class="track-title">
              {words.tracking}
              {order.carrier && ` · ${order.carrier}`}
              {order.trackingNumber && ` ${order.trackingNumber}`}
              <Icon name="down" size={16} />
            </span>
            <span class="track-latest">{latest.text}</span>
            <time dateTime={latest.at}>{dateWords(latest.at, locale)}</time>
          </summary>
          <ol>
            {older.map((step) => (
              <li key={step.at + step.text}>
                {step.text}
                <time dateTime={step.at}>{dateWords(step.at, locale)}</time>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}
