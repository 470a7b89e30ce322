import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import type { ClosingWords } from '../live/desk-actions.js';
import { useShortcuts } from '../shell/use-shortcuts.js';
import { text } from '../strings.js';
import { EndConversation } from './end-conversation.js';
import { TranscriptDialog, useTranscriptMail } from './transcript-dialog.js';
import { TransferDialog } from './transfer-dialog.js';
import type { Actions } from './use-actions.js';

interface ThreadActionsProps {
  conversationId: string;
  actions: Actions;
  onTransferred: () => void;
  /** One button with a menu, for narrow screens. */
  compact: boolean;
  releasing: boolean;
  closing: boolean;
  onRelease: () => void;
  onClose: (words: ClosingWords) => Promise<boolean>;
}

/** What whoever serves a conversation can do with it: hand it on, back to the queue, or end it. */
export function ThreadActions({
  conversationId,
  actions,
  onTransferred,
  compact,
  releasing,
  closing,
  onRelease,
  onClose,
}: ThreadActionsProps) {
  const [ending, setEnding] = useState(false);
  const [transferring, setTransferring] = useState(false);
  const [mailing, setMailing] = useState(false);
  const mailsTranscripts = useTranscriptMail();
  const transcriptItems = [
    {
      key: 'save',
      label: (
        <a href={`/v1/conversations/${conversationId}/transcript?format=text`} download>
          {text.transcript.save}
        </a>
      ),
    },
    ...(mailsTranscripts
      ? [{ key: 'mail', label: text.transcript.send, onClick: () => setMailing(true) }]
      : []),
  ];
  useShortcuts(({ kind }) => {
    if (kind === 'transfer') setTransferring(true);
    return kind === 'transfer';
  });
  return (
    <>
      {compact ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'transfer', label: text.desk.transfer, onClick: () => setTransferring(true) },
              { key: 'release', label: text.thread.release, onClick: onRelease },
              ...transcriptItems,
              { key: 'end', label: text.thread.end, onClick: () => setEnding(true) },
            ],
          }}
        >
          <Button type="text" icon={<EllipsisOutlined />} aria-label={text.thread.moreActions} />
        </Dropdown>
      ) : (
        <>
          <Button onClick={() => setTransferring(true)}>{text.desk.transfer}</Button>
          <Tooltip title={text.thread.releaseHint}>
            <Button loading={releasing} onClick={onRelease}>
              {text.thread.release}
            </Button>
          </Tooltip>
          <Button onClick={() => setEnding(true)}>{text.thread.end}</Button>
          <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: transcriptItems }}>
            <Button type="text" icon={<EllipsisOutlined />} aria-label={text.thread.moreActions} />
          </Dropdown>
        </>
      )}
      {transferring ? (
        <TransferDialog
          conversationId={conversationId}
          actions={actions}
          onClose={() => setTransferring(false)}
          onDone={() => {
            setTransferring(false);
            onTransferred();
          }}
        />
      ) : null}
      {mailing ? (
        <TranscriptDialog conversationId={conversationId} onClose={() => setMailing(false)} />
      ) : null}
      <EndConversation
        open={ending}
        busy={closing}
        onCancel={() => setEnding(false)}
        onEnd={async (words) => {
          if (await onClose(words)) setEnding(false);
        }}
      />
    </>
  );
}
