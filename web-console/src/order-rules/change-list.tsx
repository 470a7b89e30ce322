import type { RulesChange } from './rules-diff.js';

/** What differs between two versions of the rules, with what came and what went. */
export function ChangeList({ changes }: { changes: readonly RulesChange[] }) {
  return (
    <div className="diff">
      {changes.map(({ key, title, parts }) => (
        <div key={key}>
          <div className="diff-name">{title}</div>
          <p className="diff-text">
            {parts.map(({ kind, words }, index) => {
              const at = `${index}:${kind}`;
              if (kind === 'same') return <span key={at}>{words}</span>;
              return kind === 'added' ? <ins key={at}>{words}</ins> : <del key={at}>{words}</del>;
            })}
          </p>
        </div>
      ))}
    </div>
  );
}
