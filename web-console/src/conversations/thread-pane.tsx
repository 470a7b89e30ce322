import './attachments.css';
import { ArrowLeftOutlined, IdcardOutlined } from '@ant-design/icons';
import { Button, Skeleton, Tooltip } from 'antd';
import type { CustomerPane } from '../../../src/contract/http.js';
import type { ConversationState, Message } from '../../../src/contract/messages.js';
import type { ShopperPresence } from '../../../src/contract/staff-socket.js';
import { TierTag } from '../customer/tier-tag.js';
import { useDesk } from '../live/desk-context.js';
import { useHandOff, useReadMentions } from '../live/desk-queries.js';
import { useObservable, useSelected } from '../live/observable.js';
import { FailureNote } from '../shell/failure-note.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';
import type { ReplyFacts } from './canned.js';
import { Waiting } from './inbox-row.js';
import { MessageList } from './message-list.js';
import { listMessages } from './message-log.js';
import { Recap } from './recap-bar.js';
import { LeftMessageMark, SlaBadge } from './sla-badge.js';
import { TagRow } from './tag-row.js';
import type { Thread } from './thread.js';
import { ThreadActions } from './thread-actions.js';
import { ThreadFoot } from './thread-foot.js';
import { reasonWords } from './urgency.js';
import { useActions } from './use-actions.js';
import { clockWords } from './waiting-time.js';

interface ThreadPaneProps {
  thread: Thread;
  onClaimed: () => void;
  /** The conversation was handed on. */
  onGone: () => void;
  /** Absent when the customer stands beside the conversation anyway. */
  onCustomer: (() => void) | undefined;
  /** On a phone: back to the list. */
  onBack: (() => void) | undefined;
}

const stateTones: Record<ConversationState, Tone> = {
  bot: 'info',
  queued: 'warn',
  human: 'good',
  closed: 'plain',
};

