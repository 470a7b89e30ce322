import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Attachment } from '../../../../src/contract/attachments.js';
import { Icon } from '../icons.jsx';
import { addressOf, downloadOf } from './access.js';
import { useAttachWords } from './attach-words.js';
import { downloadShape } from './attachment-view.jsx';

const crossShape = 'M6 6l12 12M18 6 6 18';

/** The whole picture over the whole panel: the small one at once, the large one when it has come. A tap closes it. */
export function Lightbox(props: { attachment: Attachment; small: string | undefined; onClose: () => void }) {
  const { attachment, small, onClose } = props;
  const words = useAttachWords();
  const box = useRef<HTMLDialogElement>(null);
  const loaded = useSignal(false);
  useEffect(() => box.current?.showModal(), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation(); // the panel stays open
    event.preventDefault();
    onClose();
  }
  return (
    <dialog class="lightbox" ref={box} aria-label={attachment.name} onKeyDown={onKeyDown} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same as the button beside it, for the hand */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape and the button do it by keyboard */}
      <div class="lightbox-stage" onClick={onClose}>
        {small && !loaded.value && <img class="small" src={small} alt="" />}
        <img
          src={addressOf(attachment.id, 'original')}
          alt={attachment.name}
          class={loaded.value ? '' : 'coming'}
          onLoad={() => {
            loaded.value = true;
          }}
        />
      </div>
      <div class="lightbox-tools">
        <a class="icon-button" {...downloadOf(attachment)}>
          <span class="visually-hidden">{words.download}</span>
          <Icon shape={downloadShape} />
        </a>
        <button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
          <Icon shape={crossShape} />
        </button>
      </div>
    </dialog>
  );
}
