import { useSignal } from '@preact/signals';
import { fill } from '../strings/strings.js';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { showToast } from './toast.jsx';

/** Where an answer comes from, and whether it helped. */
export function SourceLine({ messageId, title }: { messageId: string; title: string }) {
  const { chat, t } = useWidget();
  const waiting = useSignal(false);
  const rated = chat.ratings.value[messageId];

  async function rate(helpful: boolean): Promise<void> {
    if (rated === helpful || waiting.value) return;
    waiting.value = true;
    if (!(await chat.rate(messageId, helpful))) showToast(t.actionFailed);
    waiting.value = false;
  }
  return (
    <div class="source">
      <span class="source-title">{fill(t.source, title)}</span>
      <button
        type="button"
        aria-label={t.helpful}
        title={t.helpful}
        aria-pressed={rated === true}
        onClick={() => rate(true)}
      >
        <Icon name="up" size={16} />
      </button>
      <button
        type="button"
        class="thumb-down"
        aria-label={t.notHelpful}
        title={t.notHelpful}
        aria-pressed={rated === false}
        onClick={() => rate(false)}
      >
        <Icon name="up" size={16} />
      </button>
    </div>
  );
}
