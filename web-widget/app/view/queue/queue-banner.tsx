import type { ConversationStatus } from '../../../../src/contract/messages.js';
import { wordsIn } from '../../strings/strings.js';
import { queueWords } from '../../wording.js';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { showToast } from '../toast.jsx';
import { queueTexts, waitWords } from './queue-words.js';

const clock = 'M12 8v4l3 2M4 12a8 8 0 1 0 16 0 8 8 0 1 0-16 0';

/** While the shopper waits for a person: the place, the honest wait, and the way back. */
export function QueueBanner({ status }: { status: ConversationStatus }) {
  const { chat, t, locale } = useWidget();
  const words = wordsIn(queueTexts, locale);
  const absent = status.agentsAvailable === false;

  async function cancel(): Promise<void> {
    if (!(await chat.cancelRequest())) showToast(t.actionFailed);
  }
  const { queuePosition } = status;
  return (
    <section class={absent ? 'banner banner-absent' : 'banner'}>
      {queuePosition && !absent ? <b class="position">{queuePosition}</b> : <Icon shape={clock} />}
      <div class="banner-words" role="status">
        {absent ? (
          words.nobodyOnDuty
        ) : (
          <>
            <strong>{queueWords(status, t)}</strong>
            <span>{waitWords(status.estimatedWaitSeconds, words, status.estimatedWaitUpToSeconds)}</span>
          </>
        )}
      </div>
      <button type="button" class="quiet" onClick={cancel}>
        {absent ? words.backToAssistant : words.cancelQueue}
      </button>
    </section>
  );
}
