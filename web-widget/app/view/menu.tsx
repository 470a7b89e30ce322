import { useRef } from 'preact/hooks';
import { localeNames, locales } from '../strings.js';
import type { SheetName } from './app.jsx';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { live, useAfter, useSignal } from './live.js';
import { Switch } from './switch.jsx';
import { showToast } from './toast.jsx';

/** Coupons, privacy, sound, language, and the end of the conversation. */
export const Menu = live(function Menu({ onSheet }: { onSheet: (name: SheetName) => void }) {
  const { chat, t, locale, preferences } = useWidget();
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useAfter([open.value], () => {
    if (!open.value) return;
    box.current?.querySelector('button')?.focus();
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && box.current?.parentElement?.contains(event.target)))
        open.value = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault(); // the panel stays
      open.value = false;
      button.current?.focus();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  });

  const go = (name: SheetName) => {
    open.value = false;
    onSheet(name);
  };
  async function end(): Promise<void> {
    open.value = false;
    if (!(await chat.endConversation())) showToast(t.actionFailed);
  }

  return (
    <div class="menu">
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={t.menu}
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name="more" />
      </button>
      {open.value && (
        <div class="menu-box" ref={box}>
          <button type="button" onClick={() => go('wallet')}>
            <Icon name="ticket" /> {t.coupons}
          </button>
          <button type="button" onClick={() => go('privacy')}>
            <Icon name="shield" /> {t.privacy}
          </button>
          <div class="menu-line">
            <Icon name="bell" /> <span id="sound">{t.sound}</span>
            <Switch labelledBy="sound" on={preferences.sound.value} onChange={preferences.chooseSound} />
          </div>
          <div class="menu-line">
            <Icon name="globe" />
            <fieldset class="languages" aria-label={t.language}>
              {locales.map((each) => (
                <button
                  key={each}
                  type="button"
                  lang={each}
                  aria-pressed={each === locale}
                  onClick={() => preferences.chooseLocale(each)}
                >
                  {localeNames[each]}
                </button>
              ))}
            </fieldset>
          </div>
          {chat.status.value?.state === 'human' && (
            <button type="button" class="menu-end" onClick={end}>
              <Icon name="leave" /> {t.endConversation}
            </button>
          )}
        </div>
      )}
    </div>
  );
});
