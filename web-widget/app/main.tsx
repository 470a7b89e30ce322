import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { BootOptions, ToFrame } from '../frame-protocol.js';
import { createApi } from './chat/api.js';
import { type Chat, createChat } from './chat/chat.js';
import { createDeviceStorage } from './device-storage.js';
import { connectHost, type Host } from './host-bridge.js';
import { late } from './late.js';
import { newId } from './new-id.js';
import { createPreferences, type Preferences, showPreferences } from './preferences.js';
import { fill, stringsIn } from './strings/strings.js';
import './style/index.css';
import { App } from './view/app.jsx';
import { provideWidget } from './view/context.js';

const panelOpen = signal(false);
const tabVisible = signal(!document.hidden);
const draft = signal('');
const away = signal(false);
/** For the texts of the page's language; after that simplified Chinese stands in until they come. */
const longestWaitMs = 3000;
const lateChime = late(() => import('./chime.js'));
let chat: Chat | undefined;
let preferences: Preferences | undefined;

const host = connectHost(window, receive);
host?.post({ type: 'loaded' });

function receive(message: ToFrame): void {
  if (message.type === 'boot') {
    if (!host || chat) return;
    start(host, message.options, message.pageLanguage);
    (chat as Chat | undefined)?.track('page_view', message.page);
  } else if (message.type === 'panel') {
    panelOpen.value = message.open;
    if (message.draft) draft.value = message.draft;
  } else if (message.type === 'reset') chat?.reset();
  else if (message.type === 'track') chat?.track(message.name, message.properties);
  else if (!preferences || !chat) return;
  else if (message.type === 'update') {
    const { customer, title, locale, colorScheme } = message.options;
    if (customer) chat.setCustomer(customer);
    if (title) preferences.title.value = title;
    if (locale) void preferences.proposeLocale(locale);
    if (colorScheme) preferences.setColorScheme(colorScheme);
  } else if (message.type === 'ask') {
    const { title = '', productId = '', orderId = '' } = message.subject;
    const t = preferences.t.value;
    chat.send(
      message.about === 'product'
        ? fill(t.askProduct, productId ? `${title} (${productId})` : title)
        : fill(t.askOrder, orderId),
    );
  }
}

function start(page: Host, options: BootOptions, pageLanguage: string): void {
  const storage = createDeviceStorage(options.shop, () => window.localStorage);
  const chosen = createPreferences({
    storage,
    title: options.title,
    languages: [options.locale, pageLanguage],
    colorScheme: options.colorScheme,
    prefersDark: matchMedia('(prefers-color-scheme: dark)'),
    stringsIn,
  });
  preferences = chosen;
  showPreferences(chosen, document.documentElement);
  effect(() => {
    const t = chosen.t.value;
    page.post({ type: 'look', labels: [t.openChat, t.closePanel, t.unread], dark: chosen.dark.value });
  });

  const made = createChat({
    origin: window.location.origin,
    api: createApi(window.location.origin, (...request) => fetch(...request)),
    storage,
    customer: options.customer,
    now: Date.now,
    random: Math.random,
    newId,
    later(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    onEvent: (name, detail) => page.post({ type: 'event', name, detail }),
    onUnseen(message) {
      if (chosen.sound.value) void chime();
      const text =
        message.text ??
        (message.card?.kind === 'coupon' ? message.card.coupon.title : (message.attachment?.name ?? ''));
      if (text) page.post({ type: 'teaser', text: text.slice(0, 200) });
    },
  });
  chat = made;
  effect(() => made.setVisible(panelOpen.value && tabVisible.value && !away.value));
  document.addEventListener('visibilitychange', () => {
    tabVisible.value = !document.hidden;
    if (!document.hidden) made.wake();
  });
  window.addEventListener('focus', made.wake);
  window.addEventListener('online', made.wake);
  window.addEventListener('pageshow', made.wake);
  window.addEventListener('pagehide', made.leave);

  provideWidget({
    chat: made,
    preferences: chosen,
    panelOpen,
    draft,
    away,
    close: () => page.post({ type: 'close' }),
  });
  const target = document.getElementById('app');
  if (target) void Promise.race([chosen.ready, pause(longestWaitMs)]).then(() => render(<App />, target));
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function chime(): Promise<void> {
  if (await lateChime.load()) lateChime.part.value?.playChime();
}
