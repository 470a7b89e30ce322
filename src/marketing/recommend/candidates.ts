import type { CustomerView } from './customer-view.js';
import { nearness } from './factors.js';
import type { ShopModel } from './shop-model.js';

/** How many each way of finding candidates gives at most. */
const most = {
  own: 300,
  related: 120,
  factors: 80,
  /** Best selling products among which the nearest are looked for, which bounds the time of one answer. */
  searched: 5000,
  categories: 12,
  perCategory: 10,
  relatedCategories: 6,
  perRelated: 5,
};

/**
 * Products worth ranking for a customer: bought before, bought together with what was bought, near among the factors, best
 * sellers of the customer's categories and of those that go with them, and the shop's best sellers, which are all there is
 * for a stranger.
 */
export function findCandidates(model: ShopModel, view: CustomerView): Int32Array {
  const found = new Set<number>();
  const take = (products: Iterable<number>, limit: number) => {
    let left = limit;
    for (const product of products) {
      if (left-- <= 0) return;
      found.add(product);
    }
  };
  const own = [...view.own].sort(([a, one], [b, other]) => other.lastDay - one.lastDay || a - b);
  take(
    own.map(([product]) => product),
    most.own,
  );
  const related = [...view.related].sort(([a, one], [b, other]) => other.score - one.score || a - b);
  take(
    related.map(([product]) => product),
    most.related,
  );
  if (view.own.size > 0) take(nearest(model, view), most.factors);
  const categories = [...view.categories].sort(([a, one], [b, other]) => other.weight - one.weight || a - b);
  for (const [category] of categories.slice(0, most.categories))
    take(model.categoryTop[category] ?? [], most.perCategory);
  const going = [...view.relatedCategories].sort(([a, one], [b, other]) => other - one || a - b);
  for (const [category] of going.slice(0, most.relatedCategories))
    take(model.categoryTop[category] ?? [], most.perRelated);
  take(model.bestSellers, model.bestSellers.length);
  return Int32Array.from(found);
}

/** The products nearest to the customer among the factors, nearest first. */
function nearest({ factors }: ShopModel, { vector, own }: CustomerView): number[] {
  const scores = nearness(factors, vector, most.searched);
  for (const product of own.keys()) {
    const place = factors.placeOf[product] as number;
    if (place >= 0 && place < scores.length) scores[place] = Number.NEGATIVE_INFINITY;
  }
  return largest(scores, most.factors).map((place) => factors.products[place] as number);
}

/** Places of the largest values, largest first, by a heap of the size wanted. */
function largest(values: Float64Array, wanted: number): number[] {
  const heap: number[] = [];
  const less = (a: number, b: number) =>
    (values[a] as number) < (values[b] as number) || (values[a] === values[b] && a > b);
  const sink = () => {
    for (let at = 0; ; ) {
      let low = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && less(heap[child] as number, heap[low] as number)) low = child;
      if (low === at) return;
      [heap[at], heap[low]] = [heap[low] as number, heap[at] as number];
      at = low;
    }
  };
  for (let place = 0; place < values.length; place++) {
    if (values[place] === Number.NEGATIVE_INFINITY) continue;
    if (heap.length < wanted) {
      heap.push(place);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!less(heap[at] as number, heap[parent] as number)) break;
        [heap[at], heap[parent]] = [heap[parent] as number, heap[at] as number];
        at = parent;
      }
    } else if (less(heap[0] as number, place)) {
      heap[0] = place;
      sink();
    }
  }
  return heap.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}
