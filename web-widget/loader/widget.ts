import {
  type BootOptions,
  type FromFrame,
  isWrapped,
  type LauncherLabels,
  type ToFrame,
  type WidgetEvent,
  wrap,
} from '../frame-protocol.js';
import { buildElements } from './elements.js';
import { fitToViewport } from './phone-viewport.js';
import { createTitleBadge } from './title-badge.js';

export interface Widget {
  post(message: ToFrame): void;
  isOpen(): boolean;
  setOpen(open: boolean, draft?: string): void;
  /** Shows or hides launcher and panel; the conversation goes on. */
  setShown(shown: boolean): void;
  remove(): void;
}

/** Until the app has come and tells the shopper's language. */
const firstLabels: LauncherLabels = ['联系客服', '收起聊天', '条未读消息'];

/**
 * Launcher, panel and iframe on the host page. The iframe is loaded when the page is idle, or at once when opened, so
 * that the shop's own content comes first.
 */
export function createWidget(
  origin: string,
  options: BootOptions,
  emit: (name: WidgetEvent, detail: unknown) => void,
): Widget {
  const { host, root, panel, frame, teaser, teaserText, dismiss, launcher, badge } = buildElements();
  const setTitleBadge = createTitleBadge(document);
  let labels = firstLabels;
  let open = false;
  let unread = 0;
  let loaded = false;
  let removed = false;
  let outgoing: ToFrame[] = [
    {
      type: 'boot',
      options,
      pageLanguage: document.documentElement.lang,
      page: { path: location.pathname, title: document.title },
    },
  ];
  let focusBefore: Element | null = null;
  let releaseViewport: (() => void) | undefined;

  function post(message: ToFrame): void {
    if (loaded) frame.contentWindow?.postMessage(wrap(message), origin);
    else outgoing.push(message);
  }

  function showWords(): void {
    frame.title = labels[0];
    dismiss.setAttribute('aria-label', labels[1]);
    launcher.setAttribute(
      'aria-label',
      open ? labels[1] : unread ? `${labels[0]} ${unread} ${labels[2]}` : labels[0],
    );
    launcher.setAttribute('aria-expanded', String(open));
  }

  function loadFrame(): void {
    // The app learns the only origin that it may talk to from the fragment; the browser enforces it on both sides.
    if (!removed && !frame.src)
      frame.src = `${origin}/widget/index.html#${encodeURIComponent(location.origin)}`;
  }

  function setOpen(next: boolean, draft = ''): void {
    if (next) loadFrame();
    if (next !== open || draft) post({ type: 'panel', open: next, draft });
    if (next === open) return;
    open = next;
    root.classList.toggle('open', next);
    teaser.hidden = true;
    releaseViewport?.();
    releaseViewport = next ? fitToViewport(panel) : undefined;
    showWords();
    if (next) {
      focusBefore = document.activeElement;
      frame.focus();
    } else if (document.activeElement === host) {
      const page =
        focusBefore instanceof HTMLElement && focusBefore !== host && focusBefore !== document.body;
      (page ? (focusBefore as HTMLElement) : launcher).focus();
    }
    emit(next ? 'open' : 'close', undefined);
  }

  function setUnread(count: number): void {
    unread = count;
    badge.hidden = !count;
    badge.textContent = count > 99 ? '99+' : String(count);
    if (!count) teaser.hidden = true;
    setTitleBadge(count);
    showWords();
  }

  function receive(event: MessageEvent): void {
    if (event.origin !== origin || event.source !== frame.contentWindow || !isWrapped(event.data)) return;
    const message = event.data as FromFrame;
    if (message.type === 'loaded') {
      loaded = true;
      outgoing.forEach(post);
      outgoing = [];
    } else if (message.type === 'close') setOpen(false);
    else if (message.type === 'look') {
      labels = message.labels;
      root.classList.toggle('dark', message.dark);
      showWords();
    } else if (message.type === 'teaser') {
      teaserText.textContent = message.text;
      teaser.hidden = open;
    } else if (message.type === 'event') {
      if (message.name === 'unreadCount') setUnread(Number(message.detail));
      emit(message.name, message.detail);
    }
  }

  function mount(): void {
    if (removed) return;
    document.body.append(host);
    const soon = () => ('requestIdleCallback' in window ? requestIdleCallback(loadFrame) : loadFrame());
    if (document.readyState === 'complete') soon();
    else window.addEventListener('load', soon);
  }

  launcher.onclick = () => setOpen(!open);
  launcher.onkeydown = (event) => event.key === 'Escape' && setOpen(false);
  teaserText.onclick = () => setOpen(true);
  dismiss.onclick = () => {
    teaser.hidden = true;
    launcher.focus();
  };
  window.addEventListener('message', receive);
  showWords();
  if (document.body) mount();
  else document.addEventListener('DOMContentLoaded', mount);

  return {
    post,
    isOpen: () => open,
    setOpen,
    setShown(shown) {
      if (!shown) setOpen(false);
      host.hidden = !shown;
    },
    remove() {
      removed = true;
      releaseViewport?.();
      setTitleBadge(0);
      window.removeEventListener('message', receive);
      host.remove();
    },
  };
}
