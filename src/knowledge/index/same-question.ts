/**
 * Letters and digits only: what has to be equal for two questions to be the same.
 *
 * @param text Normalised.
 */
export function bareText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
