import { ReloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { describeFailure } from '../api/problem.js';
import { Link } from '../routing/link.js';
import { pathTo, usePlace } from '../routing/router.js';
import { NotFoundPage } from '../shell/dead-ends.js';
import { resultsText } from '../strings-results.js';
import { CampaignsTab } from './campaigns-tab.js';
import { CohortTab } from './cohort-tab.js';
import { CouponTab } from './coupon-tab.js';
import { MemberTab } from './member-tab.js';
import { UpliftTab } from './uplift-tab.js';
import { useRefresh } from './use-results.js';
import './results.css';

const tabs = {
  campaigns: CampaignsTab,
  coupons: CouponTab,
  cohorts: CohortTab,
  members: MemberTab,
  uplift: UpliftTab,
} as const;
type TabName = keyof typeof tabs;
const names = Object.keys(tabs) as TabName[];

function Refresh() {
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [busy, setBusy] = useState(false);
  const press = async (): Promise<void> => {
    setBusy(true);
    try {
      await refresh();
      void message.success(resultsText.refreshed);
    } catch (failure) {
      void message.error(describeFailure(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      className="results-refresh"
      size="small"
      type="text"
      icon={<ReloadOutlined />}
      title={resultsText.refreshHint}
      loading={busy}
      onClick={() => void press()}
    >
      {resultsText.refresh}
    </Button>
  );
}

/** What marketing has brought, a page each. */
export function ResultsPage() {
  const { parts } = usePlace();
  const asked = parts[1] ?? 'campaigns';
  const name = names.find((each) => each === asked);
  if (name === undefined) return <NotFoundPage />;
  const Tab = tabs[name];
  return (
    <div className="results">
      <nav className="results-tabs" aria-label={resultsText.title}>
        {names.map((each) => (
          <Link
            key={each}
            href={pathTo('results', each)}
            {...(each === name ? { 'aria-current': 'page' as const } : {})}
          >
            {resultsText.tabs[each]}
          </Link>
        ))}
        <Refresh />
      </nav>
      <div className="results-body">
        <Tab chosen={parts[2]} />
      </div>
    </div>
  );
}
