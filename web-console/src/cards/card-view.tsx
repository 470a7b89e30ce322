import type { Card, CouponItem, OrderItem, ProductItem, QuickReply } from '../../../src/contract/cards.js';
import { dayWords } from '../conversations/waiting-time.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { moneyWords } from './money.js';
import { OrderRequests } from './order-requests.js';
import { OrderStatusTag } from './order-status.js';
import { Picture } from './picture.js';
import { SatisfactionLine } from './satisfaction-line.js';
import './cards.css';

/** Any card as the shopper got it, at a glance and without its buttons. */
export function CardView({ card }: { card: Card }) {
  switch (card.kind) {
    case 'product':
      return (
        <div className="card">
          <ProductRow product={card.product} />
        </div>
      );
    case 'productList':
      return (
        <div className="card">
          {card.title === undefined ? null : <div className="card-title">{card.title}</div>}
          {card.products.map((product) => (
            <ProductRow key={product.productId} product={product} />
          ))}
        </div>
      );
    case 'comparison':
      return <Comparison products={card.products} rows={card.rows} />;
    case 'order':
      return <OrderCard order={card.order} />;
    case 'coupon':
      return <CouponCard coupon={card.coupon} />;
    case 'quickReplies':
      return <QuickReplies replies={card.replies} />;
    case 'dataExport':
      return <div className="card card-title">{text.card.dataExport}</div>;
    case 'satisfaction':
      return <SatisfactionLine card={card} />;
    default:
      return card satisfies never;
  }
}

function ProductRow({ product }: { product: ProductItem }) {
  const { title, price, listPrice, imageUrl, inStock, reason, url } = product;
  return (
    <div className="product-row">
      <Picture src={imageUrl} size={52} alt={title} />
      <div className="product-words">
        <div className="product-title">
          {url === undefined ? (
            title
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer">
              {title}
            </a>
          )}
        </div>
        <div className="product-price">
          <strong>{moneyWords(price)}</strong>
          {listPrice !== undefined && listPrice.amountMinor > price.amountMinor ? (
            <del>{moneyWords(listPrice)}</del>
          ) : null}
          {inStock ? null : <Pill>{text.card.soldOut}</Pill>}
        </div>
        {reason === undefined ? null : <div className="product-reason">{reason}</div>}
      </div>
    </div>
  );
}

type ComparisonCard = Extract<Card, { kind: 'comparison' }>;

function Comparison({ products, rows }: Pick<ComparisonCard, 'products' | 'rows'>) {
  return (
    <div className="card comparison">
      <table>
        <thead>
          <tr>
            <th scope="col" aria-label={text.card.comparison} />
            {products.map(({ productId, title, imageUrl }) => (
              <th key={productId} scope="col">
                <Picture src={imageUrl} size={44} alt={title} />
                <span>{title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{text.card.price}</th>
            {products.map(({ productId, price }) => (
              <td key={productId}>
                <strong className="price">{moneyWords(price)}</strong>
              </td>
            ))}
          </tr>
          {rows.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {products.map(({ productId }, column) => (
                <td key={productId}>{values[column] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OrderCard({ order }: { order: OrderItem }) {
  const latest = order.tracking?.at(-1);
  return (
    <div className="card">
      <div className="card-head">
        <span className="card-id">{order.orderId}</span>
        <OrderStatusTag status={order.status} words={order.statusText} />
      </div>
      {order.lines.map(({ title, quantity, unitPrice, imageUrl }) => (
        <div key={title} className="product-row">
          <Picture src={imageUrl} size={40} alt={title} />
          <div className="product-words">
            <div className="product-title">{title}</div>
            <div className="product-price">
              {moneyWords(unitPrice)} <span className="faint">{text.customer.quantity(quantity)}</span>
            </div>
          </div>
        </div>
      ))}
      <OrderRequests requests={order.requests} />
      {latest === undefined ? null : (
        <div className="card-tracking">
          {order.carrier === undefined ? text.card.tracking : order.carrier}
          {order.trackingNumber === undefined ? null : ` ${order.trackingNumber}`}
          <div>{latest.text}</div>
        </div>
      )}
      <div className="card-foot">
        <span className="faint">{dayWords(order.createdAt, Date.now())}</span>
        <strong>{moneyWords(order.total)}</strong>
      </div>
    </div>
  );
}

function CouponCard({ coupon }: { coupon: CouponItem }) {
  const over = coupon.state === 'expired' || coupon.state === 'dismissed' || coupon.state === 'redeemed';
  return (
    <div className={over ? 'coupon coupon-over' : 'coupon'}>
      <div className="coupon-figure">{coupon.headline}</div>
      <div className="coupon-words">
        <div className="coupon-title">
          {coupon.title}
          <Pill tone={over ? 'plain' : 'brand'}>{text.couponState[coupon.state] ?? coupon.state}</Pill>
        </div>
        <div className="faint">{coupon.conditions}</div>
        <div className="faint">{text.card.until(dayWords(coupon.validUntil, Date.now()))}</div>
        {coupon.code === undefined ? null : (
          <div>
            {text.card.code} <code>{coupon.code}</code>
          </div>
        )}
        {coupon.reason === undefined ? null : <div className="product-reason">{coupon.reason}</div>}
      </div>
    </div>
  );
}

/** The choices that a shopper was given; here only to be read. */
export function QuickReplies({ replies }: { replies: readonly QuickReply[] }) {
  return (
    <ul className="quick-replies" aria-label={text.thread.choices}>
      {replies.map(({ label, payload }) => (
        <li key={payload}>{label}</li>
      ))}
    </ul>
  );
}
