import { Drawer, Skeleton } from 'antd';
import { useState } from 'react';
import { describeFailure } from '../api/problem.js';
import { navigate, pathTo } from '../routing/router.js';
import { useLeaveGuard } from '../settings/use-document.js';
import { FailureNote } from '../shell/failure-note.js';
import { useMedia } from '../shell/use-media.js';
import { text } from '../strings.js';
import { EntryEditor } from './entry-editor.js';
import { useEntry } from './entry-queries.js';

const leave = (): void => navigate(pathTo('knowledge'));

/** The editor of one entry (or a new one) over the list. Unsaved work is never lost without a question. */
export function EntryDrawer({ id }: { id: string | undefined }) {
  const loaded = useEntry(id);
  const [dirty, setDirty] = useState(false);
  const narrow = useMedia('(max-width: 720px)');

  useLeaveGuard(dirty);

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
