import {
  BookOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  ExperimentOutlined,
  GiftOutlined,
  IdcardOutlined,
  LineChartOutlined,
  MessageOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ShoppingOutlined,
  TagsOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { StaffRole } from '../../../src/contract/staff-socket.js';
import { unreadOf } from '../conversations/inbox.js';
import { useDesk, useWaiting } from '../live/desk-context.js';
import { useObservable, useSelected } from '../live/observable.js';
import { useSubmittedRequests } from '../orders/request-queries.js';
import { Link } from '../routing/link.js';
import { pathTo, usePlace } from '../routing/router.js';
import { mayActAs } from '../session/access.js';
import { text } from '../strings.js';
import { intakeText } from '../strings-intake.js';
import { customersText, marketingText } from '../strings-marketing.js';
import { resultsText } from '../strings-results.js';
import { Logo } from './logo.js';
import { ShortcutHelp } from './shortcut-help.js';
import { TopbarTools } from './topbar-tools.js';
import { useShortcuts } from './use-shortcuts.js';

export interface Section {
  id:
    | 'conversations'
    | 'wall'
    | 'results'
    | 'order-requests'
    | 'canned-replies'
    | 'customers'
    | 'marketing'
    | 'order-rules'
    | 'knowledge'
    | 'vocabulary'
    | 'test-bench'
    | 'imports'
    | 'settings';
  name: string;
  /** Where the page has a longer name than the rail has room for. */
  title?: string;
  hint?: string;
  icon: ReactNode;
  needs: StaffRole;
}

export const sections: readonly Section[] = [
  { id: 'conversations', name: text.nav.conversations, icon: <MessageOutlined />, needs: 'agent' },
  {
    id: 'wall',
    name: text.nav.wall,
    hint: text.wall.hint,
    icon: <DashboardOutlined />,
    needs: 'supervisor',
  },
  {
    id: 'results',
    name: resultsText.nav,
    title: resultsText.title,
    hint: resultsText.hint,
    icon: <LineChartOutlined />,
    needs: 'supervisor',
  },
  {
    id: 'order-requests',
    name: text.nav.orderRequests,
    title: text.orderRequests.title,
    hint: text.orderRequests.hint,
    icon: <ShoppingOutlined />,
    needs: 'agent',
  },
  {
    id: 'canned-replies',
    name: text.nav.canned,
    hint: text.canned.hint,
    icon: <ThunderboltOutlined />,
    needs: 'agent',
  },
  {
    id: 'customers',
    name: customersText.nav,
    hint: customersText.hint,
    icon: <IdcardOutlined />,
    needs: 'supervisor',
  },
  {
    id: 'marketing',
    name: marketingText.nav,
    hint: marketingText.hint,
    icon: <GiftOutlined />,
    needs: 'supervisor',
  },
  {
    id: 'order-rules',
    name: text.nav.orderRules,
    title: text.orderRules.title,
    hint: text.orderRules.hint,
    icon: <SafetyCertificateOutlined />,
    needs: 'admin',
  },
  {
    id: 'knowledge',
    name: text.nav.knowledge,
    hint: text.knowledge.hint,
    icon: <BookOutlined />,
    needs: 'admin',
  },
  {
    id: 'vocabulary',
    name: text.nav.vocabulary,
    hint: text.vocabulary.hint,
    icon: <TagsOutlined />,
    needs: 'admin',
  },
  {
    id: 'test-bench',
    name: text.nav.testBench,
    hint: text.bench.hint,
    icon: <ExperimentOutlined />,
    needs: 'agent',
  },
  {
    id: 'imports',
    name: text.nav.imports,
    title: intakeText.imports.title,
    hint: intakeText.imports.hint,
    icon: <DatabaseOutlined />,
    needs: 'admin',
  },
  {
    id: 'settings',
    name: text.nav.settings,
    hint: text.settings.hint,
    icon: <SettingOutlined />,
    needs: 'admin',
  },
];

/** What surrounds every page: the rail with what the role may use, the header with presence and connection. */
export function Shell({ children }: { children: ReactNode }) {
  const { staff, live, inbox } = useDesk();
  const unread = useSelected(inbox, (value) => unreadOf(value, staff.staffId));
  const [keysOpen, setKeysOpen] = useState(false);
  const connection = useObservable(live.connection);
  const waiting = useWaiting();
  const requests = useSubmittedRequests();
  const { parts } = usePlace();
  const open = sections.find(({ id }) => id === parts[0]);

  useShortcuts(({ kind }) => {
    if (kind === 'help') setKeysOpen(true);
    return kind === 'help';
  });

  const asked = waiting + unread;
  useEffect(() => {
    document.title = text.titleWithQueue(asked);
    return () => {
      document.title = text.product;
    };
  }, [asked]);

  return (
    <div className="shell">
      <nav className="rail" aria-label={text.nav.main}>
        <div className="rail-logo">
          <Logo size={36} />
        </div>
        {sections
          .filter(({ needs }) => mayActAs(staff.role, needs))
          .map(({ id, name, icon }) => (
            <Link
              key={id}
              href={pathTo(id)}
              className="rail-item"
              {...(open?.id === id ? { 'aria-current': 'page' as const } : {})}
            >
              {icon}
              {name}
              <RailCount count={id === 'conversations' ? waiting : id === 'order-requests' ? requests : 0} />
            </Link>
          ))}
      </nav>
      <div className="shell-main">
        <header className="topbar">
          <h1>{open?.title ?? open?.name ?? text.brand}</h1>
          {open?.hint === undefined ? null : <span className="faint topbar-hint ellipsis">{open.hint}</span>}
          <TopbarTools onKeys={() => setKeysOpen(true)} />
        </header>
        <div>
          {connection === 'offline' ? (
            <div className="offline-banner" role="status">
              {text.connection.banner}
              <Button size="small" type="link" onClick={live.reconnectNow}>
                {text.connection.reconnectNow}
              </Button>
            </div>
          ) : null}
        </div>
        <main className="page">{children}</main>
        <ShortcutHelp open={keysOpen} onClose={() => setKeysOpen(false)} />
      </div>
    </div>
  );
}

function RailCount({ count }: { count: number }) {
  return count > 0 ? <span className="rail-count">{count > 99 ? '99+' : count}</span> : null;
}
