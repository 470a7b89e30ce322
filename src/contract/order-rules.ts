import { z } from 'zod';
import { orderStatus } from './cards.js';
import { entryId } from './knowledge.js';
import { orderAction, orderRequestDetail } from './order-actions.js';

const line = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `at most ${max} characters`);
const id = z
  .string()
  .max(60, 'at most 60 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and "-" only');
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD, such as 06-18; quote it in YAML');

/** What a template may hold in braces. Words between square brackets are left out when a value in them is not known. */
export const placeholders = [
  'product',
  'reason',
  'quantity',
  'address',
  'phone',
  'size',
  'colour',
  'invoiceTitle',
  'taxNumber',
  'email',
  'amount',
  'paid',
  'deadline',
  'daysLeft',
  'freight',
] as const;
export type Placeholder = (typeof placeholders)[number];

const template = line(400).superRefine((text, context) => {
  for (const [, name = ''] of text.matchAll(/\{([^}]*)\}/g)) {
    if (!placeholders.some((known) => known === name))
      context.addIssue({
        code: 'custom',
        message: `there is no placeholder {${name}}; known are ${placeholders.join(', ')}`,
      });
  }
  if (!/^(?:[^[\]{}]|\{\w+\}|\[(?:[^[\]{}]|\{\w+\})*\])*$/.test(text))
    context.addIssue({
      code: 'custom',
      message: 'brackets or braces are not closed, or stand in each other',
    });
});

/** Which products: every condition that is given must hold; of the values in one, any. */
export const productCondition = z
  .strictObject({
    categories: z.array(line(60)).min(1).max(50).optional(),
    tags: z.array(line(60)).min(1).max(50).optional(),
    attributes: z.record(line(60), z.array(line(60)).min(1).max(50)).optional(),
    crossBorder: z.boolean().optional(),
  })
  .refine((condition) => Object.keys(condition).length > 0, 'needs at least one condition');
export type ProductCondition = z.infer<typeof productCondition>;

/** Products that rules speak about. A product belongs to the group when one of the conditions fits it. */
const productGroup = z.strictObject({ id, anyOf: z.array(productCondition).min(1).max(20) });

/** Whose doing it is, which decides who pays the parcel back. */
export const fault = z.enum(['customer', 'shop']);

const reason = z.strictObject({
  id,
  /** As the customer taps it. */
  label: line(20),
  /** Words by which it is known in what the customer types. */
  words: z.array(line(20)).max(40).default([]),
  fault,
  actions: z.array(orderAction).min(1),
  /** What must be known as well for this reason. */
  asks: z.array(orderRequestDetail.extract(['size', 'colour'])).default([]),
});
export type OrderReason = z.infer<typeof reason>;

/** A yearly sale, both days included, in the shop's time zone. */
const sale = z.strictObject({ id, from: monthDay, until: monthDay });

const condition = z.strictObject({
  status: z.array(orderStatus).min(1).optional(),
  /** One of the products concerned is in one of these groups. */
  groups: z.array(id).min(1).optional(),
  /** Every product concerned is in one of these groups. */
  onlyGroups: z.array(id).min(1).optional(),
  reasons: z.array(id).min(1).optional(),
  fault: fault.optional(),
  /** Paid during one of these sales. */
  paidDuring: z.array(id).min(1).optional(),
});

/** Days and months end with the day, in the shop's time zone, the day of the event being day 0; hours run exactly. */
const within = z
  .strictObject({
    since: z.enum(['created', 'paid', 'shipped', 'delivered']),
    hours: z.int().min(1).max(10_000).optional(),
    days: z.int().min(1).max(4000).optional(),
    months: z.int().min(1).max(120).optional(),
  })
  .refine(
    ({ hours, days, months }) => [hours, days, months].filter((each) => each !== undefined).length === 1,
    'needs exactly one of hours, days and months',
  );
export type RuleWindow = z.infer<typeof within>;

const ruleBase = {
  id,
  action: orderAction,
  when: condition.default({}),
  /** Knowledge entry that explains it. */
  entry: entryId,
  /** Other actions to point to when this one is not possible; the first that is possible on the order is told. */
  instead: z.array(orderAction).max(7).default([]),
};

