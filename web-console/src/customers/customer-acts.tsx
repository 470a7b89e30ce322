import { Button, Tooltip } from 'antd';
import type { CustomerRecord } from '../../../src/contract/marketing-console.js';
import { useDesk } from '../live/desk-context.js';
import { exportPath, useErasure } from '../privacy/person-requests.js';
import { navigate, pathTo } from '../routing/router.js';
import { mayActAs } from '../session/access.js';
import { customersText as words } from '../strings-marketing.js';
import { privacyText } from '../strings-privacy.js';

interface CustomerActsProps {
  customerId: string;
  /** The newest first; undefined while they are being asked for. */
  conversations: CustomerRecord['conversations'] | undefined;
}

/** What can be done with a customer from here: talk, copy, delete; each for those who may. */
export function CustomerActs({ customerId, conversations }: CustomerActsProps) {
  const { staff } = useDesk();
  const erase = useErasure();
  const last = conversations?.find(({ messages }) => messages > 0);
  return (
    <div className="customer-acts">
      {mayActAs(staff.role, 'supervisor') ? (
        <Tooltip title={conversations !== undefined && last === undefined ? words.neverWrote : ''}>
          <Button
            type="primary"
            disabled={last === undefined}
            onClick={() => {
              if (last !== undefined) navigate(pathTo('conversations', last.conversationId));
            }}
          >
            {words.contact}
          </Button>
        </Tooltip>
      ) : null}
      {mayActAs(staff.role, 'admin') ? (
        <>
          <Button href={exportPath(customerId)} download>
            {words.export}
          </Button>
          <Button danger onClick={() => erase(customerId)}>
            {privacyText.eraseNow}
          </Button>
        </>
      ) : null}
    </div>
  );
}
