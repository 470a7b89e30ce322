import { useSignal } from '@preact/signals';
import type { PrivacyRequestView, ShopperPrivacy } from '../../../../src/contract/privacy.js';
import { fill, wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { lateCards } from '../late-parts.js';
import { showToast } from '../toast.jsx';
import { useLoad } from './load.js';
import { ownDataWords } from './own-data-words.js';

/** What is known of the shopper, and what can be done about it: a copy, and deletion after being asked twice. */
export function OwnData() {
  const { chat, t, locale } = useWidget();
  const words = wordsIn(ownDataWords, locale);
  const { state, reload } = useLoad<ShopperPrivacy>('privacy');
  const asking = useSignal<'no' | 'wish' | 'sure'>('no');
  const busy = useSignal(false);
  if (typeof state.value !== 'object') return null;
  const { facts, history, signedIn, erasure, graceDays } = state.value.value;
  const dayOf = (at: string) => new Date(at).toLocaleDateString(locale, { month: 'long', day: 'numeric' });

  async function act(work: () => Promise<unknown>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      await work();
      asking.value = 'no';
      reload();
    } catch {
      showToast(t.actionFailed);
    }
    busy.value = false;
  }
  async function download(): Promise<void> {
    await lateCards.load();
    if (!(await lateCards.part.value?.downloadOwnData(chat))) showToast(t.actionFailed);
  }
  const erase = () => act(() => chat.call('POST', 'erasure', { confirmed: true }));
  const next = () => {
    if (asking.value === 'wish') asking.value = 'sure';
    else void erase();
  };
  const withdraw = () => act(() => chat.call('DELETE', 'erasure'));

  return (
    <div class="own-data">
      <details>
        <summary>{words.known}</summary>
        <dl>
          {facts.length === 0 && <dd>{words.nothingKnown}</dd>}
          {facts.map(({ name, value, reason }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                {reason && <small>{reason}</small>}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {history.length > 0 && (
        <details>
          <summary>{words.history}</summary>
          <ol>
            {history.map(({ purpose, granted, at, text }) => (
              <li key={at + purpose}>
                {new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })} ·{' '}
                {words[purpose]} · {granted ? words.agreed : words.declined}
                {text && <small>{text}</small>}
              </li>
            ))}
          </ol>
        </details>
      )}
      <button type="button" disabled={!signedIn} onClick={download}>
        {words.download}
      </button>
      {!signedIn && <small>{words.signIn}</small>}
      {erasure ? (
        <Waiting erasure={erasure} day={dayOf(erasure.dueAt)} busy={busy.value} onWithdraw={withdraw} />
      ) : asking.value === 'no' ? (
        <button type="button" class="danger" onClick={() => (asking.value = 'wish')}>
          {words.erase}
        </button>
      ) : (
        <fieldset class="own-erase" aria-label={words.erase}>
          <p>
            {asking.value === 'wish'
              ? words.eraseText
              : graceDays > 0
                ? fill(words.eraseSure, String(graceDays))
                : words.eraseSureNow}
          </p>
          <button type="button" class="solid" disabled={busy.value} onClick={next}>
            {asking.value === 'wish' ? words.eraseYes : words.eraseSureYes}
          </button>
          <button type="button" class="plain" onClick={() => (asking.value = 'no')}>
            {words.no}
          </button>
        </fieldset>
      )}
    </div>
  );
}

function Waiting(props: {
  erasure: PrivacyRequestView;
  day: string;
  busy: boolean;
  onWithdraw: () => Promise<void>;
}) {
  const words = wordsIn(ownDataWords, useWidget().locale);
  const { id, state } = props.erasure;
  return (
    <div class="own-erase">
      <p>{state === 'running' ? words.running : fill(words.waiting, props.day)}</p>
      <p>
        {words.receipt}{' '}
        <a href={`/v1/privacy/receipts/${id}`} target="_blank" rel="noopener">
          {id}
        </a>
      </p>
      {state === 'waiting' && (
        <button type="button" class="plain" disabled={props.busy} onClick={() => void props.onWithdraw()}>
          {words.withdraw}
        </button>
      )}
    </div>
  );
}
