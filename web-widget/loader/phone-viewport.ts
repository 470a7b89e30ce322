/** On a screen this small the panel covers it; the same figures stand in the style. */
const phone = '(max-width:480px),(max-height:520px)';

/**
 * While the panel is open on a phone: keeps it inside the visual viewport (the part that the keyboard leaves free)
 * and stops the page behind from scrolling. Returns the function that undoes it.
 */
export function fitToViewport(panel: HTMLElement): () => void {
  const page = document.documentElement.style;
  const before = page.overflow;
  const view = window.visualViewport;
  const stop = new AbortController();

  function adapt(): void {
    const small = matchMedia(phone).matches;
    page.overflow = small ? 'hidden' : before;
    panel.style.cssText = small && view ? `--top:${view.offsetTop}px;--height:${view.height}px` : '';
  }
  for (const name of ['resize', 'scroll']) view?.addEventListener(name, adapt, { signal: stop.signal });
  adapt();
  return () => {
    stop.abort();
    page.overflow = before;
  };
}
