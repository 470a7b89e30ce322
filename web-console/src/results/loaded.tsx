import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { describeFailure } from '../api/problem.js';
import { FailureNote } from '../shell/failure-note.js';
import { resultsText } from '../strings-results.js';

/** What is shown while figures come, when they do not, and when they are there. */
export function Loaded<T>({ from, children }: { from: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (from.data !== undefined) return children(from.data);
  return from.error === null ? (
    <Skeleton active className="page-skeleton" paragraph={{ rows: 6 }} />
  ) : (
    <FailureNote
      title={resultsText.failed}
      words={describeFailure(from.error)}
      retry={() => void from.refetch()}
    />
  );
}
