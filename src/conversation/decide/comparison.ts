import { comparingIn } from '../comparison.js';
import type { Decision } from '../decision.js';
import { type DecideInput, upsetIn } from './input.js';

/** Pairs that are offered when it is not clear which of many are meant. */
const pairs = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const;

/** "这两个有什么区别", "对比一下 A 和 B": side by side, or which are meant. */
export function comparison(input: DecideInput): Decision | undefined {
  const { understanding, dialogue, command, evidence } = input;
  const comparing = command ? undefined : comparingIn(understanding, dialogue.topic?.products);
  if (!comparing) return undefined;
  if (comparing.kind === 'unclear')
    return {
      kind: 'clarify',
      choices: pairs.map(([one, other]) => ({
        payload: `对比第${one}个和第${other}个`,
        title: `对比第 ${one} 款和第 ${other} 款`,
      })),
      confidence: 1,
      why: `wants ${comparing.shown.length} products compared, which is too many at once`,
    };
  // Names that the shop has not leave the text to what matching found.
  if (!evidence.comparison) return undefined;
  const upset = upsetIn(input);
  return {
    kind: 'answer',
    from: 'comparison',
    ...evidence.comparison,
    upset,
    why: 'wants products compared',
  };
}
