import { DownloadOutlined } from '@ant-design/icons';
import { Image } from 'antd';
import type { Attachment } from '../../../src/contract/attachments.js';
import { text } from '../strings.js';

/** The box of a picture in the log, pixels. */
const widest = 280;
const highest = 280;
const smallest = 72;

const contentOf = (id: string): string => `/v1/attachments/${encodeURIComponent(id)}`;

/** A picture to look at in large, or a file to download. The session's cookie opens both. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  const { id, kind, name, size } = attachment;
  const address = contentOf(id);
  if (kind === 'image') {
    const { width, height } = boxOf(attachment);
    return (
      <Image
        className="bubble-image"
        src={attachment.thumbnail ? `${address}?variant=thumbnail` : address}
        alt={name}
        width={width}
        height={height}
        loading="lazy"
        placeholder
        preview={{ src: address }}
      />
    );
  }
  return (
    <a className="file" href={`${address}?download=1`} download={name} title={text.thread.download(name)}>
      <FileMark name={name} />
      <span className="file-facts">
        <span className="file-name ellipsis">{name}</span>
        <span className="file-told">{sizeWords(size)}</span>
      </span>
      <DownloadOutlined aria-hidden />
    </a>
  );
}

/** The room that a picture takes is known before it is there, so that the log does not jump. */
function boxOf({ width = 4, height = 3 }: Attachment): { width: number; height: number } {
  if (width <= 4) return { width: widest, height: Math.round((widest * height) / width) };
  const scale = Math.min(1, widest / width, highest / height);
  return {
    width: Math.max(smallest, Math.round(width * scale)),
    height: Math.max(smallest, Math.round(height * scale)),
  };
}

/** A sheet of paper with what it is. */
export function FileMark({ name }: { name: string }) {
  const extension = (/\.(\w{1,4})$/.exec(name)?.[1] ?? '').toLowerCase();
  return (
    <span className={`file-mark of-${extension}`} aria-hidden>
      {extension.toUpperCase()}
    </span>
  );
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
