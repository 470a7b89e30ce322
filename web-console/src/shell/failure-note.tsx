import { CloudServerOutlined, InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { text } from '../strings.js';

interface StateNoteProps {
  icon?: ReactNode;
  title: string;
  hint?: string | undefined;
  action?: ReactNode;
}

/** The calm middle of an empty place: a picture, a sentence, what to do next. */
export function EmptyNote({ icon, title, hint, action }: StateNoteProps) {
  return (
    <div className="state-note">
      <span className="state-icon" aria-hidden>
        {icon ?? <InboxOutlined />}
      </span>
      <div className="state-title">{title}</div>
      {hint === undefined ? null : <div className="state-hint">{hint}</div>}
      {action === undefined ? null : <div className="state-action">{action}</div>}
    </div>
  );
}

/** What failed, in words, and a way to try again. */
export function FailureNote({ words, retry, title }: { words: string; retry?: () => void; title?: string }) {
  return (
    <div role="alert" className="state-wrap">
      <EmptyNote
        icon={<CloudServerOutlined />}
        title={title ?? text.failure.title}
        hint={words}
        {...(retry === undefined ? {} : { action: <Button onClick={retry}>{text.retry}</Button> })}
      />
    </div>
  );
}
