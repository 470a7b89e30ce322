import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import type { AskedQuestion } from './full-trace.js';

const words = text.trace;

/** Several questions in one message: how each was read, what was decided and why. */
export function QuestionsPanel({ questions }: { questions: readonly AskedQuestion[] }) {
  return (
    <section className="panel">
      <h3>
        {words.questions} <span className="panel-note">{words.questionsHint}</span>
      </h3>
      <ol className="questions">
        {questions.map(({ text: asked, rewritten, decision, why, match }, index) => (
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
