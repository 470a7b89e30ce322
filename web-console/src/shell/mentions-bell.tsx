import { useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { api } from '../api/endpoints.js';
import { clockWords, rowTime } from '../conversations/waiting-time.js';
import { useMentions } from '../live/desk-queries.js';
import { navigate, pathTo } from '../routing/router.js';
import { text } from '../strings.js';
import { EmptyNote } from './failure-note.js';

const words = text.desk;

/** Notes in which one is spoken to, with the number of those not looked at yet. */
export function MentionsBell() {
  const queries = useQueryClient();
  const { data } = useMentions();
  const [open, setOpen] = useState(false);
  const items = data?.items ?? [];
  const fresh = items.filter(({ seen }) => !seen).length;

  // What is new stays marked until its conversation is opened, or somebody says that all is read.
  const allRead = (): void => {
    void api
      .mentionsSeen()
      .then(() => queries.invalidateQueries({ queryKey: ['mentions'] }))
      .catch(() => undefined);
  };

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={
        <span className="mentions-title">
          {words.mentions}
          {fresh > 0 ? (
            <Button type="link" size="small" onClick={allRead}>
              {words.allRead}
            </Button>
          ) : null}
        </span>
      }
      content={
        <div className="mentions">
          {items.length === 0 ? <EmptyNote title={words.mentionsNone} hint={words.mentionsNoneHint} /> : null}
          {items.map(({ note, customer, access, seen }) => (
            <button
              key={note.id}
              type="button"
              className={seen ? 'mention' : 'mention mention-new'}
              onClick={() => {
                setOpen(false);
                navigate(pathTo('conversations', note.conversationId));
              }}
            >
              <span className="mention-head">
                <strong>{note.author}</strong>
                <span className="faint ellipsis">{customer}</span>
                <time className="faint" dateTime={note.createdAt}>
                  {rowTime(note.createdAt, Date.now(), text.thread.yesterday) || clockWords(note.createdAt)}
                </time>
              </span>
              <span className="mention-words">{note.text}</span>
              {access === 'full' ? null : <span className="faint">{words.mentionReadOnly}</span>}
            </button>
          ))}
        </div>
      }
    >
      <Badge count={fresh} size="small" offset={[-6, 6]}>
        <Button type="text" aria-label={words.mentions} icon={<span className="at-sign">@</span>} />
      </Badge>
    </Popover>
  );
}
