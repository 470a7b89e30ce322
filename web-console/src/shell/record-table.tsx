import { Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { describeFailure } from '../api/problem.js';
import { FailureNote } from './failure-note.js';

interface RecordTableProps<Row extends object> {
  /** The question for this page of rows, as it stands. */
  list: {
    data: { items: Row[] } | undefined;
    error: Error | null;
    isPending: boolean;
    /** What is shown is of the page before. */
    isPlaceholderData: boolean;
    refetch: () => unknown;
  };
  rowKey: Extract<keyof Row, string>;
  columns: TableColumnsType<Row>;
  /** As a row that opens looks, unless told otherwise. */
  rowClass?: (row: Row) => string;
  /** Absent: a row is all there is. */
  onOpen?: (row: Row) => void;
  dense?: boolean;
  /** What stands there without a row; not shown before the rows have been asked for. */
  empty: ReactNode;
}

/** A page of records; with what it says while loading, without rows, and on failure. */
export function RecordTable<Row extends object>(props: RecordTableProps<Row>) {
  const { list, rowKey, columns, onOpen, dense = false, empty } = props;
  const { rowClass = () => (onOpen === undefined ? '' : 'list-row') } = props;
  if (list.error !== null && list.data === undefined)
    return <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />;
  return (
    <Table<Row>
      rowKey={rowKey}
      size={dense ? 'small' : 'middle'}
      sticky
      columns={columns}
      dataSource={list.data?.items ?? []}
      loading={list.isPending || list.isPlaceholderData}
      pagination={false}
      rowClassName={rowClass}
      {...(onOpen === undefined ? {} : { onRow: (row: Row) => ({ onClick: () => onOpen(row) }) })}
      locale={{ emptyText: list.isPending ? ' ' : empty }}
    />
  );
}
