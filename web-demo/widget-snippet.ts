/** The function that a shop's page calls; its calls wait in `q` until widget.js has come. */
type WidgetCommand = ((...call: unknown[]) => void) & { q?: unknown[][] };

declare global {
  interface Window {
    zhanggui?: WidgetCommand;
  }
}

/**
 * The snippet that every shop pastes, in a file of its own because this page allows no inline scripts. The tag
 * `<script async src="/widget.js">` stands in index.html; whichever runs first, nothing is lost.
 */
export function callWidget(...call: unknown[]): void {
  if (!window.zhanggui) {
    const waiting: WidgetCommand = (...later: unknown[]) => {
      waiting.q ??= [];
      waiting.q.push(later);
    };
    window.zhanggui = waiting;
  }
  window.zhanggui(...call);
}

/** What a shop copies, with this server's address. */
export function snippetText(origin: string): string {
  return `<script>
  window.zhanggui = window.zhanggui || function () { (zhanggui.q = zhanggui.q || []).push(arguments) };
  zhanggui('boot', { shop: 'demo' });
</script>
<script async src="${origin}/widget.js"></script>`;
}
