import { ExperimentOutlined, HistoryOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { AnswersResponse } from '../../../src/contract/http.js';
import { api } from '../api/endpoints.js';
import { describeFailure, fieldSentences, ProblemError } from '../api/problem.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import { TracePanel } from './trace-panel.js';
import './test-bench.css';

interface Asked {
  words: string;
  customerId: string;
  earlier: string;
  answer: AnswersResponse;
}

const words = text.bench;
const rememberedQuestions = 12;

/** Ask as a shopper would, and see everything that the bot made of it. No conversation is touched. */
export function TestBenchPage() {
  const [question, setQuestion] = useState('');
  const [customerId, setCustomerId] = useState('');
  const [earlier, setEarlier] = useState('');
  const [asked, setAsked] = useState<Asked[]>([]);
  const ask = useMutation({
    mutationFn: async (input: Omit<Asked, 'answer'>): Promise<Asked> => ({
      ...input,
      answer: await api.answers(input.words, input.customerId, input.earlier),
    }),
    onSuccess: (next) =>
      setAsked((before) =>
        [
          next,
          ...before.filter((each) => each.words !== next.words || each.customerId !== next.customerId),
        ].slice(0, rememberedQuestions),
      ),
  });

  const submit = (given: string): void => {
    const trimmed = given.trim();
    if (trimmed === '' || ask.isPending) return;
    setQuestion(trimmed);
    ask.mutate({ words: trimmed, customerId: customerId.trim(), earlier: earlier.trim() });
  };
  const fields = new Map(fieldSentences(ask.error).map(({ path, message }) => [String(path[0]), message]));
  // Nothing else of this request can be missing.
  if (ask.error instanceof ProblemError && ask.error.code === 'not-found') {
    fields.set('customerId', describeFailure(ask.error));
  }

  return (
    <div className="bench">
      <div className="bench-side">
        <Form layout="vertical" onFinish={() => submit(question)}>
          <Form.Item
            label={words.ask}
            htmlFor="bench-question"
            {...(fields.has('text') ? { validateStatus: 'error' as const, help: fields.get('text') } : {})}
          >
            <Input.TextArea
              id="bench-question"
              value={question}
              autoSize={{ minRows: 3, maxRows: 8 }}
              maxLength={10_000}
              placeholder={words.placeholder}
              autoFocus
              onChange={(event) => setQuestion(event.target.value)}
              onKeyDown={(event) => {
                const composing = event.nativeEvent.isComposing || event.keyCode === 229;
                if (event.key !== 'Enter' || event.shiftKey || composing) return;
                event.preventDefault();
                submit(question);
              }}
            />
          </Form.Item>
          <Form.Item
            label={words.customer}
            htmlFor="bench-customer"
            {...(fields.has('customerId')
              ? { validateStatus: 'error' as const, help: fields.get('customerId') }
              : {})}
          >
            <Input
              id="bench-customer"
              value={customerId}
              maxLength={100}
              allowClear
              placeholder={words.customerPlaceholder}
              onChange={(event) => setCustomerId(event.target.value)}
            />
          </Form.Item>
          <Form.Item label={words.earlier} htmlFor="bench-earlier">
            <Input
              id="bench-earlier"
              value={earlier}
              maxLength={10_000}
              allowClear
              placeholder={words.earlierPlaceholder}
              onChange={(event) => setEarlier(event.target.value)}
            />
          </Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            block
            loading={ask.isPending}
            disabled={question.trim() === ''}
          >
            {words.ask}
          </Button>
        </Form>
        <div className="bench-list">
          <h3>{words.examplesTitle}</h3>
          {words.examples.map((example) => (
            <button key={example} type="button" className="ellipsis" onClick={() => submit(example)}>
              {example}
            </button>
          ))}
        </div>
        {asked.length === 0 ? null : (
          <div className="bench-list">
            <h3>
              <HistoryOutlined /> {words.history}
            </h3>
            {asked.map((each) => (
              <button
                key={`${each.customerId}:${each.words}`}
                type="button"
                className="ellipsis"
                onClick={() => submit(each.words)}
              >
                {each.words}
              </button>
            ))}
          </div>
        )}
      </div>
      <div className="bench-main" aria-live="polite" aria-busy={ask.isPending}>
        {ask.isPending ? (
          <div className="panel">
            <Skeleton active paragraph={{ rows: 8 }} />
          </div>
        ) : ask.error !== null ? (
          <FailureNote
            title={words.failed}
            words={[...fields.values()][0] ?? describeFailure(ask.error)}
            retry={() => submit(question)}
          />
        ) : ask.data === undefined ? (
          <EmptyNote icon={<ExperimentOutlined />} title={words.emptyTitle} hint={words.emptyHint} />
        ) : (
          <TracePanel answer={ask.data.answer} />
        )}
      </div>
    </div>
  );
}