/** The middle pane: who it is and what can be done, the messages, and what may be written. */
export function ThreadPane({ thread, onClaimed, onGone, onCustomer, onBack }: ThreadPaneProps) {
  const desk = useDesk();
  const { conversationId } = thread;
  const state = useObservable(thread.state);
  const listed = useSelected(desk.inbox, ({ entries }) => entries.get(conversationId)?.summary);
  const summary = listed ?? state.summary;
  const actions = useActions();
  const messages = listMessages(state.log);
  const status = state.status;
  const handOff = useHandOff(conversationId, status?.version);
  const name = state.customer?.name ?? summary?.customer.name ?? text.thread.shopper;
  const known = summary?.customer.known ?? state.customer?.customerId !== undefined;
  const { access } = state;
  const isMine =
    access === undefined &&
    status?.state === 'human' &&
    ownedBy(desk.staff, summary?.assignedTo, status.agent?.name);
  useReadMentions(conversationId, state.phase === 'ready');

  if (state.phase === 'failed') {
    return (
      <FailureNote title={text.thread.failed} words={state.failure ?? ''} retry={() => void thread.open()} />
    );
  }
  return (
    <div className="thread">
      <header className="thread-head">
        {onBack === undefined ? null : (
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label={text.thread.backToList}
            onClick={onBack}
          />
        )}
        <h2 className="ellipsis">{name}</h2>
        <TierTag tier={state.customer?.tier ?? summary?.customer.tier} />
        {access === 'read' ? <Pill tone="plain">{text.desk.readOnly}</Pill> : null}
        {status === undefined || access === 'lost' ? null : (
          <Pill tone={stateTones[status.state]}>{text.state[status.state]}</Pill>
        )}
        <ShopperThere shopper={access === 'lost' ? undefined : state.shopper} />
        {status?.state === 'queued' && summary?.queuedAt !== undefined ? (
          <Waiting since={summary.queuedAt} />
        ) : null}
        <div className="thread-tools">
          {isMine ? (
            <ThreadActions
              conversationId={conversationId}
              actions={actions}
              onTransferred={onGone}
              compact={onBack !== undefined}
              releasing={actions.busy === `release:${conversationId}`}
              closing={actions.busy === `close:${conversationId}`}
              onRelease={() => void actions.release(conversationId)}
              onClose={(words) => actions.close(conversationId, words)}
            />
          ) : null}
          {onCustomer === undefined ? null : (
            <Tooltip title={text.thread.customerPane}>
              <Button
                type="text"
                icon={<IdcardOutlined />}
                aria-label={text.thread.customerPane}
                onClick={onCustomer}
              />
            </Tooltip>
          )}
        </div>
      </header>
      <div className="thread-marks">
        <LeftMessageMark summary={summary} />
        {isMine || status?.state === 'queued' ? <SlaBadge sla={summary?.sla} /> : null}
        {access === undefined ? <TagRow conversationId={conversationId} tags={summary?.tags ?? []} /> : null}
      </div>
      <Recap
        summary={handOff.data}
        messages={messages}
        reason={reasonWords(summary?.handOffReason)}
        handedOver={status?.state === 'queued' || status?.state === 'human'}
        open={status?.state === 'queued'}
      />
      {messages.length === 0 && state.phase === 'loading' ? (
        <div className="thread-skeleton" role="status" aria-label={text.loading}>
          <Skeleton active avatar paragraph={{ rows: 2 }} />
          <Skeleton active paragraph={{ rows: 1 }} />
          <Skeleton active avatar paragraph={{ rows: 2 }} />
        </div>
      ) : (
        <MessageList
          thread={thread}
          messages={messages}
          state={state}
          shopper={{ name, known }}
          serving={isMine}
        />
      )}
      <ThreadFoot
        thread={thread}
        status={status}
        isMine={isMine}
        access={access}
        owed={summary?.leftMessage !== undefined}
        colleague={state.colleague}
        facts={factsOf(name, known, desk.staff.name, handOff.data?.orders, state.customer)}
        about={isMine ? unanswered(messages) : undefined}
        ownerName={summary?.assignedTo?.name ?? status?.agent?.name}
        claiming={actions.busy === `claim:${conversationId}`}
        onClaim={async () => {
          if (await actions.claim(conversationId, name)) onClaimed();
        }}
      />
    </div>
  );
}

/** The shopper's newest message when nobody has answered it: what suggestions are about. */
function unanswered(messages: readonly Message[]): number | undefined {
  const last = messages.findLast(({ from }) => from === 'shopper' || from === 'agent');
  return last?.from === 'shopper' && last.type === 'text' ? last.sequence : undefined;
}

/** What blanks of canned replies are filled with; the order in question, else the only one there is. */
function factsOf(
  name: string,
  known: boolean,
  agent: string,
  inQuestion: readonly string[] | undefined,
  customer: CustomerPane | undefined,
): ReplyFacts {
  const orders = customer?.recentOrders ?? [];
  const order = inQuestion?.at(-1) ?? (orders.length === 1 ? orders[0]?.orderId : undefined);
  return {
    // A masked name greets nobody.
    顾客称呼: known && !name.includes('*') ? name : '亲',
    客服昵称: agent,
    ...(order === undefined ? {} : { 订单号: order }),
  };
}

/** Whether the shopper still looks at the chat: nobody likes to type to an empty chair. */
function ShopperThere({ shopper }: { shopper: ShopperPresence | undefined }) {
  if (shopper === undefined) return null;
  const { onPage, leftAt } = shopper;
  const left = leftAt === undefined ? text.thread.notOnPage : text.thread.leftPage(clockWords(leftAt));
  return (
    <span className={onPage ? 'shopper-there on-page' : 'shopper-there'} role="status">
      {onPage ? text.thread.onPage : left}
    </span>
  );
}

/** By id where the summary tells it; the status knows only a name. */
function ownedBy(
  staff: { staffId: string; name: string },
  assigned: { staffId: string } | undefined,
  agentName: string | undefined,
): boolean {
  return assigned === undefined ? agentName === staff.name : assigned.staffId === staff.staffId;
}
