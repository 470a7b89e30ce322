import type { SegmentLeaf, SegmentRule } from '../../contract/segments.js';
import { invalidInput } from '../../platform/errors.js';
import { choiceFields, dateFields, numberFields } from './segment-fields.js';

/** A condition that stands by itself. */
export type PlainLeaf = Exclude<SegmentLeaf, { kind: 'segment' }>;

/** A rule whose segments have been put in. */
export type ResolvedRule =
  | PlainLeaf
  | { kind: 'segment'; name: string; rule: ResolvedRule }
  | { kind: 'all'; rules: ResolvedRule[] }
  | { kind: 'any'; rules: ResolvedRule[] }
  | { kind: 'not'; rule: ResolvedRule };

export type SegmentLookup = ReadonlyMap<string, { name: string; rule: SegmentRule }>;

/** Segments within segments within …: no deeper than this. */
const mostNesting = 4;
/** Conditions once every segment is put in: segments that refer to each other twice would double at each step. */
const mostResolved = 400;

/**
 * Puts the rules of other segments in.
 * @param own the segment whose rule this is; it must not come up again
 * @throws AppError `invalid-input` for a segment that is not there, a circle, or too much
 */
export function resolveRule(rule: SegmentRule, segments: SegmentLookup, own?: string): ResolvedRule {
  let left = mostResolved;
  const refuse = (message: string) => invalidInput([{ path: 'rule', message }], message);
  const walk = (at: SegmentRule, trail: readonly string[]): ResolvedRule => {
    switch (at.kind) {
      case 'all':
      case 'any':
        return { kind: at.kind, rules: at.rules.map((each) => walk(each, trail)) };
      case 'not':
        return { kind: 'not', rule: walk(at.rule, trail) };
      case 'segment': {
        const { segmentId } = at;
        if (trail.includes(segmentId)) throw refuse('分群不能绕一圈引用到自己。');
        if (trail.length > mostNesting) throw refuse(`分群最多引用 ${mostNesting} 层。`);
        const found = segments.get(segmentId);
        if (!found) throw refuse('引用的分群不存在，可能已经被删掉了。');
        return { kind: 'segment', name: found.name, rule: walk(found.rule, [...trail, segmentId]) };
      }
      default:
        left -= 1;
        if (left < 0) throw refuse(`连同引用的分群，最多 ${mostResolved} 个条件。`);
        return at;
    }
  };
  return walk(rule, own === undefined ? [] : [own]);
}

/** Ids of the segments that a rule names itself. */
export function segmentsIn(rule: SegmentRule): string[] {
  if (rule.kind === 'segment') return [rule.segmentId];
  if (rule.kind === 'all' || rule.kind === 'any') return rule.rules.flatMap(segmentsIn);
  return rule.kind === 'not' ? segmentsIn(rule.rule) : [];
}

/** Whether a rule looks at anything that needs consent to personalisation. */
export function looksAtPersonal(rule: ResolvedRule): boolean {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return rule.rules.some(looksAtPersonal);
    case 'not':
    case 'segment':
      return looksAtPersonal(rule.rule);
    case 'number':
      return numberFields[rule.figure].basic !== true;
    case 'date':
      return dateFields[rule.figure].basic !== true;
    case 'choice':
      return choiceFields[rule.figure].basic !== true;
    case 'consent':
      return false;
    default:
      return true;
  }
}
