import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { live, useAfter } from './live.js';

/** A page over the chat. Takes the focus and gives it back. */
export const Sheet = live(function Sheet(props: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const { t } = useWidget();
  const back = useRef<HTMLButtonElement>(null);
  useAfter([], () => {
    back.current?.focus();
    // Later, because the chat behind is inert until this drawing is done.
    return () => void setTimeout(() => document.querySelector<HTMLElement>('.menu > button')?.focus());
  });
  return (
    <section class="sheet" aria-label={props.title}>
      <header class="sheet-head">
        <button ref={back} type="button" class="icon-button" aria-label={t.back} onClick={props.onClose}>
          <Icon name="back" />
        </button>
        <h2>{props.title}</h2>
      </header>
      <div class="sheet-body">{props.children}</div>
    </section>
  );
});
