import { CustomerServiceOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ConversationStatus } from '../../../src/contract/messages.js';
import { text } from '../strings.js';
import { Composer } from './composer.js';
import type { Thread } from './thread.js';

interface ThreadFootProps {
  thread: Thread;
  status: ConversationStatus | undefined;
  isMine: boolean;
  ownerName: string | undefined;
  claiming: boolean;
  onClaim: () => void;
}

/** Under the messages: the composer for whoever serves the conversation, else why it is locked and what opens it. */
export function ThreadFoot({ thread, status, isMine, ownerName, claiming, onClaim }: ThreadFootProps) {
  const [noting, setNoting] = useState(false);
  if (status === undefined) return <div className="locked" />;
  if (isMine) return <Composer thread={thread} mayReply />;
  if (noting) return <Composer thread={thread} mayReply={false} onLeave={() => setNoting(false)} />;
  return (
    <div className="locked">
      <span className="locked-words">{lockedWords(status, ownerName)}</span>
      <Button onClick={() => setNoting(true)}>{text.composer.note}</Button>
      {status.state === 'queued' ? (
        <Button type="primary" icon={<CustomerServiceOutlined />} loading={claiming} onClick={onClaim}>
          {text.thread.claim}
        </Button>
      ) : null}
    </div>
  );
}

function lockedWords({ state }: ConversationStatus, ownerName: string | undefined): string {
  switch (state) {
    case 'bot':
      return text.thread.botOwns;
    case 'queued':
      return text.thread.claimHint;
    case 'human':
      return text.thread.otherOwns(ownerName ?? text.role.agent);
    case 'closed':
      return text.thread.closedHint;
    default:
      return state satisfies never;
  }
}
