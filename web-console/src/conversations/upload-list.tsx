import { CloseOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { text } from '../strings.js';
import { FileMark, sizeWords } from './attachment-view.js';
import type { Uploads } from './use-uploads.js';

/** What is going up, over the composer. */
export function UploadList({ items, retry, cancel }: Uploads) {
  if (items.length === 0) return null;
  return (
    <ul className="uploads">
      {items.map(({ id, name, size, progress, problem, final }) => (
        <li key={id} className={problem === undefined ? 'upload' : 'upload upload-failed'}>
          <FileMark name={name} />
          <span className="file-facts">
            <span className="file-name ellipsis">{name}</span>
            <span className="file-told" role="status">
              {problem ?? `${sizeWords(size)} · ${wayWords(progress)}`}
            </span>
          </span>
          {problem === undefined ? (
            <Progress type="circle" percent={Math.round(progress * 100)} size={22} showInfo={false} />
          ) : null}
          {problem !== undefined && final !== true ? (
            <Button
              type="text"
              size="small"
              icon={<ReloadOutlined />}
              aria-label={`${text.thread.resend} ${name}`}
              onClick={() => retry(id)}
            />
          ) : null}
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={`${text.thread.cancelUpload} ${name}`}
            onClick={() => cancel(id)}
          />
        </li>
      ))}
    </ul>
  );
}

function wayWords(progress: number): string {
  return progress > 0 ? text.thread.uploading(Math.round(progress * 100)) : text.thread.waitingToUpload;
}
