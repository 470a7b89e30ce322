import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { fill } from '../strings/strings.js';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { lateAttach } from './late-parts.js';
import { showToast } from './toast.jsx';

/** The server's limit (`maxTextLength` of the contract), in UTF-16 code units. */
const longest = 2000;
/** The counter shows from here on. */
const nearLimit = 1800;

/** Where the shopper writes. Enter sends, except while an input method is composing; Shift+Enter makes a line. */
export function Composer() {
  const { chat, panelOpen, draft, t } = useWidget();
  const text = useSignal('');
  const field = useRef<HTMLTextAreaElement>(null);
  const state = chat.status.value?.state;

  useSignalEffect(() => {
    if (draft.value) text.value = draft.value;
    draft.value = '';
  });
  useSignalEffect(() => {
    // On a touch screen focus would raise the keyboard over what the shopper wants to read.
    if (panelOpen.value && matchMedia('(hover: hover)').matches)
      field.current?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 132)}px`;
  });

  const wanted = panelOpen.value && chat.connection.value === 'online';
  const AttachButton = lateAttach.part.value?.AttachButton;
  useEffect(() => {
    if (wanted) void lateAttach.load();
  }, [wanted]);

  const over = text.value.length - longest;
  const sendable = text.value.trim().length > 0 && over <= 0;

  function send(): void {
    if (!sendable) return;
    if (chat.send(text.value.trim())) text.value = '';
    else showToast(t.actionFailed);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // keyCode 229 marks keys that an input method swallows, also in browsers that end composition before the keydown.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  }

  const absent = state === 'queued' && chat.status.value?.agentsAvailable === false;
  const placeholder = absent ? t.placeholderLeave : t.placeholder;
  return (
    <footer class="composer">
      <div class={over > 0 ? 'writing too-long' : 'writing'}>
        {AttachButton && <AttachButton />}
        <textarea
          ref={field}
          rows={1}
          value={text.value}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-invalid={over > 0}
          enterkeyhint="send"
          onKeyDown={onKeyDown}
          onBlur={() => chat.noteTyping(false)}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            chat.noteTyping(text.value.trim().length > 0);
          }}
        />
        {text.value.length > nearLimit && (
          <span class="counter" role="status">
            {over > 0 ? fill(t.tooLong, over) : `${text.value.length}/${longest}`}
          </span>
        )}
        <button type="button" class="send" aria-label={t.send} disabled={!sendable} onClick={send}>
          <Icon name="send" />
        </button>
      </div>
    </footer>
  );
}
