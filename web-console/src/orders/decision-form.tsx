import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { Decision, OrderRequestView } from '../../../src/contract/order-desk.js';
import { api } from '../api/endpoints.js';
import { describeFailure, ProblemError } from '../api/problem.js';
import { text } from '../strings.js';
import { requestsKey } from './request-queries.js';

const words = text.orderRequests;
const longestNote = 300;

/** Approve, decline with a word why, or say that it is done. The customer is told what is written here. */
export function DecisionForm({ view, reload }: { view: OrderRequestView; reload: () => void }) {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [needsNote, setNeedsNote] = useState(false);
  const [busy, setBusy] = useState<Decision>();
  const noteId = useId();
  const { request, next } = view;

  const decide = async (state: Decision): Promise<void> => {
    const said = note.trim();
    setBusy(state);
    try {
      const body = { state, seen: request.state, ...(said === '' ? {} : { note: said }) };
      const decided = await api.decideOrderRequest(request.id, body);
      queries.setQueryData([requestsKey, 'one', request.id], decided);
      void queries.invalidateQueries({ queryKey: [requestsKey, 'list'] });
      void queries.invalidateQueries({ queryKey: [requestsKey, 'count'] });
      setNote('');
      setNeedsNote(false);
      void message.success(words.decidedToast[state]);
    } catch (failure) {
      void message.error(describeFailure(failure));
      if (failure instanceof ProblemError && failure.code === 'conflict') reload();
    } finally {
      setBusy(undefined);
    }
  };
  const press = (state: Decision): void => {
    if (state === 'declined' && note.trim() === '') {
      setNeedsNote(true);
      document.getElementById(noteId)?.focus();
    } else if (state === 'done') {
      modal.confirm({
        title: words.confirmDone,
        content: words.confirmDoneHint,
        okText: words.decide.done,
        cancelText: text.cancel,
        onOk: () => decide(state),
      });
    } else void decide(state);
  };
  const main: Decision = next.includes('approved') ? 'approved' : 'done';
  const others = (['declined', 'done'] as const).filter((each) => each !== main && next.includes(each));

  return (
    <footer className="decision">
      <label htmlFor={noteId}>{words.customerNote}</label>
      <Input.TextArea
        id={noteId}
        value={note}
        maxLength={longestNote}
        autoSize={{ minRows: 2, maxRows: 5 }}
        placeholder={words.notePlaceholder}
        {...(needsNote ? { status: 'error' as const, 'aria-describedby': `${noteId}-needed` } : {})}
        onChange={(event) => {
          setNote(event.target.value);
          setNeedsNote(false);
        }}
      />
      {needsNote ? (
        <div className="decision-needed" id={`${noteId}-needed`} role="alert">
          {words.noteNeeded}
        </div>
      ) : null}
      <div className="decision-buttons">
        <span className="faint grow">{words.decideHint[main]}</span>
        {others.map((state) => (
          <Button
            key={state}
            danger={state === 'declined'}
            loading={busy === state}
            disabled={busy !== undefined && busy !== state}
            onClick={() => press(state)}
          >
            {words.decide[state]}
          </Button>
        ))}
        <Button
          type="primary"
          loading={busy === main}
          disabled={busy !== undefined && busy !== main}
          onClick={() => press(main)}
        >
          {words.decide[main]}
        </Button>
      </div>
    </footer>
  );
}
