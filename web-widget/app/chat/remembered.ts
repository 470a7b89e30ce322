import { type Signal, signal } from '@preact/signals-core';
import type { CouponItem } from '../../../src/contract/cards.js';
import type { DeviceStorage } from '../device-storage.js';

/** What this shopper did with an offer, newer than the card in the stored message. */
export interface OfferMemory {
  opened?: boolean;
  state?: CouponItem['state'];
  code?: string;
}

/** Small facts by id that outlive a reload; the oldest are forgotten. */
export interface Remembered<Fact> {
  facts: Signal<Readonly<Record<string, Fact>>>;
  set(id: string, fact: Fact): void;
  reload(): void;
}

const most = 60;

export function createRemembered<Fact>(storage: DeviceStorage, key: string): Remembered<Fact> {
  const stored = (): Record<string, Fact> => {
    const value = storage.read(key);
    return typeof value === 'object' && value !== null ? (value as Record<string, Fact>) : {};
  };
  const facts = signal<Readonly<Record<string, Fact>>>(stored());
  return {
    facts,
    set(id, fact) {
      const { [id]: _, ...others } = facts.value;
      facts.value = Object.fromEntries([...Object.entries(others), [id, fact]].slice(-most)) as Record<
        string,
        Fact
      >;
      storage.write(key, facts.value);
    },
    reload() {
      facts.value = stored();
    },
  };
}
