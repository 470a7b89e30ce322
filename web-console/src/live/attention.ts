import { readSetting, writeSetting } from '../session/browser-storage.js';
import { text } from '../strings.js';
import { chime } from './chime.js';
import { type Observable, observable } from './observable.js';

/** How the console calls somebody: a sound, and a notification of the desktop where the person allowed it. */
export interface Attention {
  sound: Observable<boolean>;
  notifications: Observable<boolean>;
  setSound: (on: boolean) => void;
  /** Asks the browser where it has not been asked; to be called on a click. @returns a sentence when it refuses */
  setNotifications: (on: boolean) => Promise<string | undefined>;
  /**
   * @param about what makes it one of its kind: a newer call about the same replaces the older
   * @param open brings the person there
   */
  call: (call: { title: string; body: string; about: string; open: () => void }) => void;
}

/** However much comes at once, one sound in so many milliseconds is enough. */
const chimeEvery = 1_500;

const supported = typeof window !== 'undefined' && 'Notification' in window;

export function createAttention(): Attention {
  const sound = observable(readSetting('sound') !== 'off');
  const allowed = supported && Notification.permission === 'granted';
  let chimedAt = 0;
  const notifications = observable(allowed && readSetting('notifications') === 'on');

  return {
    sound,
    notifications,
    setSound(on) {
      sound.set(on);
      writeSetting('sound', on ? 'on' : 'off');
      if (on) chime();
    },
    async setNotifications(on) {
      if (on && !supported) return text.desk.notificationsUnsupported;
      if (on && (await Notification.requestPermission()) !== 'granted') return text.desk.notificationsDenied;
      notifications.set(on);
      writeSetting('notifications', on ? 'on' : 'off');
      return undefined;
    },
    call({ title, body, about, open }) {
      if (sound.get() && Date.now() - chimedAt >= chimeEvery) {
        chimedAt = Date.now();
        chime();
      }
      // Who looks at the page sees it there.
      if (!notifications.get() || (document.visibilityState === 'visible' && document.hasFocus())) return;
      const shown = new Notification(title, { body: body.slice(0, 120), tag: about });
      shown.onclick = () => {
        window.focus();
        open();
        shown.close();
      };
    },
  };
}
