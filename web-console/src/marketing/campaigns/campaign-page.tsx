import { ArrowLeftOutlined } from '@ant-design/icons';
import { Skeleton } from 'antd';
import { describeFailure } from '../../api/problem.js';
import { Link } from '../../routing/link.js';
import { pathTo } from '../../routing/router.js';
import { FailureNote } from '../../shell/failure-note.js';
import { campaignText } from '../../strings-campaigns.js';
import { marketingText } from '../../strings-marketing.js';
import { useCouponFields } from '../coupons/coupons-api.js';
import { useSegmentFields, useSegments } from '../segments/segments-api.js';
import { CampaignEditor } from './campaign-editor.js';
import { useCampaign } from './campaigns-api.js';

/** One campaign, or a new one, with everything there is to choose from. */
export function CampaignPage({ id }: { id: string | undefined }) {
  const stored = useCampaign(id);
  const choices = useCouponFields();
  const segments = useSegments();
  const fields = useSegmentFields();
  const back = (
    <Link className="back-link" href={pathTo('marketing', 'campaigns')}>
      <ArrowLeftOutlined /> {marketingText.back}
    </Link>
  );
  const isThere = id === undefined || stored.data !== undefined;
  if (isThere && choices.data !== undefined && segments.data !== undefined && fields.data !== undefined)
    return (
      <CampaignEditor
        stored={stored.data}
        choices={{ ...choices.data, segments: segments.data, segmentFields: fields.data }}
        back={back}
        reload={async () => (await stored.refetch()).data}
      />
    );
  const failed = [stored, choices, segments, fields].find(
    ({ error, data }) => error !== null && data === undefined,
  );
  return (
    <div className="list-page">
      {back}
      {failed === undefined ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <FailureNote
          {...(stored.error === null ? {} : { title: campaignText.missing })}
          words={describeFailure(failed.error)}
          retry={() => void failed.refetch()}
        />
      )}
    </div>
  );
}
