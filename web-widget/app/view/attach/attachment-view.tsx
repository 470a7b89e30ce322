import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Attachment } from '../../../../src/contract/attachments.js';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { addressOf, downloadOf, renewAccess } from './access.js';
import { useAttachWords } from './attach-words.js';
import { Lightbox } from './lightbox.jsx';
import { previews } from './upload-desk.js';

/** The box of a picture in the log, pixels. */
const widest = 232;
const highest = 280;
const smallest = 72;
export const downloadShape = 'M12 4v11M7 11l5 5 5-5M5 20h14';

/** A picture to look at, or a file to keep. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  const { chat } = useWidget();
  const online = chat.connection.value === 'online';
  useEffect(() => {
    if (online && !addressOf(attachment.id, 'original')) void renewAccess(chat);
  }, [online, attachment.id, chat]);
  return attachment.kind === 'image' ? (
    <PictureView attachment={attachment} />
  ) : (
    <FileView attachment={attachment} />
  );
}

/** The room that a picture takes is known before it is there, so that nothing moves when it comes. */
function boxOf({ width = 4, height = 3 }: Attachment): { width: string; aspectRatio: string } {
  const scale = Math.min(1, widest / width, highest / height);
  const fitted = width > 4 ? Math.max(smallest, width * scale) : widest;
  return { width: `${Math.round(fitted)}px`, aspectRatio: `${width} / ${height}` };
}

function PictureView({ attachment }: { attachment: Attachment }) {
  const { chat } = useWidget();
  const words = useAttachWords();
  const opened = useSignal(false);
  const loaded = useSignal(false);
  const failures = useSignal(0);
  const own = previews.get(attachment.id);
  const address = addressOf(attachment.id, 'thumbnail');

  async function onError(): Promise<void> {
    // The address has run out, or the network has gone: once by itself, then by a tap.
    failures.value += 1;
    if (failures.value === 1) await renewAccess(chat);
  }
  const broken = failures.value > 1 && !own;
  function onClick(): void {
    if (!broken) opened.value = true;
    else void renewAccess(chat).then(() => (failures.value = 0));
  }
  return (
    <>
      <button
        type="button"
        class={`photo ${loaded.value || own ? 'there' : ''}`}
        style={boxOf(attachment)}
        aria-label={broken ? words.pictureGone : `${words.openPicture} ${attachment.name}`}
        onClick={onClick}
      >
        {own && <img class="own" src={own} alt="" />}
        {address && !broken && (
          <img
            key={failures.value}
            src={address}
            alt=""
            loading="lazy"
            onLoad={() => {
              loaded.value = true;
            }}
            onError={() => void onError()}
          />
        )}
        {broken && <span>{words.pictureGone}</span>}
      </button>
      {opened.value && (
        <Lightbox
          attachment={attachment}
          small={own ?? address}
          onClose={() => {
            opened.value = false;
          }}
        />
      )}
    </>
  );
}

function FileView({ attachment }: { attachment: Attachment }) {
  const words = useAttachWords();
  const { name, size } = attachment;
  return (
    <a class="file" {...downloadOf(attachment)}>
      <span class="visually-hidden">{words.download}</span>
      <FileMark name={name} />
      <FileFacts name={name} told={sizeWords(size)} />
      <Icon shape={downloadShape} size={18} />
    </a>
  );
}

/** A sheet of paper with what it is. */
export function FileMark({ name }: { name: string }) {
  const extension = (/\.(\w{1,4})$/.exec(name)?.[1] ?? '').toLowerCase();
  return (
    <span class={`file-mark of-${extension}`} aria-hidden="true">
      {extension.toUpperCase()}
    </span>
  );
}

/** A long name keeps its end, where the extension is. */
export function FileFacts({ name, told }: { name: string; told: string }) {
  const end = name.length > 12 ? -8 : name.length;
  return (
    <span class="file-facts">
      <span class="file-name">
        <span>{name.slice(0, end)}</span>
        {end < 0 && <span>{name.slice(end)}</span>}
      </span>
      <span class="file-told">{told}</span>
    </span>
  );
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
