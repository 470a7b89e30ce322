import type { OfferTrace } from '../contract/campaigns.js';
import type { CouponItem, Money, OrderItem, ProductItem } from '../contract/cards.js';
import type { ConsentState } from '../contract/http.js';
import type { IntentDefinition, SlotName } from '../contract/intents.js';
import type {
  OrderAction,
  OrderChoice,
  OrderRequest,
  OrderRequestDetails,
} from '../contract/order-actions.js';
import type { KnownFact } from '../contract/privacy.js';
import type { MatchTrace, NormalizationTrace, Reading, TraceReadings } from '../contract/trace.js';

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
  category: string;
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
  /** The customer's group in the campaign. */
  arm?: string;
  propensity: number;
  coupon: CouponItem;
}

/** What was chosen to be offered, and why. Supplied by marketing. */
export interface OfferChoice {
  offer?: OfferCandidate;
  /** Campaigns that would have shown something here, had this customer not been held out of them. */
  heldOut: string[];
  trace: OfferTrace;
}

/** Why something was offered lately, in the shopper's words. Supplied by marketing. */
export interface OfferReason {
  title: string;
  reason: string;
  /** Whether purchases or behaviour were looked at for it. */
  personal: boolean;
}

export interface Suggestion {
  products: ProductItem[];
  /** False when consent is missing or nothing is known: the same for everybody. */
  personal: boolean;
}

/** What is known of a person and what they asked to be done with it. Supplied by customers. */
export interface OwnData {
  facts: KnownFact[];
  /** An erasure that waits, or runs already. */
  erasure?: { id: string; dueAt: string; running: boolean };
  /** Days in which an erasure can be taken back. */
  graceDays: number;
}

/** Two or three products side by side, a value each for every row. */
export interface ProductComparison {
  products: ProductItem[];
  rows: { label: string; values: string[] }[];
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
  /** Two or three products of the shop, by id or by what they are called; undefined when fewer than two are found. */
  compare(request: { productIds: string[] } | { names: string[] }): Promise<ProductComparison | undefined>;
  offer(request: {
    customerId: string;
    conversationId: string;
    asked: boolean;
    wishedCategory?: string;
  }): Promise<OfferChoice>;
  /** The newest offer or message of a campaign; undefined where there was none in the last 30 days. */
  offerReason(customerId: string): Promise<OfferReason | undefined>;
  wallet(customerId: string): Promise<CouponItem[]>;
  /** The customer's orders with the shop's verdict on an action, newest first, allowed and not allowed. */
  orderChoices(request: {
    customerId: string;
    action: OrderAction;
    details: OrderRequestDetails;
    /** Only the order with this number. */
    orderNumber?: string;
    limit: number;
  }): Promise<OrderChoice[]>;
  ownData(person: Person): Promise<OwnData>;
  /** The customer's requests, newest first. */
  orderRequests(customerId: string): Promise<OrderRequest[]>;
}

/** A request to be stored after the shopper has confirmed it. */
export interface ConfirmedRequest {
  /** Made when the confirmation was asked for: the same confirmation never makes two. */
  id: string;
  customerId: string;
  conversationId: string;
  action: OrderAction;
  orderId: string;
  details: OrderRequestDetails;
  /** What the customer was told to get back. */
  amount?: Money;
}

/** Everything `decide` and `compose` may look at. Absent: not asked for, or not in time. */
export interface Evidence {
  match?: MatchTrace;
  /** How the text was read for that match, when that is not as it stands. */
  rewritten?: string;
  /** All readings that were compared; absent when there was only one. */
  readings?: Reading[];
  consents?: ConsentState[];
  orders?: OrderItem[];
  points?: { tierText: string; points: number; nextTierText?: string };
  suggestion?: Suggestion;
  comparison?: ProductComparison;
  offer?: OfferCandidate;
  offerChoice?: OfferChoice;
  offerReason?: OfferReason;
  wallet?: CouponItem[];
  /** For the one action on an order that this turn may be about. */
  orderChoices?: { action: OrderAction; choices: OrderChoice[] };
  orderRequests?: OrderRequest[];
  ownData?: OwnData;
  /** Evidence that failed or came too late: name → reason. */
  missing: Record<string, string>;
}
