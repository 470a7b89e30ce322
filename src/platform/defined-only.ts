/** `{name: value}` when there is a value: keeps optional fields absent instead of undefined. */
export function definedOnly<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: Value });
}
