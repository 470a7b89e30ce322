import { text } from '../strings.js';
import type { DiffPart, FieldDiff } from './text-diff.js';

/** What changed, field by field: words inside texts, whole lines in lists. */
export function DiffView({ fields }: { fields: readonly FieldDiff[] }) {
  return (
    <div className="diff">
      {fields.map(({ field, shape, parts }) => (
        <div key={field} className="diff-field">
          <div className="diff-name">{text.knowledge.field[field]}</div>
          {shape === 'text' ? (
            <p className="diff-text">{parts.map(inlinePart)}</p>
          ) : (
            <ul className="diff-list">
              {parts
                .filter(({ kind }) => kind !== 'same')
                .map(({ kind, words }) => (
                  <li key={`${kind}:${words}`}>
                    {kind === 'added' ? <ins>{words}</ins> : <del>{words}</del>}
                  </li>
                ))}
            </ul>
          )}
        </div>
      ))}
    </div>
  );
}

function inlinePart({ kind, words }: DiffPart, index: number) {
  const key = `${index}:${kind}`;
  switch (kind) {
    case 'same':
      return <span key={key}>{words}</span>;
    case 'added':
      return <ins key={key}>{words}</ins>;
    case 'removed':
      return <del key={key}>{words}</del>;
    default:
      return kind satisfies never;
  }
}
