/** A detail as it stands in a text. */
export interface Detail {
  value: string;
  start: number;
  end: number;
}

/** Mobile numbers of mainland China begin with 13 to 19 and have eleven digits; spaces or dashes after the third and seventh. */
const mobile = /(?<![\d.])(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?![\d.]\d|\d)/g;
/** Fixed lines only with the dash after the area code, else they look like order numbers. */
const landline = /(?<![\d-])0\d{2,3}-\d{7,8}(?![\d-])/g;
/** Lengths as in RFC 5321; what stands before @ is read from its beginning, so that no run is read twice. */
const email =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![A-Za-z0-9-])/g;

/** @returns phone numbers without spaces, dashes and +86, in the order of the text */
export function findPhones(text: string): Detail[] {
  const found = [...text.matchAll(mobile)].map((match) => ({
    value: `${match[1]}${match[2]}${match[3]}`,
    ...placeOf(match),
  }));
  for (const match of text.matchAll(landline)) found.push({ value: match[0], ...placeOf(match) });
  return found.sort((a, b) => a.start - b.start);
}

/** @returns addresses in lower case, in the order of the text */
export function findEmails(text: string): Detail[] {
  return [...text.matchAll(email)].map((match) => ({ value: match[0].toLowerCase(), ...placeOf(match) }));
}

export function placeOf({ 0: said, index }: RegExpExecArray): { start: number; end: number } {
  return { start: index, end: index + said.length };
}
