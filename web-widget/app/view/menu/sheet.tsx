import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { menuWords } from './menu-words.js';
import { shapes } from './shapes.js';

/** A page over the chat. Takes the focus and gives it back. */
export function Sheet(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const words = wordsIn(menuWords, useWidget().locale);
  const back = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    back.current?.focus();
    // Later, because the chat behind is inert until this drawing is done.
    return () => void setTimeout(() => document.querySelector<HTMLElement>('.menu > button')?.focus());
  }, []);
  return (
    <section class="sheet" aria-label={props.title}>
      <header class="sheet-head">
        <button ref={back} type="button" class="icon-button" aria-label={words.back} onClick={props.onClose}>
          <Icon shape={shapes.back} />
        </button>
        <h2>{props.title}</h2>
      </header>
      <div class="sheet-body">{props.children}</div>
    </section>
  );
}
