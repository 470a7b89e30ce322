import { CoffeeOutlined, InboxOutlined, MessageOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { type KeyboardEvent, useEffect } from 'react';
import type { Box } from '../api/endpoints.js';
import { useDesk, useWaiting } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { mayActAs } from '../session/access.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import { rowsOf } from './inbox.js';
import { InboxRow } from './inbox-row.js';
import { useActions } from './use-actions.js';

interface InboxPaneProps {
  box: Box;
  selected: string | undefined;
  onBox: (box: Box) => void;
  onOpen: (conversationId: string, box?: Box) => void;
}

const emptyNotes: Record<Box, { icon: React.ReactNode; title: string; hint: string }> = {
  queue: { icon: <CoffeeOutlined />, title: text.inbox.emptyQueue, hint: text.inbox.emptyQueueHint },
  mine: { icon: <MessageOutlined />, title: text.inbox.emptyMine, hint: text.inbox.emptyMineHint },
  all: { icon: <InboxOutlined />, title: text.inbox.emptyAll, hint: text.inbox.emptyAllHint },
};

/** The left pane: the boxes as tabs, and the rows of the chosen one. */
export function InboxPane({ box, selected, onBox, onOpen }: InboxPaneProps) {
  const desk = useDesk();
  const inbox = useObservable(desk.inbox);
  const load = useObservable(desk.boxes)[box];
  const waiting = useWaiting();
  const { claim, busy } = useActions();
  const { staffId, role } = desk.staff;
  const rows = rowsOf(inbox, box, staffId);
  const mine = rowsOf(inbox, 'mine', staffId);
  const mineUnread = mine.reduce((sum, { unread }) => sum + unread, 0);

  useEffect(() => {
    if (box === 'all') void desk.loadBox('all');
  }, [desk, box]);

  const tabs: { id: Box; name: string; count: number; loud: boolean }[] = [
    { id: 'queue', name: text.inbox.queue, count: waiting, loud: true },
    {
      id: 'mine',
      name: text.inbox.mine,
      count: mineUnread > 0 ? mineUnread : mine.length,
      loud: mineUnread > 0,
    },
  ];
  if (mayActAs(role, 'supervisor')) tabs.push({ id: 'all', name: text.inbox.all, count: 0, loud: false });

  const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <nav className="inbox" aria-label={text.inbox.label}>
      <div className="inbox-tabs" role="tablist">
        {tabs.map(({ id, name, count, loud }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={id === box}
            className="inbox-tab"
            onClick={() => onBox(id)}
          >
            {name}
            {count > 0 ? <span className={loud ? 'count count-loud' : 'count'}>{count}</span> : null}
          </button>
        ))}
      </div>
      <div className="inbox-rows" onKeyDown={moveFocus} role="tabpanel">
        {load.phase === 'loading' && rows.length === 0 ? <RowSkeletons /> : null}
        {load.phase === 'failed' && rows.length === 0 ? (
          <FailureNote words={load.failure ?? ''} retry={() => void desk.loadBox(box)} />
        ) : null}
        {load.phase === 'ready' && rows.length === 0 ? <EmptyNote {...emptyNotes[box]} /> : null}
        {rows.map((summary) => (
          <InboxRow
            key={summary.conversationId}
            box={box}
            summary={summary}
            selected={summary.conversationId === selected}
            claiming={busy === `claim:${summary.conversationId}`}
            onOpen={() => onOpen(summary.conversationId)}
            onClaim={async () => {
              const { conversationId, customer } = summary;
              if (await claim(conversationId, customer.name)) onOpen(conversationId, 'mine');
            }}
          />
        ))}
        {load.nextCursor === undefined ? null : (
          <Button type="text" block onClick={() => void desk.loadBox(box, load.nextCursor)}>
            {text.more}
          </Button>
        )}
      </div>
    </nav>
  );
}

function RowSkeletons() {
  return (
    <div className="inbox-skeletons" aria-label={text.loading} role="status">
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} active avatar={{ size: 36 }} title={{ width: '60%' }} paragraph={{ rows: 1 }} />
      ))}
    </div>
  );
}
