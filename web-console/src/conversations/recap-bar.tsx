import { DownOutlined, RobotOutlined, UpOutlined } from '@ant-design/icons';
import { useId, useState } from 'react';
import type { Message } from '../../../src/contract/messages.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';
import { type RecapLine, recapOf } from './recap.js';

const tones: Record<RecapLine['outcome'], Tone> = {
  answered: 'good',
  card: 'good',
  choices: 'info',
  talk: 'plain',
  handed: 'warn',
  none: 'bad',
};

interface RecapProps {
  messages: readonly Message[];
  reason: string | undefined;
  /** Somebody waits for a person or talks to one. */
  handedOver: boolean;
  /** Unfolded from the start: before taking over it is what one wants to know. */
  open: boolean;
}

/** What the shopper asked the bot and what came of it, foldable, above the messages. */
export function Recap({ messages, reason, handedOver, open }: RecapProps) {
  const [choice, setChoice] = useState<boolean>();
  const listId = useId();
  const lines = recapOf(messages, handedOver);
  if (lines.length === 0) return null;
  const answered = lines.filter(({ outcome }) => outcome === 'answered' || outcome === 'card').length;
  const unfolded = choice ?? open;
  return (
    <section className="recap" aria-label={text.recap.title}>
      <button
        type="button"
        className="recap-head"
        aria-expanded={unfolded}
        aria-controls={listId}
        onClick={() => setChoice(!unfolded)}
      >
        <RobotOutlined aria-hidden />
        <strong>{text.recap.title}</strong>
        <span className="faint">{text.recap.counts(lines.length, answered)}</span>
        {reason === undefined ? null : <span className="recap-reason ellipsis">{reason}</span>}
        <span className="recap-fold">
          {unfolded ? text.recap.hide : text.recap.show} {unfolded ? <UpOutlined /> : <DownOutlined />}
        </span>
      </button>
      {unfolded ? (
        <ul id={listId} className="recap-lines">
          {lines.map(({ key, question, outcome, told }) => (
            <li key={key}>
              <span className="recap-question ellipsis">{question}</span>
              <Pill tone={tones[outcome]}>{text.recap.outcome[outcome]}</Pill>
              {told === undefined ? null : <span className="faint ellipsis recap-told">{told}</span>}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
