import { MessageOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { Box } from '../api/endpoints.js';
import { CustomerPane } from '../customer/customer-pane.js';
import { useDesk } from '../live/desk-context.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { mayActAs } from '../session/access.js';
import { EmptyNote } from '../shell/failure-note.js';
import { useMedia } from '../shell/use-media.js';
import { text } from '../strings.js';
import { InboxPane } from './inbox-pane.js';
import { ThreadPane } from './thread-pane.js';
import './conversations.css';
import './desk-tools.css';

/** Queue and own conversations, the conversation, the customer. Narrow screens show the customer in a drawer. */
export function ConversationsPage() {
  const desk = useDesk();
  const { parts, query } = usePlace();
  const conversationId = parts[1];
  const box = readBox(query.get('box'), mayActAs(desk.staff.role, 'supervisor'));
  const wide = useMedia('(min-width: 1240px)');
  const phone = useMedia('(max-width: 720px)');
  const [customerOpen, setCustomerOpen] = useState(false);

  const open = useCallback(
    (id: string | undefined, nextBox: Box = box) => {
      const path = id === undefined ? pathTo('conversations') : pathTo('conversations', id);
      navigate(nextBox === 'queue' ? path : `${path}?box=${nextBox}`);
    },
    [box],
  );

  useEffect(() => {
    desk.show(conversationId);
    if (conversationId !== undefined) void desk.thread(conversationId).open();
    return () => desk.show(undefined);
  }, [desk, conversationId]);

  const showInbox = !phone || conversationId === undefined;
  const showThread = !phone || conversationId !== undefined;
  return (
    <div className={conversationId === undefined ? 'panes panes-idle' : 'panes'}>
      {showInbox ? (
        <InboxPane
          box={box}
          selected={conversationId}
          onBox={(next) => open(conversationId, next)}
          onOpen={(id, nextBox) => open(id, nextBox)}
        />
      ) : null}
      {showThread ? (
        <section className="thread-place">
          {conversationId === undefined ? (
            <EmptyNote icon={<MessageOutlined />} title={text.thread.pickTitle} hint={text.thread.pickHint} />
          ) : (
            <ThreadPane
              key={conversationId}
              thread={desk.thread(conversationId)}
              onClaimed={() => open(conversationId, 'mine')}
              onGone={() => open(undefined, 'mine')}
              onCustomer={wide ? undefined : () => setCustomerOpen(true)}
              onBack={phone ? () => open(undefined) : undefined}
            />
          )}
        </section>
      ) : null}
      {conversationId === undefined ? null : wide ? (
        <aside className="customer-place" aria-label={text.customer.label}>
          <CustomerPane key={conversationId} thread={desk.thread(conversationId)} />
        </aside>
      ) : (
        <Drawer
          title={text.thread.customerPane}
          open={customerOpen}
          onClose={() => setCustomerOpen(false)}
          size={phone ? '100%' : 360}
          styles={{ body: { padding: 0 } }}
        >
          <CustomerPane key={conversationId} thread={desk.thread(conversationId)} />
        </Drawer>
      )}
    </div>
  );
}

function readBox(given: string | null, seesAll: boolean): Box {
  if (given === 'mine' || given === 'left') return given;
  return given === 'all' && seesAll ? 'all' : 'queue';
}
