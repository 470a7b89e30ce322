import { text } from '../strings.js';

interface TimingsProps {
  turn: Record<string, number>;
  match: Record<string, number> | undefined;
}

const words = text.bench;

/** Milliseconds of each step as bars on one scale; the turn's own figure wins over the match's of the same name. */
export function Timings({ turn, match }: TimingsProps) {
  const rows = [...new Map([...Object.entries(match ?? {}), ...Object.entries(turn)])].sort(
    ([a], [b]) => Number(a === 'total') - Number(b === 'total'),
  );
  const longest = Math.max(0.001, ...rows.map(([, value]) => value));
  return (
    <div className="timings">
      {rows.map(([name, value]) => (
        <div key={name} className={name === 'total' ? 'timing timing-total' : 'timing'}>
          <span>{words.timingName[name] ?? name}</span>
          <span className="score-rail">
            <span style={{ width: `${Math.max(1, (value / longest) * 100)}%` }} />
          </span>
          <span className="number">{words.milliseconds(value)}</span>
        </div>
      ))}
    </div>
  );
}
