import type { ReactNode } from 'react';
import type { Wall } from '../../../src/contract/desk.js';
import { useNow } from '../live/use-now.js';
import { navigate, pathTo } from '../routing/router.js';
import { text } from '../strings.js';
import { secondsWords } from './wall-time.js';

const words = text.wall;

type Mood = 'calm' | 'warn' | 'bad';

/** Waits from which a figure deserves a look, and from which it hurts; seconds. */
const longWait = { warn: 120, bad: 300 };

/** The row of big figures: now, and since midnight. */
export function WallFigures({ wall }: { wall: Wall }) {
  const { queue, leftMessages, today, agents } = wall;
  const now = useNow();
  const oldest = queue.next.reduce<number | undefined>((first, { queuedAt }) => {
    if (queuedAt === undefined) return first;
    const at = Date.parse(queuedAt);
    return first === undefined || at < first ? at : first;
  }, undefined);
  // Ticks on between two looks; beyond the rows that are shown the server's word counts.
  const longest =
    queue.waiting === 0
      ? 0
      : Math.max(queue.longestWaitSeconds, oldest === undefined ? 0 : (now - oldest) / 1000);
  const mood: Mood = longest >= longWait.bad ? 'bad' : longest >= longWait.warn ? 'warn' : 'calm';
  const online = agents.filter(({ status }) => status === 'online').length;
  const { average, rated, asked } = today.satisfaction;
  const skills = Object.entries(queue.bySkill).filter(([skill]) => skill !== '');

  return (
    <section className="wall-figures" aria-label={words.figures}>
      <Figure
        name={words.waiting}
        value={queue.waiting}
        mood={mood}
        hint={
          skills.length > 0
            ? skills.map(([skill, count]) => words.bySkill(skill, count)).join(' · ')
            : words.peopleThere(online, agents.length)
        }
      />
      <Figure
        name={words.longest}
        value={queue.waiting === 0 ? words.none : secondsWords(longest)}
        mood={mood}
        hint={skills.length > 0 ? words.peopleThere(online, agents.length) : undefined}
      />
      <Figure name={words.answered} value={today.answered} hint={words.closedToday(today.closed)} />
      <Figure
        name={words.firstResponse}
        value={
          today.medianFirstResponseSeconds === undefined
            ? words.none
            : secondsWords(today.medianFirstResponseSeconds)
        }
        hint={words.firstResponseHint}
      />
      <Figure
        name={words.satisfaction}
        value={average === undefined ? words.none : average.toFixed(1)}
        mood={average !== undefined && average < 3.5 ? 'warn' : 'calm'}
        hint={words.rated(rated, asked)}
      />
      <Figure
        name={words.left}
        value={leftMessages.open}
        mood={leftMessages.overdue > 0 ? 'bad' : 'calm'}
        hint={leftMessages.overdue > 0 ? words.overdue(leftMessages.overdue) : words.onTime}
        onOpen={() => navigate(`${pathTo('conversations')}?box=left`)}
        openWords={words.leftOpen}
      />
    </section>
  );
}

interface FigureProps {
  name: string;
  value: ReactNode;
  hint?: string | undefined;
  mood?: Mood;
  /** Where there is more to see of it. */
  onOpen?: () => void;
  openWords?: string;
}

function Figure({ name, value, hint, mood = 'calm', onOpen, openWords }: FigureProps) {
  return (
    <div className={`figure figure-${mood}`}>
      <div className="figure-name">
        {onOpen === undefined ? (
          name
        ) : (
          <button type="button" className="figure-open" title={openWords} onClick={onOpen}>
            {name}
          </button>
        )}
      </div>
      <div className="figure-value">{value}</div>
      <div className="figure-hint ellipsis">{hint ?? ' '}</div>
    </div>
  );
}
