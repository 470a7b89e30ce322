import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import type { AskedQuestion } from './full-trace.js';

const words = text.trace;

/** The questions of a message: how each was read and could have been read, what was decided and why. */
export function QuestionsPanel({ questions }: { questions: readonly AskedQuestion[] }) {
  return (
    <section className="panel">
      <h3>
        {words.questions}{' '}
        <span className="panel-note">{questions.length > 1 ? words.questionsHint : words.readingsHint}</span>
      </h3>
      <ol className="questions">
        {questions.map(({ text: asked, rewritten, readings, decision, why, match }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the questions of one message keep their order
          <li key={index}>
            <span className="candidate-place">{index + 1}</span>
            <div className="grow">
              <strong>{asked}</strong>
              {rewritten === undefined || rewritten === asked ? null : (
                <div className="faint">{words.readAs(rewritten)}</div>
              )}
              <div className="soft">
                {why}
                {match?.candidates[0] === undefined ? '' : ` · ${match.candidates[0].title}`}
              </div>
              {readings === undefined ? null : <Readings readings={readings} taken={rewritten ?? asked} />}
            </div>
            <Pill tone="info">{text.bench.decisionName[decision] ?? decision}</Pill>
            {match === undefined ? null : (
              <span className="number">{`${(match.confidence * 100).toFixed(0)}%`}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Every way to read a text that was compared, with how sure each would have been. */
function Readings({ readings, taken }: { readings: NonNullable<AskedQuestion['readings']>; taken: string }) {
  return (
    <ul className="question-readings" aria-label={words.compared}>
      {readings.map(({ text: said, confidence, best }) => (
        <li key={said} className={said === taken ? 'reading-taken' : ''}>
          <span className="grow">{said}</span>
          {best === undefined ? null : <code className="faint ellipsis">{best}</code>}
          <span className="number">{`${(confidence * 100).toFixed(0)}%`}</span>
        </li>
      ))}
    </ul>
  );
}
