import { useCallback, useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../src/contract/attachments.js';
import { type KeptFile, openKeptFiles } from '../../../web-shared/kept-files.js';
import { problemFrom } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { tabStorage } from '../session/browser-storage.js';
import { text } from '../strings.js';

/** A file that an agent sends, until it has arrived. */
export interface Upload {
  /** Also the id of the message that will carry it. */
  id: string;
  name: string;
  size: number;
  /** Absent: the page was reloaded, and the browser had no room to keep it. */
  file?: File;
  /** 0 to 1. */
  progress: number;
  problem?: string;
  /** Trying again cannot help. */
  final?: boolean;
}

export interface Uploads {
  items: readonly Upload[];
  add: (files: readonly File[]) => void;
  retry: (id: string) => void;
  cancel: (id: string) => void;
}

const maxImageBytes = 10 * 1024 * 1024;
const maxFileBytes = 20 * 1024 * 1024;
const mostAtOnce = 9;

const kept = openKeptFiles();

/** Survives a reload of this tab, and no other tab has it. */
function tabId(): string {
  const known = tabStorage.read('tab');
  if (known !== undefined) return known;
  const fresh = crypto.randomUUID();
  tabStorage.write('tab', fresh);
  return fresh;
}

/**
 * Uploads into one conversation, one after the other; each that has arrived goes to `onDone`. What a reload, or a look at
 * another conversation, interrupts goes on afterwards.
 */
export function useUploads(
  conversationId: string,
  onDone: (attachment: Attachment, id: string) => void,
): Uploads {
  const [items, setItems] = useState<readonly Upload[]>([]);
  const running = useRef<{ id: string; abort: () => void } | undefined>(undefined);
  const owner = `${tabId()}:${conversationId}`;

  useEffect(() => {
    let left = false;
    void kept.of(owner).then((files) => {
      if (!left)
        setItems((all) => [
          ...all,
          ...files.filter(({ id }) => !all.some((each) => each.id === id)).map(restored),
        ]);
    });
    return () => {
      left = true;
    };
  }, [owner]);

  const change = useCallback((id: string, part: Partial<Upload>): void => {
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...part } : item)));
  }, []);
  const drop = useCallback((id: string): void => {
    setItems((all) => all.filter((item) => item.id !== id));
    void kept.forget(id);
  }, []);

  useEffect(() => {
    const next = items.find(({ problem }) => problem === undefined);
    if (next?.file === undefined || running.current !== undefined) return;
    const { id, file } = next;
    const request = sendFile(conversationId, file, (progress) => change(id, { progress }));
    running.current = { id, abort: request.abort };
    void request.answer.then((answer) => {
      running.current = undefined;
      if ('attachment' in answer) {
        drop(id);
        onDone(answer.attachment, id);
      } else {
        if (answer.final) void kept.forget(id);
        change(id, answer);
      }
    });
  }, [items, conversationId, change, drop, onDone]);
  useEffect(() => () => running.current?.abort(), []);

  return {
    items,
    add(files) {
      const added = files.slice(0, mostAtOnce).map((file): Upload => {
        const id = crypto.randomUUID();
        const { name, size } = file;
        const limit = file.type.startsWith('image/') ? maxImageBytes : maxFileBytes;
        const tooBig = file.size > limit ? { problem: text.thread.tooBig, final: true } : {};
        if (file.size <= limit) void kept.keep(id, owner, file);
        return { id, name, size, file, progress: 0, ...tooBig };
      });
      setItems((all) => [...all, ...added]);
    },
    retry: (id) =>
      setItems((all) =>
        all.map((item) => {
          if (item.id !== id) return item;
          const { problem: _, final: __, ...again } = item;
          return { ...again, progress: 0 };
        }),
      ),
    cancel(id) {
      if (running.current?.id === id) running.current.abort();
      drop(id);
    },
  };
}

function restored({ id, name, type, size, content }: KeptFile): Upload {
  if (content) return { id, name, size, file: new File([content], name, { type }), progress: 0 };
  void kept.forget(id);
  return { id, name, size, progress: 0, problem: text.thread.uploadLost, final: true };
}

type Answer = { attachment: Attachment } | { problem: string; final?: boolean };

/** With progress, which `fetch` cannot tell. */
function sendFile(conversationId: string, file: File, onProgress: (share: number) => void) {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request));
    const lost = (): void => resolve({ problem: text.thread.uploadFailed });
    request.onerror = lost;
    request.onabort = lost;
    request.ontimeout = lost;
    const name = encodeURIComponent(file.name.slice(-200));
    request.open('POST', `/v1/conversations/${encodeURIComponent(conversationId)}/attachments?name=${name}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.timeout = 170_000;
    request.send(file);
  });
  return { answer, abort: () => request.abort() };
}

function read(request: XMLHttpRequest): Answer {
  let body: unknown;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    body = undefined;
  }
  if (request.status === 201) return body as { attachment: Attachment };
  const passing = request.status >= 500 || request.status === 429;
  const problem = describeFailure(problemFrom(request.status, body));
  return passing ? { problem } : { problem, final: true };
}
