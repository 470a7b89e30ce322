import { findCandidates } from './candidates.js';
import type { RankingRows } from './choice-model.js';
import { viewCustomer } from './customer-view.js';
import { featureCount, writeFeatures } from './features.js';
import { firstFrom, historyBefore, type PurchaseLog } from './purchase-log.js';
import type { ShopModel } from './shop-model.js';

export interface SnapshotSettings {
  /** Only what a customer has not bought before. */
  novel: boolean;
  mostCustomers: number;
  /** Rows kept of each customer that were not bought; Infinity keeps all. */
  mostNegatives: number;
}

/** Rows of a moment in the past, with what was bought in the time after it. */
export type Snapshot = RankingRows;

/**
 * Puts the ranker into a moment of the past: candidates of the customers who bought within `horizon` days after it, as the
 * model of that moment sees them, labelled with what they then bought.
 * @param random draws customers and rows when there are more than wanted
 */
export function takeSnapshot(
  log: PurchaseLog,
  model: ShopModel,
  { novel, mostCustomers, mostNegatives }: SnapshotSettings,
  random: () => number,
): Snapshot {
  const { at, horizon } = model.statistics;
  const buyers = buyersBetween(log, at, at + horizon);
  const drawn = draw(buyers, mostCustomers, random);
  const features = growing();
  const labels: number[] = [];
  const starts = [0];
  for (const customer of drawn) {
    const view = viewCustomer(model, historyBefore(log, customer, at), at);
    const bought = boughtBetween(log, customer, at, at + horizon);
    if (novel) for (const product of view.own.keys()) bought.delete(product);
    if (bought.size === 0) continue;
    const candidates = [...findCandidates(model, view)].filter((product) => !novel || !view.own.has(product));
    const good = candidates.filter((product) => bought.has(product));
    if (good.length === 0) continue;
    const bad = draw(
      candidates.filter((product) => !bought.has(product)),
      mostNegatives,
      random,
    );
    for (const product of [...good, ...bad]) {
      labels.push(bought.has(product) ? 1 : 0);
      writeFeatures(model, view, product, features.room(featureCount), features.used(featureCount));
    }
    starts.push(labels.length);
  }
  return {
    features: features.taken(),
    width: featureCount,
    labels: Uint8Array.from(labels),
    starts: Int32Array.from(starts),
  };
}

/** The same moment with fewer of the rows that were not bought. */
export function thinned(
  { features, width, labels, starts }: Snapshot,
  mostNegatives: number,
  random: () => number,
): Snapshot {
  const kept: number[] = [];
  const keptStarts = [0];
  for (let group = 0; group + 1 < starts.length; group++) {
    const rows = Array.from(
      { length: (starts[group + 1] as number) - (starts[group] as number) },
      (_, n) => n + (starts[group] as number),
    );
    const good = rows.filter((row) => labels[row] === 1);
    if (good.length === 0) continue;
    kept.push(
      ...good,
      ...draw(
        rows.filter((row) => labels[row] === 0),
        mostNegatives,
        random,
      ),
    );
    keptStarts.push(kept.length);
  }
  const fewer = new Float32Array(kept.length * width);
  for (const [at, row] of kept.entries())
    fewer.set(features.subarray(row * width, (row + 1) * width), at * width);
  return {
    features: fewer,
    width,
    labels: Uint8Array.from(kept, (row) => labels[row] as number),
    starts: Int32Array.from(keptStarts),
  };
}

/** One after the other as one. */
export function joinSnapshots(parts: readonly Snapshot[]): Snapshot {
  const rows = parts.reduce((sum, { labels }) => sum + labels.length, 0);
  const width = parts[0]?.width ?? featureCount;
  const features = new Float32Array(rows * width);
  const labels = new Uint8Array(rows);
  const starts = [0];
  let from = 0;
  for (const part of parts) {
    features.set(part.features, from * width);
    labels.set(part.labels, from);
    for (const start of part.starts.subarray(1)) starts.push(from + start);
    from += part.labels.length;
  }
  return { features, width, labels, starts: Int32Array.from(starts) };
}

function growing() {
  let values = new Float32Array(1 << 16);
  let size = 0;
  return {
    /** Makes sure that so many values more fit. */
    room(more: number): Float32Array {
      if (size + more > values.length) {
        const larger = new Float32Array(2 * values.length);
        larger.set(values);
        values = larger;
      }
      return values;
    },
    /** @returns where those values go */
    used(more: number): number {
      size += more;
      return size - more;
    },
    taken: () => values.slice(0, size),
  };
}

function buyersBetween(log: PurchaseLog, from: number, to: number): number[] {
  const found: number[] = [];
  for (let customer = 0; customer + 1 < log.starts.length; customer++) {
    const line = firstFrom(log, customer, from);
    if (line < (log.starts[customer + 1] as number) && (log.day[line] as number) < to) found.push(customer);
  }
  return found;
}

/** Different products that a customer bought in a stretch of time. */
export function boughtBetween(log: PurchaseLog, customer: number, from: number, to: number): Set<number> {
  return new Set(log.product.subarray(firstFrom(log, customer, from), firstFrom(log, customer, to)));
}

/** As many as wanted, each equally likely (Fisher–Yates, cut short). */
function draw(all: readonly number[], most: number, random: () => number): number[] {
  const drawn = [...all];
  if (drawn.length <= most) return drawn;
  for (let n = 0; n < most; n++) {
    const other = n + Math.floor(random() * (drawn.length - n));
    [drawn[n], drawn[other]] = [drawn[other] as number, drawn[n] as number];
  }
  return drawn.slice(0, most);
}
