import type { FieldError } from '../../contract/ack.js';
import type { CampaignContent } from '../../contract/campaigns.js';
import { isMarketing } from './advertising.js';
import { variablesOf, wrongVariables } from './message-template.js';

export interface KnownCoupon {
  externalId: string;
  title: string;
  status: string;
  distribution: string;
  validFrom: Date;
  validUntil: Date;
}

/**
 * What the shape alone does not tell: one sentence a wrong field, for whoever edits. Pure.
 * @param known.starting what may still be missing of a draft is not any more
 */
export function checkCampaign(
  content: CampaignContent,
  known: {
    coupons: ReadonlyMap<string, KnownCoupon>;
    segmentIds: ReadonlySet<string>;
    starting?: boolean;
  },
): FieldError[] {
  const { coupons, segmentIds } = known;
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  const { arms, delivery, audience, layer } = content;
  const [startsAt, endsAt] = [new Date(content.startsAt), new Date(content.endsAt)];
  if (endsAt <= startsAt) wrong('endsAt', '结束时间要晚于开始时间');
  if (endsAt.getTime() - startsAt.getTime() > 366 * 86_400_000) wrong('endsAt', '活动最长一年');
  if (layer && layer.from >= layer.to) wrong('layer.to', '互斥层的终点要大于起点');
  for (const { path, segmentId } of segmentsOf(audience, 'audience'))
    if (!segmentIds.has(segmentId)) wrong(path, '没有这个分群');
  if (audience.kind === 'habits' && Object.keys(audience.rule).length === 0)
    wrong('audience.rule', '至少要有一个条件；要面向所有人请选“全部顾客”');
  for (const [index, arm] of arms.entries()) {
    const at = (field: string) => `arms.${index}.${field}`;
    if (arms.findIndex((other) => other.id === arm.id) !== index) wrong(at('id'), '组名不能重复');
    const { offer } = arm;
    if (delivery.kind === 'chat' && offer.kind !== 'coupon')
      wrong(at('offer'), '在聊天里合适时出示的活动，每组都要有一张券');
    if (delivery.kind !== 'chat' && arm.message === '') wrong(at('message'), '主动发出的活动要写好消息');
    if (!isMarketing(delivery) && offer.kind !== 'none')
      wrong(at('offer'), '服务提醒里不能带券或推荐商品，带了就算营销');
    for (const name of wrongVariables(arm.message, variablesOf(delivery, offer.kind === 'coupon')))
      wrong(at('message'), name === '{' ? '花括号没有配对' : `这里不能用变量 {${name}}`);
    if (offer.kind !== 'coupon') continue;
    const coupon = coupons.get(offer.couponId);
    if (!coupon) wrong(at('offer.couponId'), '没有这张券');
    else if (coupon.distribution !== 'claim')
      wrong(at('offer.couponId'), `「${coupon.title}」不是领取的券，不能在活动里发`);
    else if (coupon.status === 'ended')
      wrong(at('offer.couponId'), `「${coupon.title}」已经停发了，请换一张`);
    else if (known.starting && coupon.status !== 'active')
      wrong(at('offer.couponId'), `「${coupon.title}」还没有启用，启用后再开始活动`);
    else if (coupon.validUntil <= startsAt || coupon.validFrom >= endsAt)
      wrong(at('offer.couponId'), `「${coupon.title}」在活动期间不能用`);
  }
  return errors;
}

/** Which design fields differ. Pure; both sides as the contract reads them. */
export function changedDesign(
  before: CampaignContent,
  after: CampaignContent,
  fields: readonly (keyof CampaignContent)[],
): string[] {
  return fields.filter((field) => stable(before[field]) !== stable(after[field]));
}

/** JSON with sorted keys: two that mean the same are the same text. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export interface OtherCampaign {
  name: string;
  content: CampaignContent;
}

/** Segments that an audience refers to, also deep within a rule, and where. Pure. */
export function segmentsOf(part: unknown, path: string): { path: string; segmentId: string }[] {
  if (part === null || typeof part !== 'object') return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'segmentId' && typeof value === 'string'
      ? [{ path: `${path}.segmentId`, segmentId: value }]
      : segmentsOf(value, `${path}.${key}`),
  );
}

/** Campaigns that could reach the same people although both are in one layer, which promises that they do not. Pure. */
export function layerClashes(content: CampaignContent, others: readonly OtherCampaign[]): FieldError[] {
  const { layer } = content;
  if (!layer) return [];
  return others
    .filter(({ content: other }) => other.layer?.name === layer.name && areTogether(content, other))
    .filter(({ content: other }) => !areApart(layer, other.layer))
    .map(({ name }) => ({
      path: 'layer',
      message: `和活动「${name}」在互斥层「${layer.name}」里重叠了，请错开两边的范围`,
    }));
}

type Layer = CampaignContent['layer'];

function areTogether(one: CampaignContent, other: CampaignContent): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

function areApart(one: Layer, other: Layer): boolean {
  if (!one || one.name !== other?.name) return false;
  return one.to <= other.from || other.to <= one.from;
}

/** What else runs at the same time for the same people or with the same coupon. Pure. */
export function overlapWarnings(content: CampaignContent, others: readonly OtherCampaign[]): string[] {
  const coupons = couponsOf(content);
  return others.flatMap(({ name, content: other }) => {
    if (!areTogether(content, other) || areApart(content.layer, other.layer)) return [];
    const shared = couponsOf(other).filter((coupon) => coupons.includes(coupon));
    return [
      ...layerClashes(content, [{ name, content: other }]).map(({ message }) => `${message}。`),
      ...(shared.length > 0
        ? [`活动「${name}」同时也在发券 ${shared.join('、')}，两边会一起消耗它的额度。`]
        : []),
      ...(stable(content.audience) === stable(other.audience)
        ? [`活动「${name}」同时面向同一群顾客，效果会混在一起；想分开可以放进同一个互斥层。`]
        : []),
    ];
  });
}

/** External ids of the coupons that a campaign gives away. */
export function couponsOf({ arms }: Pick<CampaignContent, 'arms'>): string[] {
  return [...new Set(arms.flatMap(({ offer }) => (offer.kind === 'coupon' ? [offer.couponId] : [])))];
}
