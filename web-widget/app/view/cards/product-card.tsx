import type { ComponentChildren } from 'preact';
import type { ProductItem } from '../../../../src/contract/cards.js';
import { wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { moneyWords } from './card-wording.js';
import { cardWords } from './card-words.js';
import { Picture } from './picture.jsx';
import { safeAddress } from './safe-address.js';

/** One product beside its picture. */
export function ProductCard({ product }: { product: ProductItem }) {
  return (
    <ProductFrame product={product} class="card product">
      <Picture address={product.imageUrl} />
      <span class="product-words">
        <ProductWords product={product} />
      </span>
    </ProductFrame>
  );
}

/** Several products, to be scrolled sideways. */
export function ProductList({
  title,
  products,
}: {
  title: string | undefined;
  products: readonly ProductItem[];
}) {
  return (
    <div class="product-list">
      {title && <h3>{title}</h3>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ul tabIndex={0} aria-label={title}>
        {products.map((product) => (
          <li key={product.productId}>
            <ProductFrame product={product} class="card tile">
              <Picture address={product.imageUrl} />
              <ProductWords product={product} />
            </ProductFrame>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProductFrame(props: { product: ProductItem; class: string; children: ComponentChildren }) {
  const href = safeAddress(props.product.url, window.location.href);
  return href ? (
    <a class={props.class} href={href} target="_blank" rel="noopener">
      {props.children}
    </a>
  ) : (
    <div class={props.class}>{props.children}</div>
  );
}

function ProductWords({ product }: { product: ProductItem }) {
  const { locale } = useWidget();
  const words = wordsIn(cardWords, locale);
  return (
    <>
      <span class="product-title">{product.title}</span>
      <Price product={product} />
      {!product.inStock && <span class="sold-out">{words.outOfStock}</span>}
      {product.reason && <span class="reason">{product.reason}</span>}
    </>
  );
}

export function Price({ product }: { product: ProductItem }) {
  const { locale } = useWidget();
  const { price, listPrice } = product;
  const reduced = listPrice && listPrice.amountMinor > price.amountMinor;
  return (
    <span class="price">
      <b>{moneyWords(price, locale)}</b>
      {reduced && <s>{moneyWords(listPrice, locale)}</s>}
    </span>
  );
}
