import { Alert, App, Button } from 'antd';
import type { ReactNode } from 'react';
import { text } from '../strings.js';
import './conflict-choice.css';

const words = text.conflict;

interface ConflictChoiceProps {
  /** What was changed, as `同事刚刚改过这张券`. */
  title: string;
  /** Who or what of theirs is worth seeing before choosing. */
  children?: ReactNode;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** A colleague saved first: the choice is the writer's, whose work is untouched until then. */
export function ConflictChoice({ title, children, onKeepMine, onTakeTheirs }: ConflictChoiceProps) {
  const { message } = App.useApp();
  return (
    <Alert
      type="warning"
      showIcon
      className="conflict"
      title={title}
      description={
        <>
          {children}
          <p>{words.hint}</p>
          <div className="conflict-actions">
            <Button
              size="small"
              type="primary"
              onClick={() => {
                onKeepMine();
                void message.info(words.kept);
              }}
            >
              {words.keepMine}
            </Button>
            <Button size="small" onClick={onTakeTheirs}>
              {words.takeTheirs}
            </Button>
          </div>
        </>
      }
    />
  );
}
