import { queueWords, waitWords } from '../wording.js';
import { useWidget } from './context.js';
import { Icon } from './icons.jsx';
import { live } from './live.js';
import { showToast } from './toast.jsx';

/** While the shopper waits for a person: the place, the honest wait, and the way back. */
export const Banner = live(function Banner() {
  const { chat, t } = useWidget();
  const status = chat.status.value;
  if (status?.state !== 'queued') return null;
  const absent = status.agentsAvailable === false;

  async function cancel(): Promise<void> {
    if (!(await chat.cancelRequest())) showToast(t.actionFailed);
  }
  const { queuePosition } = status;
  return (
    <section class={absent ? 'banner banner-absent' : 'banner'}>
      {queuePosition && !absent ? <b class="position">{queuePosition}</b> : <Icon name="clock" />}
      <div class="banner-words" role="status">
        {absent ? (
          t.nobodyOnDuty
        ) : (
          <>
            <strong>{queueWords(status, t)}</strong>
            <span>{waitWords(status.estimatedWaitSeconds, t)}</span>
          </>
        )}
      </div>
      <button type="button" class="quiet" onClick={cancel}>
        {absent ? t.backToAssistant : t.cancelQueue}
      </button>
    </section>
  );
});