export const allowRule = z.strictObject({
  ...ruleBase,
  verdict: z.literal('allow'),
  /** `auto`: approved at once, and our copy of the order follows; `person`: staff decide. */
  decide: z.enum(['auto', 'person']),
  within: within.optional(),
  /** Once for a product of an order. */
  once: z.boolean().default(false),
  asks: z
    .array(orderRequestDetail.extract(['address', 'phone', 'quantity', 'invoiceTitle', 'taxNumber', 'email']))
    .default([]),
  /** What the customer gets back: see `order-rules/README.md`. */
  pays: z.enum(['nothing', 'everything', 'goods', 'goods-and-shipping', 'difference']).default('nothing'),
  says: template,
  /** Told when the time is over. */
  late: template.optional(),
  /** Told when there is nothing to pay back. */
  nothing: template.optional(),
});
export type AllowRule = z.infer<typeof allowRule>;

export const refuseRule = z.strictObject({ ...ruleBase, verdict: z.literal('refuse'), says: template });

export const orderRule = z.discriminatedUnion('verdict', [allowRule, refuseRule]);
export type OrderRule = z.infer<typeof orderRule>;

/** One YAML file of `order-rules/`, and the body of `PUT /v1/order-rules`. */
export const orderRules = z
  .strictObject({
    questions: z.strictObject(
      Object.fromEntries(orderRequestDetail.options.map((detail) => [detail, line(120)])) as Record<
        z.infer<typeof orderRequestDetail>,
        ReturnType<typeof line>
      >,
    ),
    /** Who pays the parcel, as {freight} says it. */
    freight: z.strictObject({ customer: line(120), shop: line(120) }),
    groups: z.array(productGroup).max(100).default([]),
    sales: z.array(sale).max(50).default([]),
    reasons: z.array(reason).max(100).default([]),
    /** The first rule of an action whose `when` fits is the one that applies. */
    rules: z.array(orderRule).min(1).max(300),
  })
  .superRefine((rules, context) => {
    for (const { path, message } of contradictions(rules))
      context.addIssue({ code: 'custom', path, message });
  });
export type OrderRules = z.infer<typeof orderRules>;

interface Contradiction {
  path: (string | number)[];
  message: string;
}

/** What no single field shows: names used twice, names that lead nowhere, cases that no rule covers. */
function contradictions(file: {
  groups: { id: string }[];
  sales: { id: string }[];
  reasons: OrderReason[];
  rules: OrderRule[];
}): Contradiction[] {
  const found: Contradiction[] = [];
  for (const list of ['groups', 'sales', 'reasons', 'rules'] as const) {
    const seen = new Set<string>();
    for (const [index, each] of file[list].entries()) {
      if (seen.has(each.id))
        found.push({ path: [list, index, 'id'], message: `the id "${each.id}" is used before` });
      seen.add(each.id);
    }
  }
  const ids = (list: { id: string }[]) => new Set(list.map((each) => each.id));
  const groups = ids(file.groups);
  const known = { groups, onlyGroups: groups, paidDuring: ids(file.sales), reasons: ids(file.reasons) };
  for (const [index, rule] of file.rules.entries()) {
    const at = (...path: (string | number)[]) => ['rules', index, ...path];
    for (const field of ['groups', 'onlyGroups', 'paidDuring', 'reasons'] as const) {
      for (const [place, name] of (rule.when[field] ?? []).entries()) {
        if (!known[field].has(name))
          found.push({ path: at('when', field, place), message: `there is no "${name}" in this file` });
      }
    }
    if (rule.verdict === 'refuse') continue;
    if (rule.within && rule.late === undefined)
      found.push({ path: at('late'), message: 'is needed: the rule has a time limit' });
    if (rule.pays !== 'nothing' && rule.nothing === undefined)
      found.push({ path: at('nothing'), message: 'is needed: there may be nothing to pay back' });
  }
  const labels = new Set<string>();
  for (const [index, { label, actions }] of file.reasons.entries()) {
    for (const action of actions) {
      if (labels.has(`${action} ${label}`))
        found.push({
          path: ['reasons', index, 'label'],
          message: `"${label}" is used before for ${action}`,
        });
      labels.add(`${action} ${label}`);
    }
  }
  for (const action of orderAction.options) {
    const index = file.rules.findLastIndex((rule) => rule.action === action);
    const last = file.rules[index];
    if (last === undefined) found.push({ path: ['rules'], message: `there is no rule for ${action}` });
    else if (Object.keys(last.when).length > 0)
      found.push({
        path: ['rules', index, 'when'],
        message: `the last rule for ${action} must fit everything: leave "when" out`,
      });
  }
  return found;
}
