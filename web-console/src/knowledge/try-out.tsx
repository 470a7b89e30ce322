import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Input, Space } from 'antd';
import { useState } from 'react';
import type { AnswersResponse } from '../../../src/contract/http.js';
import type { KnowledgeEntry } from '../../../src/contract/knowledge.js';
import { api } from '../api/endpoints.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';
import { ReplyPreview } from '../test-bench/reply-preview.js';

const words = text.knowledge;

/** Asks the bot from inside the editor, and says first of all what an editor wants to know: was it this entry? */
export function TryOut({ entry, unpublished }: { entry: KnowledgeEntry; unpublished: boolean }) {
  const [question, setQuestion] = useState('');
  const ask = useMutation({ mutationFn: (asked: string) => api.answers(asked) });
  const submit = (asked: string): void => {
    if (asked.trim() !== '' && !ask.isPending) ask.mutate(asked.trim());
  };
  const neverLive = entry.publishedVersion === undefined || entry.status === 'archived';
  return (
    <div className="try-out">
      <p className="faint">{words.tryOutHint}</p>
      {unpublished ? (
        <Alert type="info" showIcon title={neverLive ? words.tryOutUnpublished : words.tryOutDirty} />
      ) : null}
      <Space.Compact block>
        <Input
          value={question}
          placeholder={words.tryOutPlaceholder}
          aria-label={words.tabs.tryOut}
          maxLength={2000}
          onChange={(event) => setQuestion(event.target.value)}
          onPressEnter={(event) => (event.nativeEvent.isComposing ? undefined : submit(question))}
        />
        <Button type="primary" loading={ask.isPending} onClick={() => submit(question)}>
          {words.tryOutAsk}
        </Button>
      </Space.Compact>
      {entry.similar.length === 0 ? null : (
        <div className="try-chips">
          {[entry.question, ...entry.similar].slice(0, 4).map((line) => (
            <button
              key={line}
              type="button"
              onClick={() => {
                setQuestion(line);
                submit(line);
              }}
            >
              {line}
            </button>
          ))}
        </div>
      )}
      {ask.error === null ? null : <Alert type="error" showIcon title={describeFailure(ask.error)} />}
      {ask.data === undefined ? null : <Verdict entry={entry} answer={ask.data} />}
    </div>
  );
}

function Verdict({ entry, answer }: { entry: KnowledgeEntry; answer: AnswersResponse }) {
  const [first] = answer.candidates;
  const rank = answer.candidates.findIndex(({ id, kind }) => kind === 'entry' && id === entry.id) + 1;
  const hit = answer.decision === 'answer' && rank === 1;
  const where = rank > 0 ? words.tryOutRank(rank) : words.tryOutAbsent;
  return (
    <div className="verdict">
      <div className={hit ? 'verdict-line verdict-hit' : 'verdict-line'}>
        {hit ? (
          <CheckCircleFilled className="verdict-good" />
        ) : answer.decision === 'clarify' ? (
          <QuestionCircleFilled className="verdict-maybe" />
        ) : (
          <CloseCircleFilled className="verdict-bad" />
        )}
        <strong>{verdictWords(answer.decision, hit, first?.title ?? '')}</strong>
        <span className="faint">
          {text.bench.confidence} {(answer.confidence * 100).toFixed(0)}%{hit ? '' : ` · ${where}`}
        </span>
      </div>
      <ReplyPreview reply={answer.reply} />
    </div>
  );
}

function verdictWords(decision: string, hit: boolean, first: string): string {
  if (hit) return words.tryOutHit;
  if (decision === 'answer') return words.tryOutOther(first);
  return decision === 'clarify' ? words.tryOutClarify : words.tryOutMiss;
}
