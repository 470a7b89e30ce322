import { useEffect } from 'preact/hooks';
import { categories, category, openShop, products, showCategory } from './catalogue.js';
import { ProductTile } from './product-tile.jsx';

const ghosts = [1, 2, 3, 4, 5, 6, 7, 8];

/** The shelves: one category at a time, with its own loading, empty and failing state. */
export function Aisle() {
  useEffect(() => void openShop(), []);
  const shown = products.value;
  return (
    <section class="aisle width" id="aisle">
      <div class="aisle-head">
        <h2>{category.value ?? '今日好物'}</h2>
        {Array.isArray(shown) && shown.length > 0 && <span>{shown.length} 件在售</span>}
      </div>
      <div class="tabs">
        {['', ...categories.value].map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={(category.value ?? '') === name}
            onClick={() => void showCategory(name || undefined)}
          >
            {name || '全部'}
          </button>
        ))}
      </div>
      {shown === 'failed' ? (
        <div class="notice" role="status">
          <strong>商品没加载出来</strong>
          <p>网络开了小差，稍后再试试。</p>
          <button type="button" class="button" onClick={() => void openShop()}>
            重新加载
          </button>
        </div>
      ) : shown === 'loading' ? (
        <div class="grid" role="status" aria-label="商品加载中">
          {ghosts.map((place) => (
            <div class="tile ghost" key={place}>
              <span class="tile-picture" />
              <i />
              <i />
            </div>
          ))}
        </div>
      ) : shown.length === 0 ? (
        <div class="notice" role="status">
          <strong>这个分类正在补货</strong>
          <p>先看看别的，或者告诉客服您想要什么。</p>
        </div>
      ) : (
        <ul class="grid">
          {shown.map((product) => (
            <ProductTile key={product.productId} product={product} />
          ))}
        </ul>
      )}
    </section>
  );
}
