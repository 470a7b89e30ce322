import { Table, type TableColumnsType } from 'antd';
import type { TraceCandidate } from '../../../src/contract/trace.js';
import { EmptyNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { Explained } from './explained.js';

const words = text.bench;
const told = text.trace.told;

function rankCell(rank: number | undefined) {
  return rank === undefined ? <span className="faint">{words.notRecalled}</span> : <span>#{rank}</span>;
}

const columns: TableColumnsType<TraceCandidate> = [
  {
    title: words.candidate,
    render: (_, { title, kind, id, soundHits }, index) => (
      <div className="candidate">
        <span className="candidate-place">{index + 1}</span>
        <div className="grow">
          <div className="candidate-title">
            <span>{title}</span>
            <Pill tone={kind === 'intent' ? 'warn' : 'info'}>{words.kind[kind]}</Pill>
          </div>
          <div className="faint candidate-id">
            {id}
            {soundHits.length === 0 ? null : (
              <>
                {' · '}
                <Explained told={told.soundHits}>{text.trace.soundHits}</Explained> {soundHits.join('，')}
              </>
            )}
          </div>
        </div>
      </div>
    ),
  },
  {
    title: <Explained told={told.score}>{words.score}</Explained>,
    width: 116,
    render: (_, { score }) => (
      <div className="score">
        <span className="score-rail">
          <span style={{ width: `${Math.min(1, Math.max(0, score)) * 100}%` }} />
        </span>
        <span className="number">{percent(score)}</span>
      </div>
    ),
  },
  {
    title: <Explained told={told.lexicalRank}>{words.lexicalRank}</Explained>,
    width: 92,
    responsive: ['md'],
    render: (_, { lexicalRank }) => rankCell(lexicalRank),
  },
  {
    title: <Explained told={told.denseRank}>{words.denseRank}</Explained>,
    width: 92,
    responsive: ['md'],
    render: (_, { denseRank }) => rankCell(denseRank),
  },
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
      locale={{ emptyText: <EmptyNote title={words.noCandidates} /> }}
      expandable={{
        expandedRowRender: (candidate) => <Features {...candidate} />,
        rowExpandable: ({ features }) => Object.keys(features).length > 0,
        expandRowByClick: true,
      }}
    />
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}

/** What spoke for this candidate, by name; evidence that is not there is left out. */
function Features({ features, outcomeChance, score, lexicalRank, denseRank }: TraceCandidate) {
  const given = Object.entries(features).filter(([, value]) => value !== 0);
  return (
    <div className="features-box">
      <p className="features-ranks">
        <Explained told={told.lexicalRank}>{words.lexicalRank}</Explained> {rankCell(lexicalRank)}
        {' · '}
        <Explained told={told.denseRank}>{words.denseRank}</Explained> {rankCell(denseRank)}
      </p>
      {Math.abs(outcomeChance - score) < 0.005 ? null : (
        <p>
          <Explained told={told.outcomeChance}>{words.outcomeChance}</Explained> {percent(outcomeChance)}
        </p>
      )}
      <dl className="features" aria-label={words.features}>
        {given.map(([name, value]) => {
          const known = text.trace.feature[name];
          return (
            <div key={name}>
              <dt>{known === undefined ? name : <Explained told={known.told}>{known.name}</Explained>}</dt>
              <dd>
                <span className={value < 0 ? 'score-rail score-against' : 'score-rail'}>
                  <span style={{ width: `${Math.min(1, Math.abs(value)) * 100}%` }} />
                </span>
                <span className="number">{value.toFixed(2)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}
