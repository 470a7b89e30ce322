import { App, Drawer, Skeleton } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { describeFailure } from '../api/problem.js';
import { guardLeaving, navigate, pathTo } from '../routing/router.js';
import { FailureNote } from '../shell/failure-note.js';
import { useMedia } from '../shell/use-media.js';
import { text } from '../strings.js';
import { EntryEditor } from './entry-editor.js';
import { useEntry } from './entry-queries.js';

const leave = (): void => navigate(pathTo('knowledge'));

/** The editor of one entry (or a new one) over the list. Unsaved work is never lost without a question. */
export function EntryDrawer({ id }: { id: string | undefined }) {
  const { modal } = App.useApp();
  const loaded = useEntry(id);
  const [dirty, setDirty] = useState(false);
  const narrow = useMedia('(max-width: 720px)');

  const ask = useCallback(
    (proceed: () => void) => {
      modal.confirm({
        title: text.shell.leaveTitle,
        content: text.shell.leaveHint,
        okText: text.shell.leaveGo,
        cancelText: text.shell.leaveStay,
        okButtonProps: { danger: true },
        onOk: proceed,
      });
    },
    [modal],
  );
  useEffect(() => (dirty ? guardLeaving(ask) : undefined), [dirty, ask]);

  return (
    <Drawer
      open
      size={narrow ? '100%' : 760}
      title={id === undefined ? text.knowledge.create : (loaded.data?.entry.question ?? text.knowledge.title)}
      onClose={leave}
      rootClassName="entry-drawer"
      styles={{ body: { padding: 0 } }}
    >
      {id !== undefined && loaded.data === undefined ? (
        loaded.error === null ? (
          <div className="entry-loading">
            <Skeleton active paragraph={{ rows: 8 }} />
          </div>
        ) : (
          <FailureNote
            title={text.knowledge.missing}
            words={describeFailure(loaded.error)}
            retry={() => void loaded.refetch()}
          />
        )
      ) : (
        <EntryEditor
          stored={loaded.data?.entry}
          onDirty={setDirty}
          reload={async () => (await loaded.refetch()).data?.entry}
        />
      )}
    </Drawer>
  );
}
