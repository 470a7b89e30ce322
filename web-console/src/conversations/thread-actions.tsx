import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import { useShortcuts } from '../shell/use-shortcuts.js';
import { text } from '../strings.js';
import { EndConversation } from './end-conversation.js';
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
  onClose: (disposition: string) => Promise<boolean>;
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
      <EndConversation
        open={ending}
        busy={closing}
        onCancel={() => setEnding(false)}
        onEnd={async (disposition) => {
          if (await onClose(disposition)) setEnding(false);
        }}
      />
    </>
  );
}
