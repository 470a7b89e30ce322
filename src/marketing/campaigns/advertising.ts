import type { CampaignDelivery } from '../../contract/campaigns.js';

/** About an order that the customer has placed: to carry out the contract, not to sell more (PIPL Art. 13, 1 (2)). */
const serviceTriggers: readonly string[] = ['unpaid-order', 'delivered'];
/** What looks at behaviour or at a computed profile, and so needs consent to personalisation beside that to advertising. */
const profilingTriggers: readonly string[] = ['abandoned-cart', 'replenishment', 'price-drop', 'churn-risk'];

/** Whether a campaign advertises. One about an order does not, as long as it carries no offer (checked when saved). */
export function isMarketing(delivery: CampaignDelivery): boolean {
  return delivery.kind !== 'trigger' || !serviceTriggers.includes(delivery.on);
}

export function needsProfile(delivery: CampaignDelivery): boolean {
  return delivery.kind === 'trigger' && profilingTriggers.includes(delivery.on);
}
