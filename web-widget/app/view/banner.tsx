import { useEffect } from 'preact/hooks';
import { useWidget } from './context.js';
import { lateQueue } from './late-parts.js';

/**
 * The place of the banner over the conversation. The header tells the state in any case; the banner is fetched when
 * the shopper first waits, and tried again with every news of the queue.
 */
export function Banner() {
  const { chat } = useWidget();
  const status = chat.status.value;
  const waiting = status?.state === 'queued' && chat.connection.value === 'online' ? status : undefined;
  useEffect(() => {
    if (waiting) void lateQueue.load();
  }, [waiting]);
  const QueueBanner = lateQueue.part.value?.QueueBanner;
  return status?.state === 'queued' && QueueBanner ? <QueueBanner status={status} /> : null;
}
