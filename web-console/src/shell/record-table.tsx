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
  rowClass: (row: Row) => string;
  onOpen: (row: Row) => void;
  /** What stands there without a row; not shown before the rows have been asked for. */
  empty: ReactNode;
}

/** A page of records, each of which opens with a click; with what it says while loading, without rows, and on failure. */
export function RecordTable<Row extends object>(props: RecordTableProps<Row>) {
  const { list, rowKey, columns, rowClass, onOpen, empty } = props;
  if (list.error !== null && list.data === undefined)
    return <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />;
  return (
    <Table<Row>
      rowKey={rowKey}
      size="middle"
      sticky
      columns={columns}
      dataSource={list.data?.items ?? []}
      loading={list.isPending || list.isPlaceholderData}
      pagination={false}
      rowClassName={rowClass}
      onRow={(row) => ({ onClick: () => onOpen(row) })}
      locale={{ emptyText: list.isPending ? ' ' : empty }}
    />
  );
}
