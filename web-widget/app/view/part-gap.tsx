import { useEffect } from 'preact/hooks';
import type { Late } from '../late.js';
import { useWidget } from './context.js';
import { Dots } from './dots.jsx';
import { RichText } from './rich-text.jsx';
import { showToast } from './toast.jsx';

/**
 * Stands where a part that has not come would draw: dots, and when it could not be fetched, what there is to say in plain
 * text with the way to try again. The connection's return tries by itself.
 */
export function PartGap({ part, text }: { part: Late<unknown>; text: string }) {
  const { chat, t } = useWidget();
  const online = chat.connection.value === 'online';
  useEffect(() => {
    if (online) void part.load();
  }, [online, part]);

  async function retry(): Promise<void> {
    if (!(await part.load())) showToast(t.loadFailed);
  }
  if (!part.failed.value) return <Dots />;
  return (
    <>
      {text && (
        <div class="bubble">
          <RichText text={text} />
        </div>
      )}
      <button type="button" class="quiet" onClick={retry}>
        {t.loadFailed} · {t.retry}
      </button>
    </>
  );
}
