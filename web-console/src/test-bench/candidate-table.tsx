import { Table, type TableColumnsType } from 'antd';
import type { TraceCandidate } from '../../../src/contract/trace.js';
import { EmptyNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';

const words = text.bench;

function rankCell(rank: number | undefined) {
  return rank === undefined ? <span className="faint">{words.notRecalled}</span> : <span>#{rank}</span>;
}

const columns: TableColumnsType<TraceCandidate> = [
  {
    title: words.candidate,
    render: (_, { title, kind, id }, index) => (
      <div className="candidate">
        <span className="candidate-place">{index + 1}</span>
        <div className="grow">
          <div className="candidate-title">
            <span>{title}</span>
            <Pill tone={kind === 'intent' ? 'warn' : 'info'}>{words.kind[kind]}</Pill>
          </div>
          <div className="faint candidate-id">{id}</div>
        </div>
      </div>
    ),
  },
  {
    title: words.score,
    width: 130,
    render: (_, { score }) => (
      <div className="score">
        <span className="score-rail">
          <span style={{ width: `${Math.min(1, Math.max(0, score)) * 100}%` }} />
        </span>
        <span className="number">{score.toFixed(2)}</span>
      </div>
    ),
  },
  { title: words.lexicalRank, width: 84, render: (_, { lexicalRank }) => rankCell(lexicalRank) },
  { title: words.denseRank, width: 84, render: (_, { denseRank }) => rankCell(denseRank) },
];

/** Every candidate with both ranks; a row unfolds to the features that the score was made of. */
export function CandidateTable({ candidates }: { candidates: readonly TraceCandidate[] }) {
  return (
    <Table<TraceCandidate>
      size="small"
      rowKey={({ kind, id }) => `${kind}:${id}`}
      columns={columns}
      dataSource={candidates}
      pagination={false}
      scroll={{ x: 560 }}
      locale={{ emptyText: <EmptyNote title={words.noCandidates} /> }}
      expandable={{
        expandedRowRender: ({ features }) => <Features features={features} />,
        rowExpandable: ({ features }) => Object.keys(features).length > 0,
        expandRowByClick: true,
      }}
    />
  );
}

function Features({ features }: { features: Record<string, number> }) {
  return (
    <dl className="features" aria-label={words.features}>
      {Object.entries(features).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{Number.isInteger(value) ? value : value.toFixed(3)}</dd>
        </div>
      ))}
    </dl>
  );
}
