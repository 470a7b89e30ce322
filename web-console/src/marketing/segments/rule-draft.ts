import type { ConsentPurpose } from '../../../../src/contract/http.js';
import type {
  ChoiceFigure,
  DateFigure,
  NumberFigure,
  SegmentFields,
  SegmentLeaf,
  SegmentRule,
} from '../../../../src/contract/segments.js';

/** A condition while it is filled in: like the contract's, with holes. */
export type LeafDraft =
  | { kind: 'number'; figure: NumberFigure; op: 'at-least' | 'at-most' | 'equals'; value: number | null }
  | {
      kind: 'date';
      figure: DateFigure;
      op: 'within-last' | 'longer-ago' | 'within-next';
      days: number | null;
    }
  | { kind: 'choice'; figure: ChoiceFigure; values: string[] }
  | {
      kind: 'bought';
      what: 'product' | 'category' | 'brand';
      values: string[];
      /** Undefined: at any time. */
      withinDays?: number | null;
    }
  | { kind: 'consent'; purpose: ConsentPurpose; state: 'granted' | 'declined' | 'never-asked' }
  | { kind: 'tag'; values: string[] }
  | { kind: 'birthday'; withinDays: number | null }
  | { kind: 'segment'; segmentId: string | null };

/** `id` is for drawing only. */
export interface LeafNode {
  id: number;
  negated: boolean;
  leaf: LeafDraft;
}
export interface GroupNode {
  id: number;
  negated: boolean;
  mode: 'all' | 'any';
  children: RuleNode[];
}
export type RuleNode = LeafNode | GroupNode;

let lastId = 0;
const newId = (): number => ++lastId;

export const isGroup = (node: RuleNode): node is GroupNode => 'children' in node;

export const emptyLeaf = (): LeafNode => ({
  id: newId(),
  negated: false,
  leaf: { kind: 'number', figure: 'orders', op: 'at-least', value: null },
});
export const emptyGroup = (mode: 'all' | 'any' = 'all'): GroupNode => ({
  id: newId(),
  negated: false,
  mode,
  children: [emptyLeaf()],
});

/** A stored rule for editing. What is no group stands in one by itself; 不 is a mark on what it is about. */
export function draftOf(rule: SegmentRule): GroupNode {
  const node = nodeOf(rule);
  return isGroup(node) ? node : { id: newId(), negated: false, mode: 'all', children: [node] };
}

function nodeOf(rule: SegmentRule): RuleNode {
  if (rule.kind === 'not') {
    const inner = nodeOf(rule.rule);
    return { ...inner, negated: !inner.negated };
  }
  if (rule.kind === 'all' || rule.kind === 'any')
    return { id: newId(), negated: false, mode: rule.kind, children: rule.rules.map(nodeOf) };
  return { id: newId(), negated: false, leaf: leafDraftOf(rule) };
}

function leafDraftOf(leaf: SegmentLeaf): LeafDraft {
  if (leaf.kind !== 'bought') return leaf;
  const { withinDays, ...rest } = leaf;
  return withinDays === undefined ? rest : { ...rest, withinDays };
}

/** The rule that a draft says; undefined while anything is missing. A group of one says what that one says. */
export function ruleOf(node: RuleNode): SegmentRule | undefined {
  const plain = isGroup(node) ? groupRuleOf(node) : leafOf(node.leaf);
  if (plain === undefined) return undefined;
  return node.negated ? { kind: 'not', rule: plain } : plain;
}

function groupRuleOf({ mode, children }: GroupNode): SegmentRule | undefined {
  const rules: SegmentRule[] = [];
  for (const child of children) {
    const rule = ruleOf(child);
    if (rule === undefined) return undefined;
    rules.push(rule);
  }
  const [only] = rules;
  if (only === undefined) return undefined;
  return rules.length === 1 ? only : { kind: mode, rules };
}

function leafOf(draft: LeafDraft): SegmentLeaf | undefined {
  switch (draft.kind) {
    case 'number':
      return draft.value === null ? undefined : { ...draft, value: draft.value };
    case 'date':
      return draft.days === null ? undefined : { ...draft, days: draft.days };
    case 'bought': {
      const { withinDays, ...rest } = draft;
      if (draft.values.length === 0 || withinDays === null) return undefined;
      return withinDays === undefined ? rest : { ...rest, withinDays };
    }
    case 'choice':
    case 'tag':
      return draft.values.length === 0 ? undefined : draft;
    case 'birthday':
      return draft.withinDays === null ? undefined : { ...draft, withinDays: draft.withinDays };
    case 'segment':
      return draft.segmentId === null ? undefined : { ...draft, segmentId: draft.segmentId };
    case 'consent':
      return draft;
    default:
      return draft satisfies never;
  }
}

/** Puts another node, or none, in the place of one. Emptied groups go with their last child. */
export function replaceNode(root: GroupNode, id: number, next: RuleNode | undefined): GroupNode {
  const children = root.children.flatMap((child): RuleNode[] => {
    if (child.id === id) return next === undefined ? [] : [next];
    if (!isGroup(child)) return [child];
    const changed = replaceNode(child, id, next);
    return changed.children.length === 0 ? [] : [changed];
  });
  return { ...root, children };
}

/** One value for each thing that a condition can look at, for a list to choose from. */
export function fieldKey(leaf: LeafDraft): string {
  return 'figure' in leaf ? `${leaf.kind}:${leaf.figure}` : leaf.kind;
}

/** A condition without answers about what a key of `fieldKey` names. */
export function leafFor(key: string, fields: SegmentFields): LeafDraft {
  const [kind, figure] = key.split(':');
  const number = fields.numbers.find((each) => kind === 'number' && each.figure === figure);
  if (number !== undefined) return { kind: 'number', figure: number.figure, op: 'at-least', value: null };
  const date = fields.dates.find((each) => kind === 'date' && each.figure === figure);
  if (date !== undefined)
    return { kind: 'date', figure: date.figure, op: date.ahead ? 'within-next' : 'within-last', days: null };
  const choice = fields.choices.find((each) => kind === 'choice' && each.figure === figure);
  if (choice !== undefined) return { kind: 'choice', figure: choice.figure, values: [] };
  switch (kind) {
    case 'bought':
      return { kind: 'bought', what: 'category', values: [] };
    case 'consent':
      return { kind: 'consent', purpose: 'marketing', state: 'granted' };
    case 'tag':
      return { kind: 'tag', values: [] };
    case 'birthday':
      return { kind: 'birthday', withinDays: null };
    default:
      return { kind: 'segment', segmentId: null };
  }
}
