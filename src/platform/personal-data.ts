/**
 * How a slice tells what it keeps of a person: which rows, what they are called to that person, and what becomes of
 * them when the person wants everything deleted or when they are old. `test/personal-data.test.ts` fails for a table
 * that refers to a person and is in no list.
 *
 * `rows`, `set` and `unless` are SQL written in our own code, never made of input. In `rows` these stand for what is
 * known of the person: `$customers`, `$visitors`, `$conversations` (our ids) and `$names` (how the audit calls them).
 */
export interface PersonalTable {
  table: string;
  /** What the rows are, in words that a shopper understands. */
  title: string;
  rows: string;
  /** Columns by which the rows have one order. */
  order?: string;
  /** Columns that a copy for the person leaves out, each with the reason. */
  hides?: Record<string, string>;
  erase: Erase;
  /** Rows that are older than the shop wants to keep such rows: deleted or cleared, a batch at a time. */
  expires?: { after: RetentionPeriod; at: string; set?: string; unless?: string };
}

export type RetentionPeriod = 'messages' | 'traces' | 'events';

export type Erase =
  | { how: 'delete' }
  /** What names the person is taken out; the rest stays, and belongs to nobody. */
  | { how: 'clear'; set: string; keeps: string }
  /** Nothing in the row names anybody once the rows it refers to are cleared. */
  | { how: 'keep'; keeps: string };

export const ofCustomer = (column = 'customerId') => `"${column}" = ANY($customers)`;
export const ofVisitor = (column = 'visitorId') => `"${column}" = ANY($visitors)`;
export const ofConversation = (column = 'conversationId') => `"${column}" = ANY($conversations)`;

/** Rows that refer to rows of another list. */
export function within(column: string, of: Pick<PersonalTable, 'table' | 'rows'>): string {
  return `"${column}" IN (SELECT id FROM "${of.table}" WHERE ${of.rows})`;
}

export const either = (...conditions: string[]) => conditions.map((one) => `(${one})`).join(' OR ');

/** What stands where words of a person stood. */
export const erasedText = '（已按顾客要求删除）';
/** What stands where words stood that are too old to be kept. */
export const expiredText = '（已超过保存期限，内容已清除）';
