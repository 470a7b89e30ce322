import { WarningOutlined } from '@ant-design/icons';
import type { AnswersResponse } from '../../../src/contract/http.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';
import { CandidateTable } from './candidate-table.js';
import { ConfidenceGauge } from './confidence-gauge.js';
import { Explained } from './explained.js';
import type { FullTrace } from './full-trace.js';
import { QuestionsPanel } from './questions-panel.js';
import { ReadingPanel } from './reading-panel.js';
import { ReplyPreview } from './reply-preview.js';
import { Timings } from './timings.js';
import { whyWords } from './why-words.js';

const words = text.bench;
const told = text.trace.told;

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
  const { decision, confidence, reply } = answer;
  const trace: FullTrace = answer.trace;
  const { match, questions = [] } = trace;
  const reason = whyWords(trace.why, match);
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
          <p>{reason ?? trace.why}</p>
          {reason === undefined ? null : (
            <p className="faint decision-record">
              {text.trace.record} {trace.why}
            </p>
          )}
          {match?.lexicalOnly === true ? (
            <p className="trace-warning">
              <WarningOutlined /> {words.lexicalOnly}
            </p>
          ) : null}
        </section>
        <section className="panel">
          <h3>
            <Explained told={told.confidence}>{words.confidence}</Explained>{' '}
            <span className="panel-note">{words.confidenceHint}</span>
          </h3>
          <ConfidenceGauge value={confidence} bars={match?.bars} />
        </section>
        <section className="panel trace-reply">
          <h3>{words.reply}</h3>
          <ReplyPreview reply={reply} />
        </section>
      </div>
      {questions.length > 1 || questions.some(({ readings }) => readings) ? (
        <QuestionsPanel questions={questions} />
      ) : null}
      <ReadingPanel trace={trace} />
      <section className="panel panel-flush">
        <h3>
          {words.candidates} <span className="panel-note">{told.unfold}</span>
        </h3>
        {match === undefined ? (
          <p className="faint panel-pad">{words.noMatch}</p>
        ) : (
          <CandidateTable candidates={match.candidates} />
        )}
      </section>
      <section className="panel">
        <h3>
          <Explained told={told.timings}>{words.timings}</Explained>
        </h3>
        <Timings turn={trace.milliseconds} match={match?.milliseconds} />
      </section>
    </div>
  );
}
