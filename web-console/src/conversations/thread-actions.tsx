import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useState } from 'react';
import type { ClosingWords } from '../live/desk.js';
import { text } from '../strings.js';
import { EndConversation } from './end-conversation.js';

interface ThreadActionsProps {
  /** One button with a menu, for narrow screens. */
  compact: boolean;
  releasing: boolean;
  closing: boolean;
  onRelease: () => void;
  onClose: (words: ClosingWords) => Promise<boolean>;
}

/** What whoever serves a conversation can do with it: back to the queue, or end it. */
export function ThreadActions({ compact, releasing, closing, onRelease, onClose }: ThreadActionsProps) {
  const [ending, setEnding] = useState(false);
  return (
    <>
      {compact ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'release', label: text.thread.release, onClick: onRelease },
              { key: 'end', label: text.thread.end, onClick: () => setEnding(true) },
            ],
          }}
        >
          <Button type="text" icon={<EllipsisOutlined />} aria-label={text.thread.moreActions} />
        </Dropdown>
      ) : (
        <>
          <Tooltip title={text.thread.releaseHint}>
            <Button loading={releasing} onClick={onRelease}>
              {text.thread.release}
            </Button>
          </Tooltip>
          <Button onClick={() => setEnding(true)}>{text.thread.end}</Button>
        </>
      )}
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
