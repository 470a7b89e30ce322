import { useSignal } from '@preact/signals';
import { stateWords } from '../wording.js';
import type { SheetName } from './app.jsx';
import { Avatar } from './avatar.jsx';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { Menu } from './menu.jsx';
import { useSlow } from './slow.js';
import { showToast } from './toast.jsx';

/** Who the shopper talks to, the way to a person, and the menu. */
export function Header({ onSheet }: { onSheet: (name: SheetName) => void }) {
  const { chat, close, t, preferences } = useWidget();
  const status = chat.status.value;
  const asking = useSignal(false);
  const offline = useSlow(chat.connection.value !== 'online', 1500);
  const person = status?.state === 'human' ? status.agent?.name : undefined;

  async function askForPerson(): Promise<void> {
    asking.value = true;
    if (!(await chat.requestHuman())) showToast(t.actionFailed);
    asking.value = false;
  }

  const words = offline
    ? chat.phase.value === 'ready'
      ? t.reconnecting
      : t.connecting
    : stateWords(status, t);
  const mood = offline ? 'offline' : (status?.state ?? 'bot');
  return (
    <header class="header">
      <Avatar agentName={person} size={38} />
      <div class="who">
        <h1>{preferences.title.value}</h1>
        <p class={`state state-${mood}`} role="status">
          {words}
        </p>
      </div>
      {(status?.state === 'bot' || status?.state === 'closed' || !status) && (
        <button type="button" class="to-person" disabled={asking.value} onClick={askForPerson}>
          <Icon name="person" size={17} />
          {t.toPerson}
        </button>
      )}
      <Menu onSheet={onSheet} />
      <button type="button" class="icon-button" aria-label={t.closePanel} onClick={close}>
        <Icon name="down" />
      </button>
    </header>
  );
}
