import { Skeleton } from 'antd';
import { text } from '../strings.js';

/** The shape of rows that are on their way. */
export function RowSkeletons() {
  return (
    <div className="inbox-skeletons" aria-label={text.loading} role="status">
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} active avatar={{ size: 36 }} title={{ width: '60%' }} paragraph={{ rows: 1 }} />
      ))}
    </div>
  );
}
