import { useSignal } from '@preact/signals';
import type { ConsentPurpose, ConsentState } from '../../../../src/contract/http.js';
import { wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { showToast } from '../toast.jsx';
import { useLoad } from './load.js';
import { menuWords } from './menu-words.js';
import { OwnData } from './own-data.jsx';
import { shapes } from './shapes.js';
import { Sheet } from './sheet.jsx';
import { SheetState } from './sheet-state.jsx';
import { Switch } from './switch.jsx';

const purposes = ['personalization', 'marketing'] as const;

/** Two plain switches: what the shopper allows, and what for. */
export function PrivacySheet({ onClose }: { onClose: () => void }) {
  const { chat, t, locale } = useWidget();
  const words = wordsIn(menuWords, locale);
  const { state, reload } = useLoad<{ consents: ConsentState[] }>('consents');
  const changed = useSignal<Partial<Record<ConsentPurpose, boolean>>>({});
  const loaded = state.value;

  async function choose(purpose: ConsentPurpose, granted: boolean): Promise<void> {
    const before = changed.value;
    changed.value = { ...before, [purpose]: granted };
    try {
      await chat.call('PUT', 'consents', { purpose, granted });
      chat.consentChanged();
    } catch {
      changed.value = before;
      showToast(t.actionFailed);
    }
  }
  return (
    <Sheet title={words.privacy} onClose={onClose}>
      {loaded === 'loading' && <SheetState shape={shapes.shield} title={t.connecting} />}
      {loaded === 'failed' && <SheetState shape={shapes.alert} title={t.loadFailed} onRetry={reload} />}
      {typeof loaded === 'object' && (
        <>
          <p class="sheet-intro">{words.privacyIntro}</p>
          <ul class="consents">
            {purposes.map((purpose) => {
              const stored = loaded.value.consents.find((each) => each.purpose === purpose)?.granted;
              const granted = changed.value[purpose] ?? stored;
              return (
                <li key={purpose}>
                  <div>
                    <strong id={`consent-${purpose}`}>{words[purpose]}</strong>
                    <span>{words[`${purpose}Text`]}</span>
                    {granted === undefined && <small>{words.notAsked}</small>}
                  </div>
                  <Switch
                    labelledBy={`consent-${purpose}`}
                    on={granted === true}
                    onChange={(on) => void choose(purpose, on)}
                  />
                </li>
              );
            })}
          </ul>
          <OwnData />
        </>
      )}
    </Sheet>
  );
}
