import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { text } from '../strings.js';
import { EmptyNote } from './failure-note.js';

/** Keeps a fault in one page from taking everything down; also catches a chunk that a new release removed. */
export class CrashGuard extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="state-wrap" role="alert">
        <EmptyNote
          title={text.failure.crashed}
          hint={text.failure.crashedHint}
          action={
            <Button type="primary" onClick={() => location.reload()}>
              {text.failure.reload}
            </Button>
          }
        />
      </div>
    );
  }
}
