import type { Sharp, SharpOptions } from 'sharp';
import { invalidInput } from '../platform/errors.js';
import type { FileType } from './file-type.js';

/** A picture as it is kept: upright, without metadata, of bounded size. */
export interface Drawn {
  width: number;
  height: number;
}

export interface PictureDesk {
  /**
   * Writes the picture anew to `target` (same format) and a small one to `thumbnail` (WebP). What was in it besides
   * pixels, such as the place where a photo was taken, is gone.
   * @throws AppError `invalid-input` with a sentence for one that is damaged or too large
   */
  redraw(source: string, type: FileType, target: string, thumbnail: string): Promise<Drawn>;
}

/** Longest side of what is kept, and of a thumbnail, pixels. */
const longestSide = 4096;
const thumbnailSide = 480;
/** Pixels over all frames: a small file that unpacks to more would take the memory of everybody else. */
const mostPixels = 50_000_000;
const secondsPerPicture = 20;

const tooLarge = '这张图片的尺寸太大了，请缩小或截图后再发。';
const damaged = '这张图片打不开，可能已经损坏，请换一张再发。';

/**
 * The image library is native code: where it cannot be loaded, pictures are kept as they came.
 * @returns `missing` with a sentence for the operator
 */
export async function openPictureDesk(): Promise<PictureDesk | { missing: string }> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.cache(false);
    sharp.concurrency(1);
    return createPictureDesk(sharp);
  } catch (error) {
    const told = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return {
      missing: `Pictures are kept as they come, without thumbnails: sharp cannot be loaded (${told})`,
    };
  }
}

function createPictureDesk(sharp: (path: string, options: SharpOptions) => Sharp): PictureDesk {
  return {
    async redraw(source, { mimeType }, target, thumbnail) {
      const isMoving = mimeType === 'image/gif' || mimeType === 'image/webp';
      const options: SharpOptions = { limitInputPixels: mostPixels, failOn: 'truncated' };
      const { format, width, height, pages, pageHeight } = await read(() =>
        sharp(source, { ...options, limitInputPixels: false, animated: isMoving }).metadata(),
      );
      if (`image/${format}` !== mimeType) throw refused(damaged);
      if (width * (pageHeight ?? height) * (pages ?? 1) > mostPixels) throw refused(tooLarge);
      const moving = (pages ?? 1) > 1;
      const whole = sharp(source, { ...options, animated: moving }).timeout({ seconds: secondsPerPicture });
      const fitted = (moving ? whole : whole.autoOrient()).resize(longestSide, longestSide, inside);
      const kept = await read(() => encoded(fitted, mimeType).toFile(target));
      await read(() =>
        sharp(source, options)
          .timeout({ seconds: secondsPerPicture })
          .autoOrient()
          .resize(thumbnailSide, thumbnailSide, inside)
          .webp({ quality: 78 })
          .toFile(thumbnail),
      );
      return { width: kept.width, height: kept.pageHeight ?? kept.height };
    },
  };
}

const inside = { fit: 'inside', withoutEnlargement: true } as const;

function encoded(picture: Sharp, mimeType: string): Sharp {
  if (mimeType === 'image/png') return picture.png();
  if (mimeType === 'image/webp') return picture.webp({ quality: 85 });
  if (mimeType === 'image/gif') return picture.gif();
  return picture.jpeg({ quality: 86 });
}

async function read<Out>(work: () => Promise<Out>): Promise<Out> {
  try {
    return await work();
  } catch {
    throw refused(damaged);
  }
}

function refused(sentence: string) {
  return invalidInput([{ path: 'body', message: sentence }], sentence);
}
