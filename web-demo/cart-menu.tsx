import { cart, cartCount, takeOut } from './cart.js';

/** What lies in the cart. */
export function CartMenu() {
  return (
    <details class="cart">
      <summary aria-label={`购物车，${cartCount.value} 件`}>
        购物车
        {cartCount.value > 0 && <em>{cartCount.value}</em>}
      </summary>
      <div class="cart-list">
        {cart.value.length === 0 && <p>购物车还是空的</p>}
        {cart.value.map(({ productId, title, quantity }) => (
          <div key={productId}>
            <span>{title}</span>
            <small>×{quantity}</small>
            <button type="button" aria-label={`移除：${title}`} onClick={() => takeOut(productId)}>
              移除
            </button>
          </div>
        ))}
      </div>
    </details>
  );
}
