import { CheckCircleFilled, CloseCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Collapse, Skeleton } from 'antd';
import type { Explanation, SegmentMember, SegmentRule } from '../../../../src/contract/segments.js';
import { describeFailure } from '../../api/problem.js';
import { TierTag } from '../../customer/tier-tag.js';
import { Link } from '../../routing/link.js';
import { pathTo } from '../../routing/router.js';
import { EmptyNote, FailureNote } from '../../shell/failure-note.js';
import { useDebounced } from '../../shell/use-debounced.js';
import { segmentText } from '../../strings-marketing.js';
import { segmentsApi, useSegmentPreview } from './segments-api.js';

const words = segmentText;
const typing = 400;

/** Who the rule on the screen would hold right now, counted again a moment after every change, and why. */
export function SegmentPreviewPane({ rule }: { rule: SegmentRule | undefined }) {
  const settled = useDebounced(JSON.stringify(rule), typing);
  const asked = settled === undefined ? undefined : (JSON.parse(settled) as SegmentRule);
  const { data, error, isFetching, refetch } = useSegmentPreview(asked);
  const outdated = isFetching || settled !== JSON.stringify(rule);

  if (rule === undefined) return <EmptyNote title={words.incomplete} />;
  if (error !== null && !isFetching)
    return <FailureNote words={describeFailure(error)} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <div className="preview-people" aria-busy={outdated}>
      <div className="preview-size">
        <span className="faint">{words.preview}</span>
        <strong data-testid="segment-size">{words.people(data.size)}</strong>
        <span className="faint" role="status">
          {outdated ? words.counting : ''}
        </span>
      </div>
      <p className="rule-sentence">{data.ruleText}</p>
      {data.sample.length === 0 ? (
        <EmptyNote title={words.nobody} hint={words.nobodyHint} />
      ) : (
        <>
          <h3>{words.sample(data.sample.length)}</h3>
          <Collapse
            ghost
            size="small"
            className="people"
            items={data.sample.map((member) => ({
              key: member.customerId,
              label: <Person member={member} />,
              children: <Why explanation={member.explanation} />,
            }))}
          />
        </>
      )}
      <p className="faint preview-note">{words.consentNote}</p>
    </div>
  );
}

/** The first members of a stored segment, for who may look and not change. */
export function SegmentMembers({ segmentId, size }: { segmentId: string; size: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['segments', segmentId, 'members'],
    queryFn: () => segmentsApi.members(segmentId),
  });
  if (data === undefined)
    return error === null ? (
      <Skeleton active paragraph={{ rows: 6 }} />
    ) : (
      <FailureNote words={describeFailure(error)} retry={() => void refetch()} />
    );
  return (
    <div className="preview-people">
      <div className="preview-size">
        <span className="faint">{words.preview}</span>
        <strong>{words.people(size)}</strong>
      </div>
      {data.items.length === 0 ? (
        <EmptyNote title={words.nobody} />
      ) : (
        <ul className="people">
          {data.items.map((member) => (
            <li key={member.customerId}>
              <Person member={member} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Person({ member }: { member: SegmentMember }) {
  return (
    <span className="person">
      <span className="person-name">
        <Link href={pathTo('customers', member.customerId)}>{member.name}</Link>
        <TierTag tier={member.tier} />
      </span>
      <span className="faint">{member.reason}</span>
    </span>
  );
}

/** Every condition with what is true of the customer. */
export function Why({ explanation }: { explanation: Explanation }) {
  const { condition, met, fact, parts } = explanation;
  return (
    <div className="why">
      <div className="why-line">
        {met ? (
          <CheckCircleFilled className="why-yes" aria-label="符合" />
        ) : (
          <CloseCircleOutlined className="faint" aria-label="不符合" />
        )}
        <span>{condition}</span>
        {fact === undefined ? null : <span className="faint">{fact}</span>}
      </div>
      {parts === undefined ? null : (
        <div className="why-parts">
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own, and stay in order
            <Why key={index} explanation={part} />
          ))}
        </div>
      )}
    </div>
  );
}
