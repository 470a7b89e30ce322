import { products } from './catalogue.js';
import { callWidget } from './widget-snippet.js';

/** Four things from the shelf beside the greeting. */
export function Hero() {
  const shelf = Array.isArray(products.value) ? products.value.slice(0, 4) : [];
  return (
    <section class="hero">
      <div class="width">
        <div class="hero-words">
          <p class="eyebrow">冬日上新 · 满 59 元包邮</p>
          <h1>
            把日子，
            <br />
            过成喜欢的样子
          </h1>
          <p>衣食住用，一家挑齐。拿不定主意的时候，问问掌柜，订单、尺码、送礼都能聊。</p>
          <div class="hero-actions">
            <a class="button" href="#aisle">
              逛逛好物
            </a>
            <button type="button" class="button plain" onClick={() => callWidget('open')}>
              问问掌柜
            </button>
          </div>
        </div>
        <div class="shelf" aria-hidden="true">
          {[0, 1, 2, 3].map((place) => (
            <span key={place}>{shelf[place]?.imageUrl && <img src={shelf[place].imageUrl} alt="" />}</span>
          ))}
        </div>
      </div>
    </section>
  );
}
