import type { ProductItem } from '../../../../src/contract/cards.js';
import { wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { cardWords } from './card-words.js';
import { Picture } from './picture.jsx';
import { Price } from './product-card.jsx';

/** Two or three products side by side. */
export function ComparisonCard(props: {
  products: readonly ProductItem[];
  rows: readonly { label: string; values: readonly string[] }[];
}) {
  const { locale } = useWidget();
  const words = wordsIn(cardWords, locale);
  return (
    <div class="card comparison">
      <table>
        <thead>
          <tr>
            <td />
            {props.products.map((product) => (
              <th key={product.productId} scope="col">
                <Picture address={product.imageUrl} />
                <span class="product-title">{product.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.price}</th>
            {props.products.map((product) => (
              <td key={product.productId}>
                <Price product={product} />
                {!product.inStock && <span class="sold-out">{words.outOfStock}</span>}
              </td>
            ))}
          </tr>
          {props.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {props.products.map((product, index) => (
                <td key={product.productId}>{row.values[index] ?? '—'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
