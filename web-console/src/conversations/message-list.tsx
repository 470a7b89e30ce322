import { ArrowDownOutlined } from '@ant-design/icons';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Message } from '../../../src/contract/messages.js';
import { useDesk } from '../live/desk-context.js';
import { text } from '../strings.js';
import { EventLine, MessageBubble, NoteLine, PendingBubble, type Shopper } from './message-bubble.js';
import { lastSequence } from './message-log.js';
import type { Thread, ThreadState } from './thread.js';
import { buildTimeline, type TimelineItem } from './timeline.js';
import { rowTime } from './waiting-time.js';

interface MessageListProps {
  thread: Thread;
  messages: readonly Message[];
  state: ThreadState;
  shopper: Shopper;
  /** Only whoever serves the shopper marks messages as read. */
  serving: boolean;
}

const nearBottomPixels = 80;

/** The messages. Follows the newest one while the reader is at the bottom; otherwise says that there is more below. */
export function MessageList({ thread, messages, state, shopper, serving }: MessageListProps) {
  const desk = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const [away, setAway] = useState(false);
  const [seenThrough, setSeenThrough] = useState(0);
  const items = useMemo(
    () => buildTimeline(messages, state.notes, state.log.pending),
    [messages, state.notes, state.log.pending],
  );
  const last = lastSequence(state.log);
  const lastOwn = messages.findLast(({ from }) => from === 'agent')?.sequence ?? 0;
  const end = `${items.at(-1)?.key}:${items.length}:${state.shopperTyping}`;

  const toBottom = useCallback((): void => {
    const element = box.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` stands for what was appended
  useLayoutEffect(() => {
    if (atBottom.current) toBottom();
  }, [end]);

  // Pictures and the composer change heights after the fact.
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (atBottom.current) toBottom();
    });
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [toBottom]);

  useEffect(() => {
    const look = (): void => {
      if (!atBottom.current || document.visibilityState !== 'visible' || !document.hasFocus() || last === 0)
        return;
      setSeenThrough(last);
      if (serving) desk.seen(thread.conversationId, last);
    };
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [desk, thread, last, serving]);

  const onScroll = (): void => {
    const element = box.current;
    if (element === null) return;
    const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
    atBottom.current = distance < nearBottomPixels;
    setAway(!atBottom.current);
    if (atBottom.current && last > seenThrough && document.hasFocus()) {
      setSeenThrough(last);
      if (serving) desk.seen(thread.conversationId, last);
    }
  };

  return (
    <div className="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <div className="log" ref={box} onScroll={onScroll} role="log" aria-label={text.thread.log} tabIndex={0}>
        <div className="log-inner">
          {items.length === 0 ? <div className="log-empty faint">{text.thread.empty}</div> : null}
          {items.map((item) => (
            <TimelineLine
              key={item.key}
              item={item}
              thread={thread}
              shopper={shopper}
              readByShopper={state.readByShopper}
              lastOwn={lastOwn}
            />
          ))}
          {state.shopperTyping ? (
            <div className="typing" role="status">
              {text.thread.typing}
              <span className="typing-dots" aria-hidden>
                <i />
                <i />
                <i />
              </span>
            </div>
          ) : null}
        </div>
      </div>
      {away ? (
        <button
          type="button"
          className={last > seenThrough ? 'jump jump-new' : 'jump'}
          onClick={() => {
            atBottom.current = true;
            toBottom();
          }}
        >
          <ArrowDownOutlined /> {last > seenThrough ? text.thread.newMessages : text.thread.jumpToLatest}
        </button>
      ) : null}
    </div>
  );
}

interface TimelineLineProps {
  item: TimelineItem;
  thread: Thread;
  shopper: Shopper;
  readByShopper: number;
  lastOwn: number;
}

function TimelineLine({ item, thread, shopper, readByShopper, lastOwn }: TimelineLineProps) {
  switch (item.kind) {
    case 'day':
      return (
        <div className="day">
          <span>{dayTitle(item.at)}</span>
        </div>
      );
    case 'event':
      return <EventLine message={item.message} />;
    case 'note':
      return <NoteLine note={item.note} />;
    case 'message':
      return (
        <MessageBubble
          message={item.message}
          continues={item.continues}
          shopper={shopper}
          receipt={
            item.message.sequence !== lastOwn
              ? undefined
              : readByShopper >= lastOwn
                ? text.thread.read
                : text.thread.sent
          }
        />
      );
    case 'pending':
      return (
        <PendingBubble
          pending={item.pending}
          continues={item.continues}
          onResend={() => thread.resend(item.pending.clientMessageId)}
          onDiscard={() => thread.discard(item.pending.clientMessageId)}
        />
      );
    default:
      return item satisfies never;
  }
}

function dayTitle(at: string): string {
  const words = rowTime(at, Date.now(), text.thread.yesterday);
  return words.includes(':') ? text.thread.today : words;
}
