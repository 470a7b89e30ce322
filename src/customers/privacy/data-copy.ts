import type { PersonalTable } from '../../platform/personal-data.js';
import type { PersonalRows, PersonKeys } from './personal-rows-store.js';

export interface DataCopyNeeds {
  rows: Pick<PersonalRows, 'copy'>;
  tables: readonly PersonalTable[];
  /** Opens what is stored encrypted; anything else it gives back as it is. @param place such as `Customer.phone` */
  open(text: string, place: string): string;
  /** Where the person can fetch an upload, for a while. */
  attachmentLink(row: Record<string, unknown>): string | undefined;
  clock: () => Date;
}

/** Of tables: columns and the reason why a copy leaves them out. */
type Section = { title: string; leftOut?: Record<string, string>; rows: unknown[] };

/**
 * Everything that is stored about a person, as JSON text in pieces, so that however much there is, little of it is in
 * memory at a time: `{format, writtenAt, sections: {Table: {title, leftOut?, rows}}}`.
 */
export async function* writeDataCopy(
  { rows, tables, open, attachmentLink, clock }: DataCopyNeeds,
  keys: PersonKeys,
): AsyncGenerator<string> {
  const head = { format: 'zhanggui-personal-data/1', writtenAt: clock().toISOString() };
  yield `${JSON.stringify(head).slice(0, -1)},"sections":{`;
  for (const [index, table] of [...tables].reverse().entries()) {
    const { title, hides } = table;
    const section: Omit<Section, 'rows'> = { title, ...(hides ? { leftOut: hides } : {}) };
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(table.table)}:${JSON.stringify(section).slice(0, -1)},"rows":[`;
    let isFirst = true;
    for await (const page of rows.copy(table, keys)) {
      for (const row of page) {
        const link = table.table === 'Attachment' ? attachmentLink(row) : undefined;
        const shown = { ...(readable(row, table.table, open) as object), ...(link ? { link } : {}) };
        yield `${isFirst ? '' : ','}\n${JSON.stringify(shown)}`;
        isFirst = false;
      }
    }
    yield ']}';
  }
  yield '}}\n';
}

/** A key that is gone must not keep somebody from the rest. */
const unreadable = '（加密内容，密钥已更换，无法显示）';

function readable(value: unknown, place: string, open: DataCopyNeeds['open']): unknown {
  if (typeof value === 'string') {
    try {
      return open(value, place);
    } catch {
      return unreadable;
    }
  }
  if (Array.isArray(value)) return value.map((one) => readable(one, place, open));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, readable(one, `${place}.${name}`, open)]),
  );
}
