import { CheckOutlined, DesktopOutlined, LogoutOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps, Tooltip } from 'antd';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { useSession } from '../session/session.js';
import { text } from '../strings.js';
import { type ColorChoice, useColorMode } from '../theme/color-mode.js';
import { AlertsMenu } from './alerts-menu.js';
import { MentionsBell } from './mentions-bell.js';
import { PersonAvatar } from './person-avatar.js';
import { PresenceSwitch } from './presence-switch.js';

/** The header's right side: connection, presence, mentions, alerts, colours, account. */
export function TopbarTools({ onKeys }: { onKeys: () => void }) {
  return (
    <div className="topbar-tools">
      <ConnectionState />
      <PresenceSwitch />
      <MentionsBell />
      <AlertsMenu onKeys={onKeys} />
      <ColorSwitch />
      <Account />
    </div>
  );
}

function ConnectionState() {
  const connection = useObservable(useDesk().live.connection);
  const words = text.connection[connection];
  return (
    <Tooltip title={words}>
      <span className={`connection connection-${connection}`} role="status">
        <span className={`dot dot-${connection}`} />
        <span className="connection-words">{words}</span>
      </span>
    </Tooltip>
  );
}

function ColorSwitch() {
  const { choice, mode, choose } = useColorMode();
  const options: { key: ColorChoice; label: string; icon: React.ReactNode }[] = [
    { key: 'system', label: text.shell.colorSystem, icon: <DesktopOutlined /> },
    { key: 'light', label: text.shell.colorLight, icon: <SunOutlined /> },
    { key: 'dark', label: text.shell.colorDark, icon: <MoonOutlined /> },
  ];
  const items: MenuProps['items'] = options.map((option) => ({
    ...option,
    extra: option.key === choice ? <CheckOutlined /> : null,
    onClick: () => choose(option.key),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button
        type="text"
        aria-label={text.shell.color}
        icon={mode === 'dark' ? <MoonOutlined /> : <SunOutlined />}
      />
    </Dropdown>
  );
}

function Account() {
  const { staff } = useDesk();
  const { signOut } = useSession();
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <>
          {staff.name} · {text.role[staff.role]}
          <br />
          <span className="faint">{staff.email}</span>
        </>
      ),
    },
    { type: 'divider' },
    { key: 'logout', icon: <LogoutOutlined />, label: text.shell.logout, onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className="me" aria-label={text.shell.account(staff.name)}>
        <PersonAvatar name={staff.name} size={28} />
      </button>
    </Dropdown>
  );
}
