import type { CouponItem, OrderItem, ProductItem } from '../contract/cards.js';
import type { ConsentState } from '../contract/http.js';
import type { IntentDefinition, SlotName } from '../contract/intents.js';
import type { OrderRequestDetails } from '../contract/order-actions.js';
import type { MatchTrace, NormalizationTrace, TraceReadings } from '../contract/trace.js';

/** What this slice needs to know of a text. Supplied by understanding. */
export interface Understanding {
  text: string;
  normalized: string;
  words: string[];
  mood: { angry: number; negative: number };
  slots: Partial<Record<SlotName, string>>;
  priceRange?: { minMinor?: number; maxMinor?: number };
  asksForHuman: boolean;
  confirmation?: 'yes' | 'no';
  normalization?: NormalizationTrace;
  /** What an invoice needs, as it was written. */
  details?: Pick<OrderRequestDetails, 'email' | 'invoiceTitle' | 'taxNumber'>;
  dates?: TraceReadings['dates'];
  amounts?: TraceReadings['amounts'];
}

/** A published answer. Supplied by knowledge. */
export interface PublishedEntry {
  id: string;
  question: string;
  answer: string;
  followUps: { id: string; question: string }[];
}

/** Supplied by knowledge: the live index and its contents. */
export interface Knowledge {
  /** Resolves once there is something to answer from, or it is clear that there will not be. */
  loaded(): Promise<void>;
  match(text: string): Promise<MatchTrace>;
  entry(id: string): PublishedEntry | undefined;
  intent(id: string): IntentDefinition | undefined;
}

export interface Person {
  visitorId: string;
  /** Our id of the customer; absent for an anonymous visitor. */
  customerId?: string;
  name?: string;
  tier?: string;
}

export interface OfferCandidate {
  /** Made in advance, so that the card can name it before the row exists. */
  offerId: string;
  couponRowId: string;
  campaignId?: string;
  propensity: number;
  coupon: CouponItem;
}

export interface Suggestion {
  products: ProductItem[];
  /** False when consent is missing or nothing is known: the same for everybody. */
  personal: boolean;
}

/** Facts about the person, each asked for only when the turn may need it. Supplied by customers and marketing. */
export interface CustomerFacts {
  consents(person: Person): Promise<ConsentState[]>;
  orders(customerId: string, limit: number): Promise<OrderItem[]>;
  points(customerId: string): Promise<{ tierText: string; points: number; nextTierText?: string }>;
  suggest(request: {
    person: Person;
    personal: boolean;
    category?: string;
    brand?: string;
    colour?: string;
    priceRange?: { minMinor?: number; maxMinor?: number };
    words: string[];
    exclude: string[];
    limit: number;
  }): Promise<Suggestion>;
  offer(request: {
    customerId: string;
    conversationId: string;
    asked: boolean;
  }): Promise<OfferCandidate | undefined>;
  wallet(customerId: string): Promise<CouponItem[]>;
}

/** Everything `decide` and `compose` may look at. Absent: not asked for, or not in time. */
export interface Evidence {
  match?: MatchTrace;
  consents?: ConsentState[];
  orders?: OrderItem[];
  points?: { tierText: string; points: number; nextTierText?: string };
  suggestion?: Suggestion;
  offer?: OfferCandidate;
  wallet?: CouponItem[];
  /** Evidence that failed or came too late: name → reason. */
  missing: Record<string, string>;
}
