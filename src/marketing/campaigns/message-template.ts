import type { CampaignDelivery } from '../../contract/campaigns.js';

/** What a message may name, each filled at the moment of sending. */
export type TemplateVariable = '称呼' | '商品' | '订单号' | '价格' | '券' | '截止';

const aboutProduct = ['abandoned-cart', 'unpaid-order', 'delivered', 'replenishment', 'price-drop'];
const aboutOrder = ['unpaid-order', 'delivered'];

/** The variables that a campaign of this kind can fill. */
export function variablesOf(delivery: CampaignDelivery, withCoupon: boolean): Set<TemplateVariable> {
  const names = new Set<TemplateVariable>(['称呼']);
  if (withCoupon) names.add('券').add('截止');
  if (delivery.kind !== 'trigger') return names;
  if (aboutProduct.includes(delivery.on)) names.add('商品');
  if (aboutOrder.includes(delivery.on)) names.add('订单号');
  if (delivery.on === 'price-drop') names.add('价格');
  return names;
}

/** Names in braces that cannot be filled, and braces that are not closed (as `{`). Pure. */
export function wrongVariables(template: string, known: ReadonlySet<string>): string[] {
  const named = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name.trim());
  const left = template.replace(/\{[^{}]*\}/g, '');
  return [...new Set([...named.filter((name) => !known.has(name)), ...(/[{}]/.test(left) ? ['{'] : [])])];
}

/** @returns undefined when something that is named is not known: then nothing is sent rather than half a sentence */
export function fillTemplate(
  template: string,
  values: Partial<Record<TemplateVariable, string>>,
): string | undefined {
  let complete = true;
  const text = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = values[name.trim() as TemplateVariable];
    if (value === undefined || value === '') complete = false;
    return value ?? '';
  });
  return complete ? text : undefined;
}
