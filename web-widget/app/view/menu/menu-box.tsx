import { useEffect, useRef } from 'preact/hooks';
import type { Locale } from '../../../frame-protocol.js';
import { localeNames, locales, wordsIn } from '../../strings/strings.js';
import type { SheetName } from '../app.jsx';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { showToast } from '../toast.jsx';
import { menuWords } from './menu-words.js';
import { saveTranscript } from './save-transcript.js';
import { shapes } from './shapes.js';
import { Switch } from './switch.jsx';

/** Coupons, privacy, sound, language, transcripts, and the end of the conversation. Stands beside its button in one element. */
export function MenuBox({ onSheet, onClose }: { onSheet: (name: SheetName) => void; onClose: () => void }) {
  const { chat, t, locale, preferences } = useWidget();
  const words = wordsIn(menuWords, locale);
  const state = chat.status.value?.state;
  const mayEnd = state === 'human' || (state === 'bot' && chat.book.value.bySequence.size > 0);
  const box = useRef<HTMLDivElement>(null);
  const latestClose = useRef(onClose);
  latestClose.current = onClose;

  useEffect(() => {
    const place = box.current?.parentElement;
    box.current?.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && place?.contains(event.target))) latestClose.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault(); // the panel stays
      latestClose.current();
      place?.querySelector('button')?.focus();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, []);

  const go = (name: SheetName) => {
    onClose();
    onSheet(name);
  };
  async function end(): Promise<void> {
    onClose();
    if (!(await chat.endConversation())) showToast(t.actionFailed);
  }
  async function save(): Promise<void> {
    onClose();
    if (!(await saveTranscript(chat, 'text'))) showToast(t.actionFailed);
  }
  async function choose(next: Locale): Promise<void> {
    if (!(await preferences.chooseLocale(next))) showToast(t.loadFailed);
  }

  return (
    <div class="menu-box" ref={box}>
      <button type="button" onClick={() => go('wallet')}>
        <Icon shape={shapes.ticket} /> {words.coupons}
      </button>
      <button type="button" onClick={() => go('privacy')}>
        <Icon shape={shapes.shield} /> {words.privacy}
      </button>
      <div class="menu-line">
        <Icon shape={shapes.bell} /> <span id="sound">{words.sound}</span>
        <Switch labelledBy="sound" on={preferences.sound.value} onChange={preferences.chooseSound} />
      </div>
      <div class="menu-line">
        <Icon shape={shapes.globe} />
        <fieldset class="languages" aria-label={words.language}>
          {locales.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === locale}
              onClick={() => void choose(each)}
            >
              {localeNames[each]}
            </button>
          ))}
        </fieldset>
      </div>
      {chat.book.value.bySequence.size > 0 && (
        <button type="button" onClick={save}>
          <Icon shape={shapes.save} /> {words.transcript}
        </button>
      )}
      {chat.book.value.bySequence.size > 0 && chat.mails() && (
        <button type="button" onClick={() => go('mail')}>
          <Icon shape={shapes.mail} /> {words.mail}
        </button>
      )}
      {mayEnd && (
        <button type="button" class="menu-end" onClick={end}>
          <Icon shape={shapes.leave} /> {words.endConversation}
        </button>
      )}
    </div>
  );
}
