import { Drawer, Skeleton } from 'antd';
import { describeFailure } from '../api/problem.js';
import { navigate, pathTo } from '../routing/router.js';
import { FailureNote } from '../shell/failure-note.js';
import { useMedia } from '../shell/use-media.js';
import { text } from '../strings.js';
import { DecisionForm } from './decision-form.js';
import { RequestDetail } from './request-detail.js';
import { useRequest } from './request-queries.js';
import { RequestStateTag } from './request-state.js';

const leave = (): void => navigate(pathTo('order-requests'));

/** One request over the list: what staff need to decide, and the decision. */
export function RequestDrawer({ id }: { id: string }) {
  const loaded = useRequest(id);
  const narrow = useMedia('(max-width: 720px)');
  const view = loaded.data;
  return (
    <Drawer
      open
      size={narrow ? '100%' : 520}
      title={
        view === undefined ? (
          text.orderRequests.title
        ) : (
          <span className="request-title">
            {text.orderRequests.action[view.request.action]}
            <RequestStateTag state={view.request.state} />
          </span>
        )
      }
      onClose={leave}
      rootClassName="request-drawer"
      styles={{ body: { padding: 0 } }}
    >
      {view === undefined ? (
        loaded.error === null ? (
          <div className="request-loading">
            <Skeleton active avatar paragraph={{ rows: 8 }} />
          </div>
        ) : (
          <FailureNote
            title={text.orderRequests.missing}
            words={describeFailure(loaded.error)}
            retry={() => void loaded.refetch()}
          />
        )
      ) : (
        <div className="request-body">
          <RequestDetail view={view} />
          {view.next.length > 0 ? <DecisionForm view={view} reload={() => void loaded.refetch()} /> : null}
        </div>
      )}
    </Drawer>
  );
}
