import { Button } from 'antd';
import type { ConversationSummary } from '../../../src/contract/staff-socket.js';
import type { Box } from '../api/endpoints.js';
import { TierTag } from '../customer/tier-tag.js';
import { useNow } from '../live/use-now.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { reasonWords, urgencyOf } from './urgency.js';
import { rowTime, waitingLevel, waitingWords } from './waiting-time.js';

interface InboxRowProps {
  box: Box;
  summary: ConversationSummary;
  selected: boolean;
  claiming: boolean;
  onOpen: () => void;
  onClaim: () => void;
}

/** One conversation in the left pane. The whole row opens it; taking it over is a button of its own. */
export function InboxRow({ box, summary, selected, claiming, onOpen, onClaim }: InboxRowProps) {
  const { customer, lastMessage, priority, state, handOffReason, assignedTo, unread, queuedAt } = summary;
  const urgency = state === 'queued' ? urgencyOf(priority) : 'normal';
  const reason = reasonWords(handOffReason);
  return (
    <article className={`row${selected ? ' row-selected' : ''} row-${urgency}`}>
      <PersonAvatar name={customer.name} {...(customer.known ? {} : { as: 'visitor' as const })} />
      <div className="row-body">
        <div className="row-line">
          <button
            type="button"
            className="row-link ellipsis"
            onClick={onOpen}
            {...(selected ? { 'aria-current': 'true' as const } : {})}
          >
            {customer.name}
          </button>
          <TierTag tier={customer.tier} />
          <span className="row-time">
            {state === 'queued' && queuedAt !== undefined ? (
              <Waiting since={queuedAt} />
            ) : (
              <RowTime iso={lastMessage?.createdAt ?? summary.updatedAt} />
            )}
          </span>
        </div>
        <div className="row-line">
          <span className="row-preview ellipsis">
            {lastMessage === undefined
              ? text.inbox.noMessage
              : `${text.inbox.from[lastMessage.from]}${lastMessage.text}`}
          </span>
          {unread > 0 && (state === 'queued' || state === 'human') ? (
            <span className="unread" role="img" aria-label={text.inbox.unread(unread)}>
              {unread > 99 ? '99+' : unread}
            </span>
          ) : null}
        </div>
        {state === 'queued' ? (
          <div className="row-line row-foot">
            <span className="row-tags">
              {urgency === 'normal' ? null : (
                <Pill tone={urgency === 'urgent' ? 'bad' : 'warn'}>{text.inbox[urgency]}</Pill>
              )}
              {reason === undefined ? null : <span className="row-reason ellipsis">{reason}</span>}
            </span>
            <Button size="small" type={selected ? 'primary' : 'default'} loading={claiming} onClick={onClaim}>
              {text.inbox.claim}
            </Button>
          </div>
        ) : box === 'all' ? (
          <div className="row-line row-foot">
            <span className={`state-words state-${state}`}>
              {state === 'human' && assignedTo !== undefined
                ? text.inbox.handledBy(assignedTo.name)
                : text.state[state]}
            </span>
          </div>
        ) : null}
      </div>
    </article>
  );
}

/** "3 分 05 秒" since somebody began to wait, ticking, warmer the longer it takes. */
export function Waiting({ since }: { since: string }) {
  const now = useNow();
  return (
    <time className={`waiting waiting-${waitingLevel(since, now)}`} dateTime={since}>
      {waitingWords(since, now)}
    </time>
  );
}

function RowTime({ iso }: { iso: string }) {
  return <time dateTime={iso}>{rowTime(iso, Date.now(), text.thread.yesterday)}</time>;
}
