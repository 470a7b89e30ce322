import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import type { PresenceReason, PresenceStatus } from '../../../src/contract/staff-socket.js';
import type { Presence } from '../live/desk.js';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { text } from '../strings.js';

const reasons: readonly PresenceReason[] = ['rest', 'meal', 'training', 'meeting'];

export function presenceWords({ status, reason }: Presence): string {
  return reason === undefined ? text.presence[status] : text.desk.reason[reason];
}

/** Online, busy, away with a reason, offline: what routing and colleagues go by. */
export function PresenceSwitch() {
  const desk = useDesk();
  const presence = useObservable(desk.presence);
  const item = (status: PresenceStatus) => ({
    key: status,
    icon: <span className={`dot dot-${status}`} />,
    label: (
      <div className="presence-item">
        <strong>{text.presence[status]}</strong>
        <span className="faint">{text.presenceHint[status]}</span>
      </div>
    ),
    onClick: () => desk.setPresence({ status }),
  });
  const items: MenuProps['items'] = [
    item('online'),
    item('busy'),
    { type: 'divider' },
    {
      type: 'group',
      key: 'away',
      label: text.desk.awayBecause,
      children: reasons.map((reason) => ({
        key: `away:${reason}`,
        icon: <span className="dot dot-away" />,
        label: text.desk.reason[reason],
        onClick: () => desk.setPresence({ status: 'away', reason }),
      })),
    },
    { type: 'divider' },
    item('offline'),
  ];
  const selected = presence.reason === undefined ? presence.status : `away:${presence.reason}`;
  return (
    <Dropdown menu={{ items, selectable: true, selectedKeys: [selected] }} trigger={['click']}>
      <Button>
        <span className="presence">
          <span className={`dot dot-${presence.status}`} />
          {presenceWords(presence)}
          <DownOutlined style={{ fontSize: 9 }} />
        </span>
      </Button>
    </Dropdown>
  );
}
