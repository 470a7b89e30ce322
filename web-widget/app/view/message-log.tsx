import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { inOrder } from '../chat/message-book.js';
import { buildTimeline } from '../chat/timeline.js';
import { dayWords } from '../wording.js';
import { Avatar } from './avatar.jsx';
import { now } from './clock.js';
import { useWidget } from './context.js';
import { Dots } from './dots.jsx';
import { Failing, Loading, Welcome } from './empty-states.jsx';
import { Icon } from './icons.jsx';
import { lateAttach, lateCards } from './late-parts.js';
import { MessageRow } from './message-row.jsx';
import { PendingRow } from './pending-row.jsx';

/** Nearer to the end than this counts as reading the newest message. */
const nearEndPx = 60;
/** A long history is drawn in portions, newest first. */
const portion = 80;

/** The conversation. Follows the newest message while the shopper is at the end; otherwise says that there is more. */
export function MessageLog() {
  const { chat, panelOpen, away, t, locale } = useWidget();
  const shown = useSignal(portion);
  const log = useRef<HTMLDivElement>(null);
  const messages = useComputed(() => inOrder(chat.book.value));
  const ownLast = useComputed(
    () => messages.value.findLast((message) => message.from === 'shopper')?.sequence,
  );
  const rows = buildTimeline(messages.value, chat.outbox.items.value, chat.unreadFrom.value);
  const visible = rows.slice(-shown.value);
  const newest = rows.at(-1)?.key;
  const attach = lateAttach.part.value;
  const pending = chat.outbox.items.value.length + (attach?.uploadsOf(chat).items.value.length ?? 0);
  const typing = chat.typing.value;

  const toEnd = (): void => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
    away.value = false;
  };
  const phase = chat.phase.value;
  const cards = lateCards.part.value;
  const open = panelOpen.value;
  // Own words always come into view; others' only when the end was in view already.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the moments, not what is read
  useLayoutEffect(toEnd, [pending, phase]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what makes the log longer
  useLayoutEffect(() => {
    if (!away.value) toEnd();
  }, [newest, typing, rows.length, cards, attach]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the panel opens
  useLayoutEffect(() => {
    const mark = log.current?.querySelector('.unread-line');
    if (!open) return;
    if (mark) mark.scrollIntoView({ block: 'start' });
    else toEnd();
  }, [open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one observer for the life of the log
  useLayoutEffect(() => {
    // The keyboard, a banner or a growing composer takes room: stay at the end.
    const watch = new ResizeObserver(() => !away.value && toEnd());
    if (log.current) watch.observe(log.current);
    return () => watch.disconnect();
  }, []);

  function onScroll(): void {
    const box = log.current;
    if (box) away.value = box.scrollHeight - box.scrollTop - box.clientHeight > nearEndPx;
  }

  const loading = chat.phase.value === 'loading' && rows.length === 0;
  const agent = chat.status.value?.agent?.name;
  return (
    <div class="log-frame">
      <div
        class="log"
        ref={log}
        role="log"
        aria-live="polite"
        aria-busy={chat.phase.value === 'loading'}
        aria-label={t.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {loading && <Loading />}
        {chat.phase.value === 'failing' && rows.length === 0 && <Failing />}
        {chat.phase.value === 'ready' && rows.length === 0 && <Welcome />}
        {rows.length > visible.length && (
          <button
            type="button"
            class="quiet show-earlier"
            onClick={() => {
              shown.value += portion;
            }}
          >
            {t.showEarlier}
          </button>
        )}
        {visible.map((row) => {
          if (row.kind === 'day') {
            return (
              <div class="day" key={row.key}>
                {dayWords(row.at, now.value, locale, t)}
              </div>
            );
          }
          if (row.kind === 'unread') {
            return (
              <div class="unread-line" key={row.key}>
                {t.newMessages}
              </div>
            );
          }
          if (row.kind === 'pending') return <PendingRow key={row.key} item={row.item} />;
          const own = row.message.sequence === ownLast.value && row.message.from === 'shopper';
          const read = own && chat.readByAgent.value >= row.message.sequence;
          return <MessageRow {...row} key={row.key} read={read} cards={cards} />;
        })}
        {attach && <attach.UploadRows />}
        {typing && (
          <div class="row from-other first typing-row" aria-hidden="true">
            <Avatar agentName={typing === 'agent' ? agent : undefined} size={28} />
            <Dots />
          </div>
        )}
      </div>
      {away.value && (
        <button type="button" class="new-pill" onClick={toEnd} aria-label={t.newMessages}>
          <Icon name="down" size={18} />
          {chat.unread.value > 0 && t.newMessages}
        </button>
      )}
      <div class="visually-hidden" role="status">
        {typing && `${typing === 'agent' ? (agent ?? '') : t.assistant} ${t.isTyping}`}
      </div>
    </div>
  );
}
