import { EyeOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Input, Skeleton, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import type { ConversationState } from '../../../src/contract/messages.js';
import type { ConversationSummary } from '../../../src/contract/staff-socket.js';
import { EndConversation } from '../conversations/end-conversation.js';
import { MessageList } from '../conversations/message-list.js';
import { listMessages } from '../conversations/message-log.js';
import { reasonWords } from '../conversations/urgency.js';
import { TierTag } from '../customer/tier-tag.js';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { navigate, pathTo } from '../routing/router.js';
import { FailureNote } from '../shell/failure-note.js';
import { Pill, type Tone } from '../shell/pill.js';
import { useMedia } from '../shell/use-media.js';
import { text } from '../strings.js';
import { ReassignDialog } from './reassign-dialog.js';
import { useOversight } from './use-oversight.js';
import '../conversations/conversations.css';

const words = text.wall;
const longestWhisper = 500;
const tones: Record<ConversationState, Tone> = {
  bot: 'info',
  queued: 'warn',
  human: 'good',
  closed: 'plain',
};

interface MonitorDrawerProps {
  conversationId: string;
  /** As the wall last told it; the thread itself knows better how it stands. */
  summary: ConversationSummary | undefined;
  onClose: () => void;
}

/** Listening in: the live thread, read-only, and what a supervisor can do about it. */
export function MonitorDrawer({ conversationId, summary, onClose }: MonitorDrawerProps) {
  const desk = useDesk();
  const { modal } = App.useApp();
  const phone = useMedia('(max-width: 720px)');
  const thread = desk.thread(conversationId);
  const state = useObservable(thread.state);
  const oversight = useOversight(conversationId);
  const [asking, setAsking] = useState<'reassign' | 'end'>();
  const { status } = state;
  const name = state.customer?.name ?? summary?.customer.name ?? text.thread.shopper;
  const known = summary?.customer.known ?? state.customer?.customerId !== undefined;
  const agentName = status?.agent?.name;
  const ownerId = status?.state === 'human' ? summary?.assignedTo?.staffId : undefined;
  const isMine = status?.state === 'human' && ownerId === desk.staff.staffId;
  const isOpen = status !== undefined && status.state !== 'closed';
  const inDesk = pathTo('conversations', conversationId);

  useEffect(() => void thread.open(), [thread]);

  const takeOver = (): void => {
    modal.confirm({
      title: words.takeOverTitle,
      content: words.takeOverHint,
      okText: words.takeOver,
      cancelText: text.cancel,
      onOk: () => oversight.takeOver(),
    });
  };

  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? '100%' : 560}
      styles={{ body: { padding: 0 } }}
      title={
        <span className="monitor-title">
          <span className="ellipsis">{name}</span>
          <TierTag tier={state.customer?.tier ?? summary?.customer.tier} />
          {status === undefined ? null : <Pill tone={tones[status.state]}>{text.state[status.state]}</Pill>}
        </span>
      }
      extra={
        <>
          <Button
            type="link"
            size="small"
            href={`/v1/conversations/${conversationId}/transcript?format=html`}
            download
          >
            {words.transcript}
          </Button>
          <Button type="link" size="small" onClick={() => navigate(`${inDesk}?box=all`)}>
            {words.openInDesk}
          </Button>
        </>
      }
    >
      <div className="monitor">
        <div className="monitor-line">
          {isMine ? (
            words.mine
          ) : (
            <Tooltip title={words.monitorHint}>
              <span>
                <EyeOutlined aria-hidden /> {words.monitor}
                {agentName === undefined ? null : ` · ${words.servedBy(agentName)}`}
              </span>
            </Tooltip>
          )}
          {summary?.handOffReason === undefined ? null : (
            <span className="faint ellipsis">{reasonWords(summary.handOffReason)}</span>
          )}
        </div>
        {state.phase === 'failed' ? (
          <FailureNote
            title={text.thread.failed}
            words={state.failure ?? ''}
            retry={() => void thread.open()}
          />
        ) : state.phase === 'loading' && state.log.bySequence.size === 0 ? (
          <Skeleton active avatar className="page-skeleton" />
        ) : (
          <MessageList
            thread={thread}
            messages={listMessages(state.log)}
            state={state}
            shopper={{ name, known }}
            serving={false}
          />
        )}
        {isOpen ? (
          <footer className="monitor-foot">
            {status.state === 'human' && !isMine ? (
              <Whisper
                to={agentName ?? text.role.agent}
                busy={oversight.busy === 'whisper'}
                onSend={oversight.whisper}
              />
            ) : null}
            <div className="monitor-actions">
              {isMine ? (
                <Button type="primary" onClick={() => navigate(`${inDesk}?box=mine`)}>
                  {words.reply}
                </Button>
              ) : (
                <Button
                  type="primary"
                  loading={oversight.busy === 'conversation.takeOver'}
                  onClick={takeOver}
                >
                  {words.takeOver}
                </Button>
              )}
              {status.state === 'bot' ? null : (
                <Button onClick={() => setAsking('reassign')}>
                  {status.state === 'queued' ? words.assign : words.reassign}
                </Button>
              )}
              <Button onClick={() => setAsking('end')}>{words.end}</Button>
            </div>
          </footer>
        ) : null}
      </div>
      <ReassignDialog
        open={asking === 'reassign'}
        busy={oversight.busy === 'conversation.transfer' || oversight.busy === 'conversation.assign'}
        ownerId={ownerId}
        waiting={status?.state === 'queued'}
        onCancel={() => setAsking(undefined)}
        onChoose={async (to, note) => {
          const given =
            status?.state === 'queued'
              ? await oversight.assign(to, note)
              : await oversight.transfer(to, note);
          if (given) setAsking(undefined);
        }}
      />
      <EndConversation
        open={asking === 'end'}
        busy={oversight.busy === 'conversation.close'}
        onCancel={() => setAsking(undefined)}
        onEnd={async (closing) => {
          if (await oversight.close(closing)) setAsking(undefined);
        }}
      />
    </Drawer>
  );
}

interface WhisperProps {
  to: string;
  busy: boolean;
  onSend: (words: string) => Promise<boolean>;
}

function Whisper({ to, busy, onSend }: WhisperProps) {
  const [said, setSaid] = useState('');
  const send = async (): Promise<void> => {
    if (said.trim() === '' || busy) return;
    if (await onSend(said.trim())) setSaid('');
  };
  return (
    <div className="whisper-box">
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={longestWhisper}
        aria-label={words.whisper}
        placeholder={words.whisperPlaceholder(to)}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
        onPressEnter={(event) => {
          if (event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          void send();
        }}
      />
      <Button disabled={said.trim() === ''} loading={busy} onClick={() => void send()}>
        {words.whisperSend}
      </Button>
    </div>
  );
}
