import {
  CarryOutOutlined,
  CoffeeOutlined,
  InboxOutlined,
  MessageOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, type InputRef, Select, Tooltip } from 'antd';
import {
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { api, type Box } from '../api/endpoints.js';
import { useDesk, useWaiting } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { mayActAs } from '../session/access.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { useShortcuts } from '../shell/use-shortcuts.js';
import { text } from '../strings.js';
import { countIn, offersTo, rowsOf, unreadOf } from './inbox.js';
import { InboxRow } from './inbox-row.js';
import { OfferBar } from './offer-bar.js';
import { RowBlocks } from './row-blocks.js';
import { RowSkeletons } from './row-skeletons.js';
import { SearchResults } from './search-results.js';
import { useActions } from './use-actions.js';

/** Of a row with two lines, pixels. */
const usualRowHeight = 63;

interface InboxPaneProps {
  box: Box;
  selected: string | undefined;
  onBox: (box: Box) => void;
  onOpen: (conversationId: string, box?: Box) => void;
}

const emptyNotes: Record<Box, { icon: React.ReactNode; title: string; hint: string }> = {
  queue: { icon: <CoffeeOutlined />, title: text.inbox.emptyQueue, hint: text.inbox.emptyQueueHint },
  left: { icon: <CarryOutOutlined />, title: text.inbox.emptyLeft, hint: text.inbox.emptyLeftHint },
  mine: { icon: <MessageOutlined />, title: text.inbox.emptyMine, hint: text.inbox.emptyMineHint },
  all: { icon: <InboxOutlined />, title: text.inbox.emptyAll, hint: text.inbox.emptyAllHint },
};

/** The left pane: search, the boxes as tabs, who is offered to this person, and the rows of the chosen box. */
export function InboxPane({ box, selected, onBox, onOpen }: InboxPaneProps) {
  const desk = useDesk();
  // A burst of events is drawn between keystrokes and scrolling, not before them.
  const inbox = useDeferredValue(useObservable(desk.inbox));
  const load = useObservable(desk.boxes)[box];
  const waiting = useWaiting();
  const actions = useActions();
  const { staffId, role } = desk.staff;
  const [words, setWords] = useState('');
  const [tag, setTag] = useState<string>();
  const [choosingTag, setChoosingTag] = useState(false);
  const field = useRef<InputRef>(null);
  const asked = useDeferredValue(words.trim());
  const tags = useQuery({ queryKey: ['tags'], queryFn: api.tags, enabled: choosingTag });
  const rows = useMemo(() => rowsOf(inbox, box, staffId), [inbox, box, staffId]);
  const mine = countIn(inbox, 'mine', staffId);
  const left = rowsOf(inbox, 'left', staffId);
  const overdue = left.some(({ leftMessage }) => Date.parse(leftMessage?.promisedAt ?? '') < Date.now());
  const mineUnread = unreadOf(inbox, staffId);
  const searching = asked !== '' || tag !== undefined;

  useEffect(() => {
    if (box === 'all') void desk.loadBox('all');
  }, [desk, box]);

  const { claim, claimNext } = actions;
  const openRow = useCallback((id: string) => onOpen(id), [onOpen]);
  // One function for all rows, so that a row is drawn again only when it has changed.
  const claimRef = useRef(claim);
  claimRef.current = claim;
  const claimRow = useCallback(
    async (id: string, name: string) => {
      if (await claimRef.current(id, name)) onOpen(id, 'mine');
    },
    [onOpen],
  );
  const next = async (): Promise<void> => {
    const taken = await claimNext();
    if (taken !== undefined) onOpen(taken, 'mine');
  };
  useShortcuts(({ kind }) => {
    if (kind === 'search') field.current?.focus({ cursor: 'all' });
    else if (kind === 'claim-next') void next();
    else if (kind === 'next' || kind === 'previous') {
      const at = rows.findIndex(({ conversationId }) => conversationId === selected);
      const step = kind === 'next' ? 1 : -1;
      const target = rows[at === -1 ? 0 : at + step];
      if (target !== undefined) onOpen(target.conversationId);
    } else return false;
    return true;
  });

  const tabs: { id: Box; name: string; count: number; loud: boolean }[] = [
    { id: 'queue', name: text.inbox.queue, count: waiting, loud: true },
    {
      id: 'mine',
      name: text.inbox.mine,
      count: mineUnread > 0 ? mineUnread : mine,
      loud: mineUnread > 0,
    },
  ];
  tabs.push({ id: 'left', name: text.inbox.left, count: left.length, loud: overdue });
  if (mayActAs(role, 'supervisor')) tabs.push({ id: 'all', name: text.inbox.all, count: 0, loud: false });

  const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const target = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (target === undefined) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <nav className="inbox" aria-label={text.inbox.label}>
      <div className="inbox-search">
        <Input
          ref={field}
          size="small"
          allowClear
          prefix={<SearchOutlined />}
          value={words}
          maxLength={60}
          placeholder={text.desk.search}
          aria-label={text.desk.searchShort}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
            setWords('');
            event.currentTarget.blur();
          }}
        />
        <Select<string>
          size="small"
          allowClear
          className="inbox-tag"
          popupMatchSelectWidth={160}
          placeholder={text.desk.tags}
          aria-label={text.desk.byTag}
          {...(tag === undefined ? {} : { value: tag })}
          loading={tags.isFetching}
          onOpenChange={setChoosingTag}
          onChange={(chosen: string | undefined) => setTag(chosen)}
          notFoundContent={<span className="faint">{text.desk.tagsNone}</span>}
          options={(tags.data?.items ?? [])
            .filter(({ count }) => count > 0)
            .map(({ tag: name, count }) => ({ value: name, label: `${name}（${count}）` }))}
        />
      </div>
      {offersTo(inbox, staffId).map((summary) => (
        <OfferBar
          key={summary.conversationId}
          summary={summary}
          actions={actions}
          onTaken={(id) => onOpen(id, 'mine')}
        />
      ))}
      {searching ? (
        <div className="inbox-rows" onKeyDown={moveFocus} role="tabpanel" aria-label={text.desk.searchShort}>
          <SearchResults
            search={{ text: asked, ...(tag === undefined ? {} : { tag }) }}
            selected={selected}
            onOpen={openRow}
          />
        </div>
      ) : (
        <>
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
            <Tooltip title={<>{text.desk.next} · N</>}>
              <Button
                type="link"
                size="small"
                className="inbox-next"
                disabled={waiting === 0}
                loading={actions.busy === 'next'}
                onClick={() => void next()}
              >
                {text.desk.next}
              </Button>
            </Tooltip>
          </div>
          <div className="inbox-rows" onKeyDown={moveFocus} role="tabpanel">
            {load.phase === 'loading' && rows.length === 0 ? <RowSkeletons /> : null}
            {load.phase === 'failed' && rows.length === 0 ? (
              <FailureNote words={load.failure ?? ''} retry={() => void desk.loadBox(box)} />
            ) : null}
            {load.phase === 'ready' && rows.length === 0 ? <EmptyNote {...emptyNotes[box]} /> : null}
            <RowBlocks
              key={box}
              rows={rows}
              usualHeight={usualRowHeight}
              draw={(summary) => (
                <InboxRow
                  key={summary.conversationId}
                  box={box}
                  summary={summary}
                  selected={summary.conversationId === selected}
                  claiming={actions.busy === `claim:${summary.conversationId}`}
                  onOpen={openRow}
                  onClaim={claimRow}
                />
              )}
            />
            {load.nextCursor === undefined ? null : (
              <Button type="text" block onClick={() => void desk.loadBox(box, load.nextCursor)}>
                {text.more}
              </Button>
            )}
          </div>
        </>
      )}
    </nav>
  );
}
