import { Brand } from './brand.jsx';
import { CartMenu } from './cart-menu.jsx';
import { categories, category, showCategory } from './catalogue.js';
import { callWidget } from './widget-snippet.js';

export function Header() {
  const go = (next: string | undefined) => {
    void showCategory(next);
    document.getElementById('aisle')?.scrollIntoView({ behavior: 'smooth' });
  };
  return (
    <header class="header">
      <div class="width">
        <Brand />
        <nav aria-label="商品分类">
          <button
            type="button"
            class="nav-item"
            aria-current={category.value === undefined}
            onClick={() => go(undefined)}
          >
            全部
          </button>
          {categories.value.map((name) => (
            <button
              key={name}
              type="button"
              class="nav-item"
              aria-current={category.value === name}
              onClick={() => go(name)}
            >
              {name}
            </button>
          ))}
        </nav>
        <CartMenu />
        <button type="button" class="ask" onClick={() => callWidget('open')}>
          联系客服
        </button>
      </div>
    </header>
  );
}
