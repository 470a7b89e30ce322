import { EyeOutlined, ShoppingCartOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { Browsing } from '../../../src/contract/http.js';
import { request } from '../api/http.js';
import { clockWords } from '../conversations/waiting-time.js';
import { intakeText } from '../strings-intake.js';

const words = intakeText.browsing;
/** So often the page and the cart are looked at again while the conversation is open. */
const refreshMs = 15_000;

/** What the shopper is looking at and has in the cart. Nothing where the shopper has not agreed to that. */
export function BrowsingNow({ conversationId }: { conversationId: string }) {
  const { data } = useQuery({
    queryKey: ['browsing', conversationId],
    queryFn: () => request<{ browsing?: Browsing }>(`/v1/conversations/${conversationId}/browsing`),
    refetchInterval: refreshMs,
  });
  const browsing = data?.browsing;
  if (browsing === undefined) return null;
  const { page, cart } = browsing;
  return (
    <section>
      <h3>{words.title}</h3>
      {page === undefined ? null : (
        <div className="browsing-page">
          <EyeOutlined />
          <span className="ellipsis" title={page.path ?? page.title}>
            {page.title}
          </span>
          <span className="faint">{clockWords(page.at)}</span>
        </div>
      )}
      {cart.length === 0 ? null : (
        <div className="browsing-cart">
          <ShoppingCartOutlined />
          <ul>
            {cart.map(({ title, quantity }) => (
              <li key={title}>
                <span className="ellipsis">{title}</span>
                <span className="faint">×{quantity}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
