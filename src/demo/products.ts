import { catalog } from './catalog/catalog.js';
import {
  type CategoryTable,
  importedBrands,
  type ProductRow,
  type ProductType,
} from './catalog/product-type.js';
import type { DemoCategory, DemoProduct } from './demo-records.js';
import { personaScripts } from './persona-scripts.js';
import type { Random } from './random.js';
import { type Season, seasonNames } from './season.js';
import { atHour } from './shanghai-time.js';

/** A product together with what steers how it sells; only `product` leaves the generator. */
export interface CatalogProduct {
  product: DemoProduct;
  type: string;
  season: Season;
  lasting: boolean;
  /** Demand relative to other products of the shop; about 1. */
  popularity: number;
  /** 0 for the cheapest product of its type, 1 for the dearest. */
  priceRank: number;
  /** First Shanghai day on which it is on sale. */
  onSaleFrom: number;
}

/** Type and position of what the personas' scripts name. */
const scripted: ReadonlySet<string> = new Set(
  personaScripts.flatMap(({ orders }) =>
    orders.flatMap(({ items }) => items.map(([type, position]) => `${type} ${position}`)),
  ),
);

/** Categories with their sub-types, in shop order. */
export function listCategories(): DemoCategory[] {
  return catalog.map(({ id, name, types }) => ({ id, name, types: types.map((entry) => entry.type) }));
}

/**
 * Builds all products. Staples, that is the first product of every type and what the personas have bought, are
 * always in stock and have been on sale for two years;
 * of the others some are out of stock and some are new.
 * @param today Shanghai day number that counts as the present.
 */
export function buildProducts(random: Random, today: number): CatalogProduct[] {
  const built: CatalogProduct[] = [];
  for (const category of catalog) {
    for (const type of category.types) {
      const prices = type.rows.map((row) => row[2]).sort((a, b) => a - b);
      type.rows.forEach((row, position) => {
        const stream = random.fork(`${row[0]} ${row[1]}`);
        const externalId = `P${10001 + built.length}`;
        const isStaple = position === 0 || scripted.has(`${type.type} ${position}`);
        const onSaleFrom = isStaple ? today - stream.int(740, 900) : today - ageInDays(stream);
        built.push({
          product: buildProduct({ externalId, category, type, row, isStaple, onSaleFrom, random: stream }),
          type: type.type,
          season: seasonOfRow(type, row),
          lasting: type.lasting === true,
          popularity: Math.exp(stream.normal() * 0.55) * (position === 0 ? 1.4 : 1),
          priceRank: prices.length > 1 ? prices.indexOf(row[2]) / (prices.length - 1) : 0.4,
          onSaleFrom,
        });
      });
    }
  }
  return built;
}

interface BuildInput {
  externalId: string;
  category: CategoryTable;
  type: ProductType;
  row: ProductRow;
  isStaple: boolean;
  onSaleFrom: number;
  random: Random;
}

function buildProduct({
  externalId,
  category,
  type,
  row,
  isStaple,
  onSaleFrom,
  random,
}: BuildInput): DemoProduct {
  const [brand, name, yuan] = row;
  const priceMinor = Math.round(yuan * 100);
  return {
    externalId,
    title: `${brand} ${name}`,
    description: describe(type, name, random),
    category: category.name,
    brand,
    priceMinor,
    listPriceMinor: listPrice(priceMinor, random),
    stock: !isStaple && random.chance(0.07) ? 0 : Math.round(8 + 220 * random.next() ** 2),
    attributes: attributesOf(type, row, random),
    tags: [type.type, ...type.tags],
    crossBorder: importedBrands.has(brand),
    createdAt: new Date(atHour(onSaleFrom, random.between(9, 18))),
    ...(type.replenishDays === undefined ? {} : { replenishDays: type.replenishDays }),
    imagePath: `/demo/products/${externalId}.svg`,
  };
}

function ageInDays(random: Random): number {
  return random.chance(0.72) ? random.int(560, 900) : random.int(4, 540);
}

function listPrice(priceMinor: number, random: Random): number {
  if (random.chance(0.3)) return priceMinor;
  const raised = priceMinor * random.between(1.08, 1.45);
  const step = raised > 20000 ? 1000 : 100;
  return Math.max(priceMinor, Math.ceil(raised / step) * step - (step === 1000 ? 100 : 10));
}

function describe(type: ProductType, name: string, random: Random): string {
  const points = random.shuffle(type.points).slice(0, 2);
  return `${name.replaceAll(' ', '，')}。${points.join('')}`;
}

function attributesOf(type: ProductType, row: ProductRow, random: Random): Record<string, string | string[]> {
  const attributes: Record<string, string | string[]> = { 品类: type.type };
  if (type.colours) attributes.颜色 = random.shuffle(type.colours).slice(0, random.int(2, 4));
  if (type.sizes) attributes.尺码 = [...type.sizes];
  attributes.季节 = [...seasonNames[type.season ?? 'all']];
  for (const own of [type.attributes, row[3]]) {
    for (const [key, value] of Object.entries(own ?? {})) {
      attributes[key] = typeof value === 'string' ? value : [...value];
    }
  }
  return attributes;
}

/** A row that names its own 季节 sells in that season rather than in its type's. */
function seasonOfRow(type: ProductType, row: ProductRow): Season {
  const own = row[3]?.季节;
  if (own === undefined) return type.season ?? 'all';
  const names = typeof own === 'string' ? [own] : own;
  if (names.length > 1) return 'mild';
  if (names[0] === '冬季') return 'winter';
  return names[0] === '夏季' ? 'summer' : 'mild';
}
