import {
  BookOutlined,
  ExperimentOutlined,
  MessageOutlined,
  SafetyCertificateOutlined,
  ShoppingOutlined,
  TagsOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import type { StaffRole } from '../../../src/contract/staff-socket.js';
import { useDesk, useWaiting } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { useSubmittedRequests } from '../orders/request-queries.js';
import { Link } from '../routing/link.js';
import { pathTo, usePlace } from '../routing/router.js';
import { mayActAs } from '../session/access.js';
import { text } from '../strings.js';
import { Logo } from './logo.js';
import { TopbarTools } from './topbar-tools.js';

export interface Section {
  id: 'conversations' | 'order-requests' | 'order-rules' | 'knowledge' | 'vocabulary' | 'test-bench';
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
    id: 'order-requests',
    name: text.nav.orderRequests,
    title: text.orderRequests.title,
    hint: text.orderRequests.hint,
    icon: <ShoppingOutlined />,
    needs: 'agent',
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
];

/** What surrounds every page: the rail with what the role may use, the header with presence and connection. */
export function Shell({ children }: { children: ReactNode }) {
  const { staff, live } = useDesk();
  const connection = useObservable(live.connection);
  const waiting = useWaiting();
  const requests = useSubmittedRequests();
  const { parts } = usePlace();
  const open = sections.find(({ id }) => id === parts[0]);

  useEffect(() => {
    document.title = text.titleWithQueue(waiting);
    return () => {
      document.title = text.product;
    };
  }, [waiting]);

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
          <TopbarTools />
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
      </div>
    </div>
  );
}

function RailCount({ count }: { count: number }) {
  return count > 0 ? <span className="rail-count">{count > 99 ? '99+' : count}</span> : null;
}
