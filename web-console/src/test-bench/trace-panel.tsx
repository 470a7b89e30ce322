import { WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { AnswersResponse } from '../../../src/contract/http.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';
import { CandidateTable } from './candidate-table.js';
import { ConfidenceGauge } from './confidence-gauge.js';
import { ReplyPreview } from './reply-preview.js';
import { Timings } from './timings.js';

const words = text.bench;

const decisionTones: Record<string, Tone> = {
  answer: 'good',
  clarify: 'warn',
  'fill-slot': 'info',
  perform: 'info',
  'hand-off': 'brand',
  'stay-silent': 'plain',
};

/** A whole answer with its trace: decision, confidence against the bars, candidates, understanding, timings, reply. */
export function TracePanel({ answer }: { answer: AnswersResponse }) {
  const { decision, confidence, trace, reply } = answer;
  const { match, mood, slots } = trace;
  return (
    <div className="trace">
      <div className="trace-top">
        <section className="panel decision">
          <h3>{words.decision}</h3>
          <div className="decision-name">
            <Pill tone={decisionTones[decision] ?? 'plain'}>{words.decisionName[decision] ?? decision}</Pill>
            {match === undefined ? null : <span className="faint">{words.band[match.band]}</span>}
          </div>
          <h3>{words.why}</h3>
          <p>{trace.why}</p>
          {match?.lexicalOnly === true ? (
            <p className="trace-warning">
              <WarningOutlined /> {words.lexicalOnly}
            </p>
          ) : null}
        </section>
        <section className="panel">
          <h3>
            {words.confidence} <span className="panel-note">{words.confidenceHint}</span>
          </h3>
          <ConfidenceGauge value={confidence} bars={match?.bars} />
        </section>
        <section className="panel trace-reply">
          <h3>{words.reply}</h3>
          <ReplyPreview reply={reply} />
        </section>
      </div>
      <section className="panel panel-flush">
        <h3>{words.candidates}</h3>
        {match === undefined ? (
          <p className="faint panel-pad">{words.noMatch}</p>
        ) : (
          <CandidateTable candidates={match.candidates} />
        )}
      </section>
      <div className="trace-bottom">
        <section className="panel">
          <h3>{words.understanding}</h3>
          <dl className="facts">
            {match === undefined ? null : (
              <>
                <Fact name={words.normalized}>{match.normalized}</Fact>
                <Fact name={words.words}>
                  <span className="words">
                    {match.words.map((word, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice in a sentence
                      <Pill key={index}>{word}</Pill>
                    ))}
                  </span>
                </Fact>
              </>
            )}
            {Object.keys(slots).length === 0 ? null : (
              <Fact name={words.slots}>
                <span className="words">
                  {Object.entries(slots).map(([name, value]) => (
                    <Pill key={name} tone="info">
                      {name} = {value}
                    </Pill>
                  ))}
                </span>
              </Fact>
            )}
            {mood === undefined ? null : (
              <>
                <Fact name={words.angry}>
                  <Level value={mood.angry} />
                </Fact>
                <Fact name={words.negative}>
                  <Level value={mood.negative} />
                </Fact>
              </>
            )}
          </dl>
        </section>
        <section className="panel">
          <h3>{words.timings}</h3>
          <Timings turn={trace.milliseconds} match={match?.milliseconds} />
        </section>
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Level({ value }: { value: number }) {
  return (
    <div className="score">
      <span className="score-rail score-mood">
        <span style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
      </span>
      <span className="number">{value.toFixed(2)}</span>
    </div>
  );
}
