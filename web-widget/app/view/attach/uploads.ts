import { type Signal, signal } from '@preact/signals-core';
import type { Attachment } from '../../../../src/contract/attachments.js';
import type { KeptFile } from '../../../../web-shared/kept-files.js';

/** What went wrong: our own word for it, or the server's sentence. */
export type UploadProblem = 'tooBig' | 'wrongType' | 'heic' | 'network' | 'again' | { told: string };

/** A file on its way up. */
export interface UploadItem {
  id: string;
  name: string;
  size: number;
  isImage: boolean;
  /** A small picture of it as a data address, once it has been drawn. */
  preview?: string;
  /** 0 to 1. */
  progress: number;
  /** Absent while it waits or is on its way. */
  problem?: UploadProblem;
  /** Trying again cannot help. */
  final?: boolean;
}

/** What a try came to. `status` 0: nobody answered. */
export interface UploadAnswer {
  status: number;
  attachment?: Attachment;
  told?: string;
  retryAfterSeconds?: number;
}

export interface UploadRequest {
  answer: Promise<UploadAnswer>;
  abort(): void;
}

export interface Uploads {
  items: Signal<readonly UploadItem[]>;
  add(files: readonly File[]): void;
  retry(id: string): void;
  cancel(id: string): void;
  /** The network is back: what failed for its sake goes on. */
  resume(): void;
  /** Goes on with what a reload interrupted. What the browser had no room to keep is shown as not sent. */
  restore(files: readonly KeptFile[]): void;
}

export const maxImageBytes = 10 * 1024 * 1024;
export const maxFileBytes = 20 * 1024 * 1024;
const mostAtOnce = 9;
/** Tries of one upload before the shopper is asked. */
const tries = 3;
const refusedNames = /\.(exe|msi|apk|dmg|app|bat|cmd|sh|js|svg|html?|mov|avi|mkv|rar|7z|docm|xlsm|pptm)$/i;
const heicName = /\.hei[cf]$/i;

/** What can be said before anything is sent. The server looks at the content. */
export function problemOf({
  name,
  size,
  type,
}: Pick<File, 'name' | 'size' | 'type'>): UploadProblem | undefined {
  if (heicName.test(name) || /^image\/hei[cf]/.test(type)) return 'heic';
  if (refusedNames.test(name) || type === 'image/svg+xml' || type === 'text/html') return 'wrongType';
  return size > (type.startsWith('image/') ? maxImageBytes : maxFileBytes) ? 'tooBig' : undefined;
}

/** Uploads one file after the other, in the order of choosing, and hands on each that has arrived. */
export function createUploads(parts: {
  request: (file: File, onProgress: (share: number) => void) => UploadRequest;
  /** False: it could not be taken, the upload stays. */
  onDone: (attachment: Attachment, item: UploadItem) => boolean;
  draw: (file: File) => Promise<string | undefined>;
  /** Until it has arrived, is given up or cannot arrive, a file is kept for after a reload. */
  keep: (id: string, file: File) => void;
  forget: (id: string) => void;
  newId: () => string;
  later: (milliseconds: number, run: () => void) => void;
}): Uploads {
  const items = signal<readonly UploadItem[]>([]);
  const files = new Map<string, File>();
  let running: { id: string; request: UploadRequest } | undefined;

  const change = (id: string, part: Partial<UploadItem>): void => {
    items.value = items.value.map((item) => (item.id === id ? { ...item, ...part } : item));
  };
  const drop = (id: string): void => {
    items.value = items.value.filter((item) => item.id !== id);
    files.delete(id);
    parts.forget(id);
  };
  const take = (id: string, file: File): void => {
    files.set(id, file);
    if (file.type.startsWith('image/'))
      void parts.draw(file).then((preview) => preview && change(id, { preview }));
  };
  const start = (id: string): void => {
    items.value = items.value.map((item) => {
      if (item.id !== id) return item;
      const { problem: _, ...again } = item;
      return { ...again, progress: 0 };
    });
    void next();
  };

  async function next(tried = 0): Promise<void> {
    const item = items.value.find(({ problem }) => !problem);
    const file = item && files.get(item.id);
    if (running || !item || !file) return;
    const { id } = item;
    const request = parts.request(file, (share) => change(id, { progress: share }));
    running = { id, request };
    const answer = await request.answer;
    running = undefined;
    const present = items.value.find((each) => each.id === id);
    if (!present) return next(); // cancelled
    if (answer.attachment) {
      if (parts.onDone(answer.attachment, present)) drop(id);
      else change(id, { problem: 'network' });
      return next();
    }
    const passing = answer.status === 0 || answer.status >= 500 || answer.status === 429;
    if (passing && tried + 1 < tries) {
      const seconds = answer.retryAfterSeconds ?? 2 ** tried;
      return parts.later(seconds * 1000, () => void next(tried + 1));
    }
    const told = answer.told ? { told: answer.told } : undefined;
    if (passing) change(id, { problem: (answer.status !== 0 && told) || 'network' });
    else {
      change(id, { problem: told ?? 'wrongType', final: true });
      parts.forget(id);
    }
    return next();
  }

  return {
    items,
    add(chosen) {
      for (const file of chosen.slice(0, mostAtOnce)) {
        const id = parts.newId();
        const problem = problemOf(file);
        const isImage = file.type.startsWith('image/');
        const item: UploadItem = { id, name: file.name, size: file.size, isImage, progress: 0 };
        items.value = [...items.value, problem ? { ...item, problem, final: true } : item];
        if (problem) continue;
        parts.keep(id, file);
        take(id, file);
      }
      void next();
    },
    restore(left) {
      const known = new Set(items.value.map(({ id }) => id));
      for (const { id, name, type, size, content } of left) {
        if (known.has(id)) continue;
        const item: UploadItem = { id, name, size, isImage: type.startsWith('image/'), progress: 0 };
        items.value = [...items.value, content ? item : { ...item, problem: 'again', final: true }];
        if (content) take(id, new File([content], name, { type }));
        else parts.forget(id);
      }
      void next();
    },
    retry: start,
    cancel(id) {
      drop(id);
      if (running?.id === id) running.request.abort();
    },
    resume() {
      for (const { id, problem } of items.value) if (problem === 'network') start(id);
    },
  };
}
