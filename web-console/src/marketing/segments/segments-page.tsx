import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import type { SegmentView } from '../../../../src/contract/segments.js';
import { describeFailure } from '../../api/problem.js';
import { dayWords } from '../../conversations/waiting-time.js';
import { useDesk } from '../../live/desk-context.js';
import { navigate, pathTo } from '../../routing/router.js';
import { mayActAs } from '../../session/access.js';
import { EmptyNote, FailureNote } from '../../shell/failure-note.js';
import { marketingText, segmentText } from '../../strings-marketing.js';
import { SegmentEditor } from './segment-editor.js';
import { useSegments } from './segments-api.js';
import './segments.css';
import { RowLink } from '../../shell/row-link.js';

const words = segmentText;
const newSegment = 'new';
const open = (id: string): void => navigate(pathTo('marketing', 'segments', id));

const columns: TableColumnsType<SegmentView> = [
  {
    title: words.name,
    dataIndex: 'name',
    render: (_, { segmentId, name, description, ruleText }) => (
      <div className="row-words">
        <RowLink onOpen={() => open(segmentId)}>{name}</RowLink>
        <div className="faint ellipsis">{description === '' ? ruleText : description}</div>
      </div>
    ),
  },
  {
    title: words.rule,
    dataIndex: 'ruleText',
    responsive: ['lg'],
    render: (_, { ruleText }) => <span className="soft rule-cell">{ruleText}</span>,
  },
  {
    title: words.size,
    dataIndex: 'size',
    width: 110,
    align: 'right',
    render: (_, { size }) => <strong className="figures-font">{words.people(size)}</strong>,
  },
  {
    title: marketingText.updated,
    width: 130,
    responsive: ['lg'],
    render: (_, { updatedAt, createdBy }) => (
      <div className="row-updated">
        {dayWords(updatedAt, Date.now())}
        {createdBy === undefined ? null : <div className="faint ellipsis">{createdBy}</div>}
      </div>
    ),
  },
];

/** Segments with their size now; one of them, or a new one, in the builder. */
export function SegmentsPage({ part }: { part: string | undefined }) {
  const { staff } = useDesk();
  const canChange = mayActAs(staff.role, 'admin');
  const list = useSegments();
  if (part !== undefined)
    return <SegmentEditor key={part} id={part === newSegment ? undefined : part} canChange={canChange} />;
  const create = canChange ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => open(newSegment)}>
      {words.create}
    </Button>
  ) : null;
  return (
    <div className="list-page">
      <div className="list-bar">
        <span className="grow" />
        {create}
      </div>
      <div className="list-table">
        {list.error !== null && list.data === undefined ? (
          <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />
        ) : (
          <Table<SegmentView>
            rowKey="segmentId"
            size="middle"
            sticky
            columns={columns}
            dataSource={list.data ?? []}
            loading={list.isPending}
            pagination={false}
            rowClassName="list-row"
            onRow={({ segmentId }) => ({ onClick: () => open(segmentId) })}
            locale={{
              emptyText: list.isPending ? (
                ' '
              ) : (
                <EmptyNote icon={<TeamOutlined />} title={words.none} hint={words.noneHint} action={create} />
              ),
            }}
          />
        )}
      </div>
    </div>
  );
}
