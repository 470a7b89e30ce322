import { fill } from '../../strings/strings.js';
import { useWidget } from '../context.js';
import { Icon } from '../icons.jsx';
import { useAttachWords } from './attach-words.js';
import { FileFacts, FileMark, sizeWords } from './attachment-view.jsx';
import { uploadsOf } from './upload-desk.js';
import type { UploadItem, UploadProblem } from './uploads.js';

const crossShape = 'M7 7l10 10M17 7 7 17';

/** What is going up, under the messages. */
export function UploadRows() {
  return uploadsOf(useWidget().chat).items.value.map((item) => <UploadRow key={item.id} item={item} />);
}

function UploadRow({ item }: { item: UploadItem }) {
  const { chat, t, locale } = useWidget();
  const words = useAttachWords();
  const { id, name, size, isImage, preview, progress, problem, final } = item;
  const uploads = uploadsOf(chat);
  const percent = Math.round(progress * 100);
  const told = (what: UploadProblem): string => {
    if (typeof what === 'string') return words[what];
    return locale === 'zh-CN' ? what.told : words.wrongType;
  };
  const way = percent > 0 ? fill(words.uploading, percent) : words.waiting;
  return (
    <div class={`row from-shopper first last upload ${problem ? 'refused' : ''}`}>
      {isImage ? (
        <div class={`photo going ${preview ? 'there' : ''}`}>
          {preview && <img src={preview} alt={name} />}
          {!problem && <Ring share={progress} />}
        </div>
      ) : (
        <div class="file">
          <FileMark name={name} />
          <FileFacts name={name} told={sizeWords(size)} />
          {!problem && <Ring share={progress} />}
        </div>
      )}
      <div class="below" role="status">
        <span>{problem ? told(problem) : way}</span>
        {problem && !final && (
          <button type="button" onClick={() => uploads.retry(id)}>
            {t.retry}
          </button>
        )}
        <button
          type="button"
          aria-label={`${problem ? t.discard : words.cancel} ${name}`}
          onClick={() => uploads.cancel(id)}
        >
          {problem ? t.discard : <Icon shape={crossShape} size={14} />}
          {!problem && words.cancel}
        </button>
      </div>
    </div>
  );
}

/** How far it is, as a ring that closes. */
function Ring({ share }: { share: number }) {
  return (
    <svg class="ring" viewBox="0 0 36 36" width="36" height="36" aria-hidden="true">
      <circle cx="18" cy="18" r="14" />
      <circle
        class="done"
        cx="18"
        cy="18"
        r="14"
        pathLength="100"
        stroke-dasharray={`${Math.max(4, share * 100)} 100`}
      />
    </svg>
  );
}
