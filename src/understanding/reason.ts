import { reasons } from './dictionary/reasons.js';

/** A question whether something is so, or its denial, is no reason: 没有质量问题, 会不会掉色, 过敏怎么办? stays one. */
const denied =
  /(?:没有?|没什么|不是|不会|会不会|是不是|有没有|怕|担心|容易|如果|要是|万一|假如)[^,.?!;]{0,2}$/;
const asked = /^[^,.?!;]{0,3}(?:吗|么|嘛|不\?|没\?)/;

/**
 * Why a shopper returns, cancels or complains, in one of the forms of the dictionary (不想要了, 拍错了, 质量问题, …).
 *
 * @param normalized Text as `normalize` gives it.
 */
export function readReason(normalized: string): string | undefined {
  return reasons.find(({ said }) => {
    const match = said.exec(normalized);
    if (!match) return false;
    const before = normalized.slice(Math.max(0, match.index - 6), match.index);
    return !denied.test(before) && !asked.test(normalized.slice(match.index + match[0].length));
  })?.reason;
}
