import { Skeleton } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import type { StaffMember } from '../../src/contract/http.js';
import { DeskProvider, useDesk } from './live/desk-context.js';
import { navigate, pathTo, usePlace } from './routing/router.js';
import { mayActAs } from './session/access.js';
import { CrashGuard } from './shell/crash-guard.js';
import { ForbiddenPage, NotFoundPage } from './shell/dead-ends.js';
import { Shell, sections } from './shell/shell.js';

const ConversationsPage = lazy(() =>
  import('./conversations/conversations-page.js').then(({ ConversationsPage }) => ({
    default: ConversationsPage,
  })),
);
const OrderRequestsPage = lazy(() =>
  import('./orders/order-requests-page.js').then(({ OrderRequestsPage }) => ({ default: OrderRequestsPage })),
);
const CannedRepliesPage = lazy(() =>
  import('./canned-replies/canned-replies-page.js').then(({ CannedRepliesPage }) => ({
    default: CannedRepliesPage,
  })),
);
const CustomersPage = lazy(() =>
  import('./customers/customers-page.js').then(({ CustomersPage }) => ({ default: CustomersPage })),
);
const MarketingPage = lazy(() =>
  import('./marketing/marketing-page.js').then(({ MarketingPage }) => ({ default: MarketingPage })),
);
const OrderRulesPage = lazy(() =>
  import('./order-rules/order-rules-page.js').then(({ OrderRulesPage }) => ({ default: OrderRulesPage })),
);
const KnowledgePage = lazy(() =>
  import('./knowledge/knowledge-page.js').then(({ KnowledgePage }) => ({ default: KnowledgePage })),
);
const VocabularyPage = lazy(() =>
  import('./vocabulary/vocabulary-page.js').then(({ VocabularyPage }) => ({ default: VocabularyPage })),
);
const TestBenchPage = lazy(() =>
  import('./test-bench/test-bench-page.js').then(({ TestBenchPage }) => ({ default: TestBenchPage })),
);
const WallPage = lazy(() => import('./wall/wall-page.js').then(({ WallPage }) => ({ default: WallPage })));
const ResultsPage = lazy(() =>
  import('./results/results-page.js').then(({ ResultsPage }) => ({ default: ResultsPage })),
);
const ImportsPage = lazy(() =>
  import('./imports/imports-page.js').then(({ ImportsPage }) => ({ default: ImportsPage })),
);
const SettingsPage = lazy(() =>
  import('./settings/settings-page.js').then(({ SettingsPage }) => ({ default: SettingsPage })),
);

/** What a signed-in person works with: their desk, the frame around it, and the page that the address names. */
export function Workspace({ staff, onRefused }: { staff: StaffMember; onRefused: () => void }) {
  return (
    <DeskProvider staff={staff} onRefused={onRefused}>
      <Shell>
        <Page />
      </Shell>
    </DeskProvider>
  );
}

function Page() {
  const { staff } = useDesk();
  const [name] = usePlace().parts;
  const section = sections.find(({ id }) => id === name);

  useEffect(() => {
    if (name === undefined) navigate(pathTo('conversations'), { replace: true });
  }, [name]);

  if (name === undefined) return null;
  if (section === undefined) return <NotFoundPage />;
  if (!mayActAs(staff.role, section.needs)) return <ForbiddenPage />;
  return (
    <CrashGuard key={section.id}>
      <Suspense fallback={<Skeleton active className="page-skeleton" />}>
        {section.id === 'conversations' ? <ConversationsPage /> : null}
        {section.id === 'order-requests' ? <OrderRequestsPage /> : null}
        {section.id === 'canned-replies' ? <CannedRepliesPage /> : null}
        {section.id === 'customers' ? <CustomersPage /> : null}
        {section.id === 'marketing' ? <MarketingPage /> : null}
        {section.id === 'order-rules' ? <OrderRulesPage /> : null}
        {section.id === 'knowledge' ? <KnowledgePage /> : null}
        {section.id === 'vocabulary' ? <VocabularyPage /> : null}
        {section.id === 'test-bench' ? <TestBenchPage /> : null}
        {section.id === 'wall' ? <WallPage /> : null}
        {section.id === 'results' ? <ResultsPage /> : null}
        {section.id === 'imports' ? <ImportsPage /> : null}
        {section.id === 'settings' ? <SettingsPage /> : null}
      </Suspense>
    </CrashGuard>
  );
}
