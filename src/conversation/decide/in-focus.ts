import type { Decision } from '../decision.js';
import { ordinalIn } from '../order-pick.js';
import { poolOutcomes } from '../pool-outcomes.js';
import { carryOut } from './carry-out.js';
import { type DecideInput, upsetIn } from './input.js';

const pointing =
  /这个|那个|这款|那款|这双|这件|那件|刚才|刚刚|它|第\s*[一二两三四五六七八九1-9]|最后(?:一|那)/;
/** What a product's card tells: price, stock, a look at it. */
const onTheCard =
  /^(?:那|我(?:想)?(?:要|看看?|看下)?|就)*(?:第?.{0,4}(?:个|款|双|件|条)|它|刚[才刚](?:的|那[个款双件]))?(?:呢|吧|的?(?:多少钱|什么价|价格|几块|多钱|贵吗|有货吗?|有没有货|有吗|怎么样|好吗|看看|详情|链接))?(?:呢|啊|呀)?[?]?$/;

/** "第二个多少钱": a product that is on the screen is shown again, with its price and stock. */
export function shownProduct(input: DecideInput): Decision | undefined {
  const { products } = input.dialogue.topic ?? {};
  const { normalized } = input.understanding;
  if (!products || input.command || !pointing.test(normalized) || !onTheCard.test(normalized))
    return undefined;
  const nth = ordinalIn(normalized) ?? (products.length === 1 ? 1 : undefined);
  const product = nth === undefined ? undefined : products.at(nth === -1 ? -1 : nth - 1);
  if (!product) return undefined;
  const why = `points at ${product.productId}, shown before`;
  return { kind: 'answer', from: 'shown', product, upset: upsetIn(input), why };
}

const aboutAnOrder =
  /到哪|到了吗?|发货|物流|快递|进度|单号|状态|什么时候|啥时候|呢$|怎么样|看看|详情|^第?.{1,3}[个笔单]$/;

/** "第二个到哪了": one of the orders on the screen. */
export function pointsAtShownOrder({
  understanding,
  dialogue,
  command,
}: Pick<DecideInput, 'understanding' | 'dialogue' | 'command'>): boolean {
  const { normalized } = understanding;
  const shown = dialogue.topic?.orders ?? [];
  return !command && shown.length > 1 && ordinalIn(normalized) !== undefined && aboutAnOrder.test(normalized);
}

export function shownOrder(input: DecideInput): Decision | undefined {
  if (!input.person.customerId || !pointsAtShownOrder(input)) return undefined;
  const why = 'points at one of the orders shown';
  return { kind: 'perform', action: 'order-status', intentId: '', upset: upsetIn(input), why };
}

const goesOn =
  /还有|别的|其他|其它|再来|再看|再推|换[一几个]|便宜|平价|实惠|划算|贵了|贵一?点|高档|好一?点的|大一?点|小一?点|男款|女款/;
/** Longer texts say what they want without what went before. */
const shortContinuation = 14;

/** "还有别的吗", "便宜点的", "500以内的" after a suggestion go on with it. */
export function nextSuggestion(input: DecideInput): Decision | undefined {
  const { dialogue, understanding, command, knowledge, evidence } = input;
  const intent = dialogue.topic?.kind === 'intent' ? knowledge.intent(dialogue.topic.id) : undefined;
  if (command || !dialogue.wish || intent?.action !== 'recommend') return undefined;
  if (!continuesSuggestion(understanding)) return undefined;
  // A question that is surely another one stays that: "还有优惠券吗".
  const best = evidence.match && poolOutcomes(evidence.match, knowledge)[0];
  const bargains = best?.best.id === 'bargain' || /便宜|平价|实惠/.test(understanding.normalized);
  const sure = best !== undefined && best.confidence >= (evidence.match?.bars.answer ?? 1);
  const isSuggestion = best?.best.kind === 'intent' && knowledge.intent(best.best.id)?.action === 'recommend';
  if (sure && !isSuggestion && !bargains) return undefined;
  return carryOut(input, intent, 1, 'goes on with the suggestion');
}

/** Whether a text can be about the suggestion before it. */
export function continuesSuggestion({
  normalized,
  slots,
  priceRange,
}: DecideInput['understanding']): boolean {
  if (Array.from(normalized).length > shortContinuation) return false;
  const condition = priceRange ?? slots.colour ?? slots.brand;
  return condition !== undefined || goesOn.test(normalized);
}
