import { Tabs } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { StaffRole } from '../../../src/contract/staff-socket.js';
import { useDesk } from '../live/desk-context.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { mayActAs } from '../session/access.js';
import { NotFoundPage } from '../shell/dead-ends.js';
import { marketingText } from '../strings-marketing.js';
import { CampaignsPage } from './campaigns/campaigns-page.js';
import { CouponsPage } from './coupons/coupons-page.js';
import { MemberRulesPage } from './member-rules/member-rules-page.js';
import { SegmentsPage } from './segments/segments-page.js';
import './marketing.css';

interface MarketingView {
  id: keyof typeof marketingText.tabs;
  needs: StaffRole;
  /** @param part what follows in the address, such as the id of what is open */
  page: (part: string | undefined) => ReactNode;
}

/** The pages of marketing, in the order of their tabs. */
const views: readonly MarketingView[] = [
  { id: 'coupons', needs: 'admin', page: (part) => <CouponsPage part={part} /> },
  { id: 'segments', needs: 'supervisor', page: (part) => <SegmentsPage part={part} /> },
  { id: 'campaigns', needs: 'admin', page: (part) => <CampaignsPage part={part} /> },
  { id: 'member-rules', needs: 'supervisor', page: () => <MemberRulesPage /> },
];

/** Everything about marketing under one entry of the rail. */
export function MarketingPage() {
  const { staff } = useDesk();
  const [, asked, part] = usePlace().parts;
  const open = views.filter(({ needs }) => mayActAs(staff.role, needs));
  const view = open.find(({ id }) => id === asked);
  const [first] = open;

  useEffect(() => {
    if (asked === undefined && first !== undefined)
      navigate(pathTo('marketing', first.id), { replace: true, saved: true });
  }, [asked, first]);

  if (asked === undefined) return null;
  if (view === undefined) return <NotFoundPage />;
  return (
    <div className="marketing">
      <Tabs
        className="marketing-tabs"
        activeKey={view.id}
        onChange={(key) => navigate(pathTo('marketing', key))}
        items={open.map(({ id }) => ({ key: id, label: marketingText.tabs[id] }))}
      />
      <div className="marketing-body">{view.page(part)}</div>
    </div>
  );
}
