import { render } from 'preact';
import type { CouponItem } from '../../src/contract/cards.js';
import '../app/style/base.css';
import '../app/view/cards/cards.css';
import { CouponFace } from '../app/view/cards/coupon-face.jsx';
import './card-preview.css';

/** What the page that frames this one sends. Both are of one origin: nobody else is listened to. */
interface Shown {
  type: 'card-preview';
  coupon: CouponItem;
  dark: boolean;
}

const target = document.getElementById('app');
/** Nobody is there to take it: the buttons are drawn, and do nothing. */
const choice = { waiting: false, respond: () => undefined };

function isShown(data: unknown): data is Shown {
  return typeof data === 'object' && data !== null && (data as Partial<Shown>).type === 'card-preview';
}

function tell(message: { type: 'card-preview-ready' } | { type: 'card-preview-height'; height: number }) {
  window.parent.postMessage(message, window.location.origin);
}

window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
  if (origin !== window.location.origin || source !== window.parent || !isShown(data)) return;
  const root = document.documentElement;
  root.dataset.theme = data.dark ? 'dark' : 'light';
  root.style.colorScheme = root.dataset.theme;
  if (target) render(<CouponFace coupon={data.coupon} locale="zh-CN" choice={choice} />, target);
});

if (target) {
  new ResizeObserver(() => tell({ type: 'card-preview-height', height: target.offsetHeight })).observe(
    target,
  );
  tell({ type: 'card-preview-ready' });
}
