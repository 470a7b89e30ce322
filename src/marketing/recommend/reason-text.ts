import type { Evidence } from './evidence.js';
import { lateDays } from './shop-statistics.js';

/** Names of what evidence speaks of. */
export interface EvidenceNames {
  product: (place: number) => string;
  category: (place: number) => string;
  brand: (place: number) => string;
}

/** Evidence as the shopper reads it; of nothing: that the shop sells it. */
export function evidenceText(evidence: Evidence | undefined, names: EvidenceNames): string {
  switch (evidence?.kind) {
    case undefined:
      return '店里有售';
    case 'bought-regularly':
      return `您大约每 ${Math.max(1, Math.round(evidence.everyDays))} 天买一次，上次是${daysAgo(evidence.daysAgo)}`;
    case 'bought-before':
      return evidence.times === 1
        ? `您${daysAgo(evidence.daysAgo)}买过`
        : `您买过 ${evidence.times} 次，上次是${daysAgo(evidence.daysAgo)}`;
    case 'bought-together':
      return `买过「${names.product(evidence.product)}」的顾客，有 ${evidence.customers} 位也买了它`;
    case 'favourite-category':
      return `您买过 ${evidence.orders} 次${names.category(evidence.category)}`;
    case 'favourite-brand':
      return `您买过${names.brand(evidence.brand)}的东西`;
    case 'bestseller':
      return '本店近期热销';
    case 'sold-lately':
      return `最近 ${lateDays} 天卖出过 ${evidence.orders} 单`;
    default:
      return evidence satisfies never;
  }
}

function daysAgo(days: number): string {
  return days < 1 ? '今天' : ` ${Math.round(days)} 天前`;
}
