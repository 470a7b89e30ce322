import { CustomerServiceOutlined, EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ConversationStatus } from '../../../src/contract/messages.js';
import { useSuggestions } from '../live/desk-queries.js';
import { text } from '../strings.js';
import type { ReplyFacts } from './canned.js';
import { Composer } from './composer.js';
import type { Thread, ThreadState } from './thread.js';

interface ThreadFootProps {
  thread: Thread;
  status: ConversationStatus | undefined;
  isMine: boolean;
  /** Less than everything that a colleague may do. */
  access: ThreadState['access'];
  /** A left message in it is owed an answer. */
  owed: boolean;
  /** A colleague who writes here just now. */
  colleague: string | undefined;
  /** What blanks of canned replies are filled with. */
  facts: ReplyFacts;
  /** The shopper's newest message that nobody has answered. */
  about: number | undefined;
  ownerName: string | undefined;
  claiming: boolean;
  onClaim: () => void;
}

/** Under the messages: the composer for whoever serves the conversation, else why it is locked and what opens it. */
export function ThreadFoot({
  colleague,
  facts,
  about,
  thread,
  status,
  isMine,
  access,
  owed,
  ownerName,
  claiming,
  onClaim,
}: ThreadFootProps) {
  const [noting, setNoting] = useState(false);
  if (status === undefined) return <div className="locked" />;
  if (access !== undefined)
    return (
      <div className="locked">
        <span className="locked-words">{text.desk.accessWords[access]}</span>
      </div>
    );
  if (isMine) return <OwnFoot thread={thread} colleague={colleague} facts={facts} about={about} />;
  if (noting) return <Composer thread={thread} mayReply={false} onLeave={() => setNoting(false)} />;
  return (
    <div className="locked">
      <span className="locked-words">
        {colleague === undefined ? lockedWords(status, ownerName, owed) : text.desk.writing(colleague)}
      </span>
      <Button onClick={() => setNoting(true)}>{text.composer.note}</Button>
      {status.state === 'queued' || (owed && status.state !== 'human') ? (
        <Button type="primary" icon={<CustomerServiceOutlined />} loading={claiming} onClick={onClaim}>
          {status.state === 'queued' ? text.thread.claim : text.desk.takeUp}
        </Button>
      ) : null}
    </div>
  );
}

/** The composer of whoever serves the shopper, with what may be answered. */
function OwnFoot({
  thread,
  colleague,
  facts,
  about,
}: Pick<ThreadFootProps, 'thread' | 'colleague' | 'facts' | 'about'>) {
  const { data, isFetching } = useSuggestions(thread.conversationId, about);
  const items = about === undefined || data?.about === undefined ? [] : data.items;
  return (
    <>
      {colleague === undefined ? null : (
        <div className="writing" role="status">
          <EditOutlined aria-hidden /> {text.desk.writing(colleague)}
        </div>
      )}
      <Composer
        thread={thread}
        mayReply
        facts={facts}
        suggestions={{ items, loading: about !== undefined && isFetching }}
      />
    </>
  );
}

function lockedWords({ state }: ConversationStatus, ownerName: string | undefined, owed: boolean): string {
  if (owed && (state === 'bot' || state === 'closed')) return text.desk.owedHint;
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
