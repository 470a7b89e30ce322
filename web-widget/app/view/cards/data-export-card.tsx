import { useSignal } from '@preact/signals';
import { wordsIn } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { showToast } from '../toast.jsx';
import { cardWords } from './card-words.js';
import { downloadOwnData } from './own-data-download.js';

/** A copy of everything that is known of the shopper, fetched with the session of whoever taps. */
export function DataExportCard() {
  const { chat, t, locale } = useWidget();
  const words = wordsIn(cardWords, locale);
  const waiting = useSignal(false);

  async function download(): Promise<void> {
    waiting.value = true;
    if (!(await downloadOwnData(chat))) showToast(t.actionFailed);
    waiting.value = false;
  }
  return (
    <div class="card data-export">
      <strong>{words.ownData}</strong>
      <p>{words.ownDataText}</p>
      <button type="button" class="solid" disabled={waiting.value} onClick={download}>
        {words.download}
      </button>
    </div>
  );
}
