import { loaderStyle } from './loader-style.js';

const bubble = 'M16 6c16 0 16 19 0 19-1 0-2 0-3-.3L7.5 27c-.7.3-1.3-.2-1.2-.9L7 22C1.5 16 5.5 6 16 6Z';

/** Everything that the loader puts on the page, inside one shadow root so that no page style reaches it. */
export function buildElements() {
  const host = document.createElement('div');
  host.id = 'zhanggui';
  const shadow = host.attachShadow({ mode: 'open' });
  applyStyle(shadow);

  const root = add(shadow, 'div', 'root');
  const launcher = add(root, 'button', 'launcher');
  addIcon(launcher, 'chat', bubble, 'M11.5 16.2c2 3 7 3 9 0');
  addIcon(launcher, 'down', 'm9 13 7 7 7-7');
  const badge = add(launcher, 'span', 'badge');
  badge.hidden = true;
  const teaser = add(root, 'div', 'teaser');
  teaser.hidden = true;
  const teaserText = add(teaser, 'button', 'text');
  const dismiss = add(teaser, 'button', 'dismiss');
  dismiss.textContent = '×';
  const panel = add(root, 'div', 'panel');
  const frame = add(panel, 'iframe', '');
  frame.allow = 'autoplay; clipboard-write';
  return { host, root, panel, frame, teaser, teaserText, dismiss, launcher, badge };
}

function add<Tag extends keyof HTMLElementTagNameMap>(
  parent: Node,
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = name;
  parent.appendChild(made);
  return made;
}

/** By the DOM, because pages with Trusted Types refuse markup in strings. */
function addIcon(parent: Node, name: string, ...shapes: string[]): void {
  const make = (tag: string) => document.createElementNS('http://www.w3.org/2000/svg', tag);
  const svg = parent.appendChild(make('svg'));
  svg.setAttribute('class', name);
  svg.setAttribute('viewBox', '0 0 32 32');
  for (const shape of shapes) svg.appendChild(make('path')).setAttribute('d', shape);
}

/** A constructed sheet passes a strict `style-src` of the host page; older browsers get a style element. */
function applyStyle(shadow: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(loaderStyle);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    add(shadow, 'style', '').textContent = loaderStyle;
  }
}
