import { DownOutlined, RobotOutlined, UpOutlined } from '@ant-design/icons';
import { useId, useState } from 'react';
import type { HandOffSummary } from '../../../src/contract/agent-tools.js';
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
  /** From the bot's traces; until it is there, what the messages tell. */
  summary: HandOffSummary | undefined;
  messages: readonly Message[];
  reason: string | undefined;
  /** Somebody waits for a person or talks to one. */
  handedOver: boolean;
  /** Unfolded from the start: before taking over it is what one wants to know. */
  open: boolean;
}

/** Why a person is needed, what was asked and told, and how the shopper feels: foldable, above the messages. */
export function Recap({ summary, messages, reason, handedOver, open }: RecapProps) {
  const [choice, setChoice] = useState<boolean>();
  const listId = useId();
  const fromTraces = summary?.asked.map((asked, index) => ({ key: `${index}`, ...asked }));
  const lines: RecapLine[] =
    fromTraces !== undefined && fromTraces.length > 0 ? fromTraces : recapOf(messages, handedOver);
  const facts = factsOf(summary);
  const mood = summary === undefined ? '' : text.desk.mood[summary.mood];
  if (lines.length === 0 && facts.length === 0 && mood === '') return null;
  const answered = lines.filter(({ outcome }) => outcome === 'answered' || outcome === 'card').length;
  const unfolded = choice ?? open;
  return (
    <section className="recap" aria-label={text.desk.handOff}>
      <button
        type="button"
        className="recap-head"
        aria-expanded={unfolded}
        aria-controls={listId}
        onClick={() => setChoice(!unfolded)}
      >
        <RobotOutlined aria-hidden />
        <strong>{text.desk.handOff}</strong>
        <span className="faint">{text.recap.counts(lines.length, answered)}</span>
        {mood === '' ? null : <Pill tone={summary?.mood === 'angry' ? 'bad' : 'warn'}>{mood}</Pill>}
        {reason === undefined ? null : <span className="recap-reason ellipsis">{reason}</span>}
        <span className="recap-fold">
          {unfolded ? text.recap.hide : text.recap.show} {unfolded ? <UpOutlined /> : <DownOutlined />}
        </span>
      </button>
      {unfolded ? (
        <div id={listId} className="recap-body">
          {facts.length === 0 ? null : (
            <dl className="recap-facts">
              {facts.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          <ul className="recap-lines">
            {lines.map(({ key, question, outcome, told }) => (
              <li key={key}>
                <span className="recap-question ellipsis">{question}</span>
                <Pill tone={tones[outcome]}>{text.recap.outcome[outcome]}</Pill>
                {told === undefined ? null : <span className="faint ellipsis recap-told">{told}</span>}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}

/** What the shopper has told already, in the agent's words: nobody should ask twice. */
function factsOf(summary: HandOffSummary | undefined): { name: string; value: string }[] {
  if (summary === undefined) return [];
  const { orders, details } = summary;
  return [
    ...(orders.length > 0 ? [{ name: text.desk.orders, value: orders.join('、') }] : []),
    ...details.flatMap(({ name, value }) => {
      const known = text.desk.detail[name];
      return known === undefined ? [] : [{ name: known, value }];
    }),
  ];
}
