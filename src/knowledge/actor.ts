/** Who does something: a member of staff, or the system itself (first start, command line). */
export type Actor = { type: 'staff'; id: string } | { type: 'system'; id: string };

/** The staff row that a version points to; the system has none. */
export function staffIdOf(actor: Actor): { createdById?: string } {
  return actor.type === 'staff' ? { createdById: actor.id } : {};
}
