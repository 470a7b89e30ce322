import { KeyOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import type { ApiKeyView } from '../../../src/contract/api-keys.js';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { FailureNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { keysText as words } from '../strings-keys.js';
import { KeyDialog, OneTimeKey } from './key-dialog.js';
import './keys.css';

const keysKey = ['settings', 'api-keys'];

/** Keys with which the shop's own systems send in what they know: made, told once, revoked. */
export function KeysPage() {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: keysKey,
    queryFn: () => request<{ items: ApiKeyView[] }>('/v1/api-keys'),
  });
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string>();
  if (data === undefined) {
    return error === null ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 6 }} />
    ) : (
      <FailureNote title={text.settings.failed} words={describeFailure(error)} retry={() => void refetch()} />
    );
  }
  const revoke = ({ id, name }: ApiKeyView): void =>
    void modal.confirm({
      title: words.revokeTitle(name),
      content: words.revokeHint,
      okText: words.revoke,
      okButtonProps: { danger: true },
      cancelText: text.cancel,
      onOk: async () => {
        try {
          await request(`/v1/api-keys/${id}`, { method: 'DELETE' });
          void message.success(words.revokedToast);
        } catch (failure) {
          void message.error(describeFailure(failure));
        }
        await queries.invalidateQueries({ queryKey: keysKey });
      },
    });

  return (
    <div className="members api-keys">
      <div className="members-bar keys-bar">
        <p className="faint">{words.intro}</p>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      </div>
      {data.items.length === 0 ? (
        <p className="keys-empty faint">
          <KeyOutlined />
          {words.empty}
        </p>
      ) : (
        <ul>
          {data.items.map((item) => (
            <KeyRow key={item.id} item={item} onRevoke={() => revoke(item)} />
          ))}
        </ul>
      )}
      {adding ? (
        <KeyDialog
          onClose={() => setAdding(false)}
          onMade={(key) => {
            setAdding(false);
            setMade(key);
            void queries.invalidateQueries({ queryKey: keysKey });
          }}
        />
      ) : null}
      {made === undefined ? null : <OneTimeKey value={made} onClose={() => setMade(undefined)} />}
    </div>
  );
}

function KeyRow({ item, onRevoke }: { item: ApiKeyView; onRevoke: () => void }) {
  const { name, prefix, scopes, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = item;
  const expired = expiresAt !== undefined && new Date(expiresAt) <= new Date();
  const holds = revokedAt === undefined && !expired;
  return (
    <li className={holds ? 'key-row' : 'key-row member-closed'}>
      <div className="key-name">
        <strong className="ellipsis">{name}</strong>
        <code className="faint">{prefix}…</code>
      </div>
      <span className="key-scopes">
        {scopes.map((scope) => (
          <Pill key={scope}>{words.scope[scope]}</Pill>
        ))}
      </span>
      <span className="key-times faint">
        <span>{lastUsedAt === undefined ? words.neverUsed : words.lastUsed(momentOf(lastUsedAt))}</span>
        <span>{words.made(dayOf(createdAt), createdBy)}</span>
        {expiresAt === undefined ? null : <span>{words.until(dayOf(expiresAt))}</span>}
      </span>
      <span className="key-state">
        {holds ? (
          <Pill tone="good">{words.inUse}</Pill>
        ) : (
          <Pill>{revokedAt === undefined ? words.expired : words.revoked}</Pill>
        )}
      </span>
      {holds ? (
        <Button size="small" aria-label={words.revokeTitle(name)} onClick={onRevoke}>
          {words.revoke}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}

const day = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: '2-digit', day: '2-digit' });
const moment = new Intl.DateTimeFormat('zh-CN', {
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function dayOf(at: string): string {
  return day.format(new Date(at));
}

function momentOf(at: string): string {
  return moment.format(new Date(at));
}
