import { BellOutlined, NotificationOutlined, QuestionCircleOutlined, SoundOutlined } from '@ant-design/icons';
import { App, Button, Popover, Switch } from 'antd';
import { useState } from 'react';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { text } from '../strings.js';

const words = text.desk;

/** How the console calls: sound, desktop notifications (the browser is asked on the click), and the way to the keys. */
export function AlertsMenu({ onKeys }: { onKeys: () => void }) {
  const { attention } = useDesk();
  const { message } = App.useApp();
  const sound = useObservable(attention.sound);
  const notifications = useObservable(attention.notifications);
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);

  const setNotifications = async (on: boolean): Promise<void> => {
    setAsking(true);
    const problem = await attention.setNotifications(on);
    setAsking(false);
    if (problem !== undefined) void message.warning(problem, 6);
  };

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="alerts">
          <label className="alert-line" htmlFor="alert-sound">
            <SoundOutlined aria-hidden />
            <span className="grow">{words.sound}</span>
            <Switch id="alert-sound" size="small" checked={sound} onChange={attention.setSound} />
          </label>
          <label className="alert-line" htmlFor="alert-desktop">
            <NotificationOutlined aria-hidden />
            <span className="grow">
              {words.notifications}
              <span className="faint alert-hint">{words.notificationsHint}</span>
            </span>
            <Switch
              id="alert-desktop"
              size="small"
              checked={notifications}
              loading={asking}
              onChange={(on) => void setNotifications(on)}
            />
          </label>
          <Button
            type="text"
            block
            className="alert-keys"
            icon={<QuestionCircleOutlined />}
            onClick={() => {
              setOpen(false);
              onKeys();
            }}
          >
            {words.keys}
            <kbd>?</kbd>
          </Button>
        </div>
      }
    >
      <Button
        type="text"
        aria-label={words.alerts}
        icon={
          sound ? (
            <BellOutlined />
          ) : (
            <span className="bell-off anticon" aria-hidden>
              <BellOutlined />
            </span>
          )
        }
      />
    </Popover>
  );
}
