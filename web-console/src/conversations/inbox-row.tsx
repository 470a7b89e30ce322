import { Button } from 'antd';
import { memo } from 'react';
import type { ConversationSummary } from '../../../src/contract/staff-socket.js';
import type { Box } from '../api/endpoints.js';
import { TierTag } from '../customer/tier-tag.js';
import { useNow } from '../live/use-now.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { LeftMessageMark, SlaBadge } from './sla-badge.js';
import { reasonWords, urgencyOf } from './urgency.js';
import { rowTime, waitingLevel, waitingWords } from './waiting-time.js';

interface InboxRowProps {
  box: Box;
  summary: ConversationSummary;
  selected: boolean;
  claiming: boolean;
  onOpen: (conversationId: string) => void;
  onClaim: (conversationId: string, name: string) => void;
}

/**
 * One conversation in the left pane. The whole row opens it; taking it over is a button of its own. Drawn again only
 * when it has changed: there may be hundreds.
 */
export const InboxRow = memo(function InboxRow(props: InboxRowProps) {
  const { box, summary, selected, claiming, onOpen, onClaim } = props;
  const { conversationId, tags = [], sla } = summary;
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
            onClick={() => onOpen(conversationId)}
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
        {state !== 'queued' && (box === 'mine' || box === 'left') ? <RowMarks summary={summary} /> : null}
        {state === 'queued' && (summary.leftMessage !== undefined || tags.length > 0 || isPressing(sla)) ? (
          <RowMarks summary={summary} />
        ) : null}
        {state === 'queued' ? (
          <div className="row-line row-foot">
            <span className="row-tags">
              {urgency === 'normal' ? null : (
                <Pill tone={urgency === 'urgent' ? 'bad' : 'warn'}>{text.inbox[urgency]}</Pill>
              )}
              {reason === undefined ? null : <span className="row-reason ellipsis">{reason}</span>}
            </span>
            <Button
              size="small"
              type={selected ? 'primary' : 'default'}
              loading={claiming}
              onClick={() => onClaim(conversationId, customer.name)}
            >
              {text.inbox.claim}
            </Button>
          </div>
        ) : box === 'left' ? (
          <div className="row-line row-foot">
            <span className={`state-words state-${state}`}>{text.state[state]}</span>
            <Button
              size="small"
              type={selected ? 'primary' : 'default'}
              loading={claiming}
              onClick={() => onClaim(conversationId, customer.name)}
            >
              {text.desk.takeUp}
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
});

const isPressing = (sla: ConversationSummary['sla']): boolean => sla !== undefined && sla.state !== 'ok';

/** What is owed and by when, and what staff call it. Nothing where there is nothing to say. */
function RowMarks({ summary }: { summary: ConversationSummary }) {
  const { sla, leftMessage, tags = [] } = summary;
  if (sla?.dueAt === undefined && leftMessage === undefined && tags.length === 0) return null;
  return (
    <div className="row-line row-marks">
      <LeftMessageMark summary={summary} />
      <SlaBadge sla={sla} />
      {tags.slice(0, 3).map((tag) => (
        <span key={tag} className="tag tag-small">
          {tag}
        </span>
      ))}
    </div>
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
