import type { CampaignArm, CampaignAudience, CampaignDelivery } from '../contract/campaigns.js';

/** What the demo shop consists of. Money is whole 分 (minor units, CNY); dates are instants. */

export type MemberTier = 'regular' | 'silver' | 'gold' | 'black';

export type OrderStatus =
  | 'unpaid'
  | 'paid'
  | 'shipped'
  | 'delivered'
  | 'completed'
  | 'cancelled'
  | 'refunding'
  | 'refunded';

export type Carrier = '中通快递' | '京东物流' | '顺丰速运';

export interface DemoCategory {
  /** Short English name, usable in addresses. */
  id: string;
  /** Chinese name; `DemoProduct.category` holds this. */
  name: string;
  /** The sub-types (attribute 品类) that the category has. */
  types: string[];
}

export interface DemoProduct {
  externalId: string;
  title: string;
  description: string;
  category: string;
  brand: string;
  priceMinor: number;
  /** Struck-through price, never below `priceMinor`. */
  listPriceMinor: number;
  stock: number;
  /** Always has 品类; the other keys depend on it (材质, 颜色, 尺码, 适用人群, 季节, 容量 …). */
  attributes: Record<string, string | string[]>;
  tags: string[];
  crossBorder: boolean;
  createdAt: Date;
  /** Consumables only: days after which a household usually needs it again. */
  replenishDays?: number;
  imagePath: string;
}

export interface DemoCustomer {
  externalId: string;
  /** What the shop shows: a nickname or surname with 女士/先生, never a full personal name. */
  name: string;
  tier: MemberTier;
  points: number;
  city: string;
  province: string;
  /** MM-DD. */
  birthday: string;
  registeredAt: Date;
}

/** What a customer said about the use of their data. Who is not among them was never asked. */
export interface DemoConsent {
  customerExternalId: string;
  at: Date;
  personalization: boolean;
  marketing: boolean;
}

export interface DemoOrderLine {
  productExternalId: string;
  title: string;
  quantity: number;
  unitPriceMinor: number;
  /** Chosen colour and size, for goods that have them. */
  variant?: string;
}

export interface ShipTo {
  province: string;
  city: string;
  district?: string;
}

export interface TrackingStep {
  at: Date;
  text: string;
}

export interface DemoOrder {
  externalId: string;
  customerExternalId: string;
  status: OrderStatus;
  createdAt: Date;
  paidAt?: Date;
  shippedAt?: Date;
  deliveredAt?: Date;
  carrier?: Carrier;
  trackingNumber?: string;
  shipTo: ShipTo;
  lines: DemoOrderLine[];
  itemsMinor: number;
  shippingMinor: number;
  discountMinor: number;
  /** itemsMinor + shippingMinor - discountMinor. */
  totalMinor: number;
  tracking: TrackingStep[];
}

export interface DemoCoupon {
  id: string;
  codePrefix: string;
  title: string;
  /** 满减, 折扣, 立减, 包邮, 赠品. */
  kind: 'threshold' | 'percent' | 'amount' | 'shipping' | 'gift';
  thresholdMinor: number;
  /** What it takes off; for a gift, what the gift is worth. Absent for kind percent. */
  valueMinor?: number;
  /** Kind percent only: 12 means 88 折. */
  percentOff?: number;
  /** Kind gift only. */
  giftProductExternalId?: string;
  scope: { categories?: string[] };
  validFrom: Date;
  validUntil: Date;
  totalCap: number;
  perCustomerCap: number;
  budgetMinor: number;
  memberTiers?: MemberTier[];
  /** Given to one customer by the shop, rather than claimed by anybody. */
  personal: boolean;
  description: string;
}

export interface DemoCampaign {
  id: string;
  name: string;
  goal: string;
  audience: CampaignAudience;
  delivery: CampaignDelivery;
  arms: CampaignArm[];
  couponIds: string[];
  caps: { perCustomer: number };
  priority: number;
  startsAt: Date;
  endsAt: Date;
  /** Share of the audience that gets nothing, to measure the effect against; 0 to 1. */
  holdoutShare: number;
  message: string;
}

export interface DemoShop {
  categories: DemoCategory[];
  products: DemoProduct[];
  customers: DemoCustomer[];
  consents: DemoConsent[];
  orders: DemoOrder[];
  coupons: DemoCoupon[];
  campaigns: DemoCampaign[];
}
