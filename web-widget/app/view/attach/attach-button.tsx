import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { useAttachWords } from './attach-words.js';
import { uploadsOf } from './upload-desk.js';

const clipShape =
  'm20 11-8.5 8.5a5.3 5.3 0 0 1-7.5-7.5L12.6 3.5a3.5 3.5 0 0 1 5 5L9.4 16.700a1.800 1.800 0 0 1-2.500-2.500L14 7';
const accept =
  'image/jpeg,image/png,image/webp,image/gif,video/mp4,.pdf,.doc,.docx,.xls,.xlsx,.pptx,.txt,.zip';

/** The way to send a picture or file: a button, a paste, or a drop onto the panel. */
export function AttachButton() {
  const { chat } = useWidget();
  const words = useAttachWords();
  const input = useRef<HTMLInputElement>(null);
  const dragging = useSignal(false);
  const uploads = uploadsOf(chat);

  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    document.addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        uploads.add(files);
      },
      { signal },
    );
    document.addEventListener(
      'dragover',
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        dragging.value = true;
      },
      { signal },
    );
    document.addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) dragging.value = false;
      },
      { signal },
    );
    document.addEventListener(
      'drop',
      (event) => {
        dragging.value = false;
        if (!holdsFiles(event)) return;
        event.preventDefault();
        uploads.add([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => listening.abort();
  }, [uploads, dragging]);

  return (
    <>
      <button
        type="button"
        class="attach"
        aria-label={words.attach}
        title={words.attach}
        onClick={() => input.current?.click()}
      >
        <Icon shape={clipShape} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          uploads.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {dragging.value && <div class="drop-veil">{words.dropHere}</div>}
    </>
  );
}
