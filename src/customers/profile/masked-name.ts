/** A name as staff without the right to see it read it: the first character and stars. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return `${first}${'*'.repeat(Math.min(3, Math.max(1, rest.length)))}`;
}
