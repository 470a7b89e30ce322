import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { Page } from '../../../src/contract/http.js';
import type { PrivacyRequestView } from '../../../src/contract/privacy.js';
import { query, request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { FailureNote } from '../shell/failure-note.js';
import { Pager } from '../shell/pager.js';
import { Pill, type Tone } from '../shell/pill.js';
import { privacyText as words } from '../strings-privacy.js';
import { exportPath, requestsKey as listKey, useErasure } from './person-requests.js';
import { ProofDialog } from './proof-dialog.js';

const tones: Record<PrivacyRequestView['state'], Tone> = {
  waiting: 'warn',
  running: 'info',
  done: 'good',
  cancelled: 'plain',
};

/** Exports and deletions with how they stand, and doing either for somebody who cannot. */
export function PrivacyRequests() {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [cursors, setCursors] = useState<string[]>([]);
  const [shown, setShown] = useState<PrivacyRequestView>();
  const cursor = cursors.at(-1);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...listKey, cursor],
    queryFn: () =>
      request<Page<PrivacyRequestView>>(
        `/v1/privacy/requests${query({ limit: 20, ...(cursor === undefined ? {} : { cursor }) })}`,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  if (data === undefined) {
    return error === null ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 6 }} />
    ) : (
      <FailureNote title={words.failed} words={describeFailure(error)} retry={() => void refetch()} />
    );
  }
  async function cancel({ id }: PrivacyRequestView): Promise<void> {
    try {
      await request(`/v1/privacy/requests/${id}/cancel`, { method: 'POST' });
      void message.success(words.cancelled);
    } catch (failure) {
      void message.error(describeFailure(failure));
    }
    await queries.invalidateQueries({ queryKey: listKey });
  }
  return (
    <div className="privacy-part">
      <p className="faint">{words.requestsHint}</p>
      <ForCustomer />
      {data.items.length === 0 ? (
        <p className="privacy-empty faint">{words.none}</p>
      ) : (
        <ul className="privacy-list">
          {data.items.map((item) => (
            <li key={item.id}>
              <div className="privacy-who">
                <strong>
                  {words.kind[item.kind]} · {item.customerId ?? words.nobody}
                </strong>
                <code className="faint">{item.id}</code>
              </div>
              <span className="faint">{words.source[item.source]}</span>
              <span className="privacy-times faint">
                <span>{words.asked(momentOf(item.createdAt))}</span>
                {item.state === 'waiting' ? <span>{words.due(momentOf(item.dueAt))}</span> : null}
                {item.endedAt === undefined || item.kind === 'export' ? null : (
                  <span>{words.ended(momentOf(item.endedAt))}</span>
                )}
              </span>
              <span>
                <Pill tone={tones[item.state]}>{words.state[item.state]}</Pill>
              </span>
              <span className="privacy-act">
                {item.kind === 'erasure' && item.state === 'waiting' ? (
                  <Button size="small" onClick={() => void cancel(item)}>
                    {words.cancel}
                  </Button>
                ) : null}
                {item.proof === undefined ? null : (
                  <Button size="small" onClick={() => setShown(item)}>
                    {words.proof}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pager cursors={cursors} next={data.nextCursor} turning={isPlaceholderData} onTurn={setCursors} />
      {shown?.proof === undefined ? null : (
        <ProofDialog proof={shown.proof} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}

function ForCustomer() {
  const erase = useErasure();
  const [customer, setCustomer] = useState('');
  const named = customer.trim();
  return (
    <div className="privacy-for">
      <Input
        aria-label={words.customer}
        placeholder={words.customerPlaceholder}
        value={customer}
        maxLength={100}
        onChange={(event) => setCustomer(event.target.value)}
      />
      <Button disabled={named === ''} href={exportPath(named)} download>
        {words.exportNow}
      </Button>
      <Button danger disabled={named === ''} onClick={() => erase(named)}>
        {words.eraseNow}
      </Button>
    </div>
  );
}

const moment = new Intl.DateTimeFormat('zh-CN', {
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function momentOf(at: string): string {
  return moment.format(new Date(at));
}
