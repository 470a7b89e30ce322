import type { ConsentPurpose } from '../../../src/contract/http.js';
import { useWidget } from './context.js';
import { live, useSignal } from './live.js';
import { useLoad } from './load.js';
import { Sheet } from './sheet.jsx';
import { SheetState } from './sheet-state.jsx';
import { Switch } from './switch.jsx';
import { showToast } from './toast.jsx';

const purposes = ['personalization', 'marketing'] as const;

/** Two plain switches: what the shopper allows, and what for. */
export const PrivacySheet = live(function PrivacySheet({ onClose }: { onClose: () => void }) {
  const { chat, t } = useWidget();
  const { state, reload } = useLoad(chat.consents);
  const changed = useSignal<Partial<Record<ConsentPurpose, boolean>>>({});
  const loaded = state.value;

  async function choose(purpose: ConsentPurpose, granted: boolean): Promise<void> {
    const before = changed.value;
    changed.value = { ...before, [purpose]: granted };
    if (await chat.setConsent(purpose, granted)) return;
    changed.value = before;
    showToast(t.actionFailed);
  }
  return (
    <Sheet title={t.privacy} onClose={onClose}>
      {loaded === 'loading' && <SheetState icon="shield" title={t.connecting} />}
      {loaded === 'failed' && <SheetState icon="alert" title={t.loadFailed} onRetry={reload} />}
      {typeof loaded === 'object' && (
        <>
          <p class="sheet-intro">{t.privacyIntro}</p>
          <ul class="consents">
            {purposes.map((purpose) => {
              const stored = loaded.value.find((each) => each.purpose === purpose)?.granted;
              const granted = changed.value[purpose] ?? stored;
              return (
                <li key={purpose}>
                  <div>
                    <strong id={`consent-${purpose}`}>{t[purpose]}</strong>
                    <span>{t[`${purpose}Text`]}</span>
                    {granted === undefined && <small>{t.notAsked}</small>}
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
        </>
      )}
    </Sheet>
  );
});
