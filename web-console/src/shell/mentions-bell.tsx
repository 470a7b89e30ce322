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

  const onOpenChange = (next: boolean): void => {
    setOpen(next);
    if (next || fresh === 0) return;
    // Looked at when it is closed again: while it is open, what is new stays marked.
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
      onOpenChange={onOpenChange}
      title={words.mentions}
      content={
        <div className="mentions">
          {items.length === 0 ? <EmptyNote title={words.mentionsNone} hint={words.mentionsNoneHint} /> : null}
          {items.map(({ note, customer, mayOpen, seen }) => (
            <button
              key={note.id}
              type="button"
              className={seen ? 'mention' : 'mention mention-new'}
              disabled={!mayOpen}
              onClick={() => {
                onOpenChange(false);
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
              {mayOpen ? null : <span className="faint">{words.mentionClosed}</span>}
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
