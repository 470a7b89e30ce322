import { Tabs } from 'antd';
import { privacyText as words } from '../strings-privacy.js';
import { PriceAudit } from './price-audit.js';
import { PrivacyRequests } from './privacy-requests.js';
import { Retention } from './retention.js';
import './privacy.css';

/** What people asked about their data, whether everybody is shown the same prices, and how long anything is kept. */
export function PrivacyPage() {
  return (
    <Tabs
      className="privacy-tabs"
      destroyOnHidden
      items={[
        { key: 'requests', label: words.requests, children: <PrivacyRequests /> },
        { key: 'prices', label: words.prices, children: <PriceAudit /> },
        { key: 'retention', label: words.settings, children: <Retention /> },
      ]}
    />
  );
}
