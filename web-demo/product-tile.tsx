import type { Money } from '../src/contract/cards.js';
import { addToCart, tellView } from './cart.js';
import type { ShopProduct } from './shop-api.js';
import { callWidget } from './widget-snippet.js';

function priceWords({ amountMinor }: Money): string {
  return (amountMinor / 100).toFixed(2).replace(/\.00$/, '');
}

/** One product on the shelf, and the way to ask about it. */
export function ProductTile({ product }: { product: ShopProduct }) {
  const { title, price, listPrice, imageUrl, inStock, productId } = product;
  return (
    <li class="tile">
      <span class="tile-picture">{imageUrl && <img src={imageUrl} alt="" loading="lazy" />}</span>
      {listPrice && (
        <em class="saving">
          省 ¥{priceWords({ ...price, amountMinor: listPrice.amountMinor - price.amountMinor })}
        </em>
      )}
      <h3>{title}</h3>
      <div class="tile-foot">
        <p class="tile-price">
          <b>
            <small>¥</small>
            {priceWords(price)}
          </b>
          {listPrice && <s>¥{priceWords(listPrice)}</s>}
        </p>
        {inStock ? (
          <span class="tile-actions">
            <button type="button" aria-label={`加购：${title}`} onClick={() => addToCart(product)}>
              加购
            </button>
            <button
              type="button"
              aria-label={`咨询：${title}`}
              onClick={() => {
                tellView(product);
                callWidget('sendProductCard', { productId, title });
              }}
            >
              咨询
            </button>
          </span>
        ) : (
          <span class="gone">补货中</span>
        )}
      </div>
    </li>
  );
}
