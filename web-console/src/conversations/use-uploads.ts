import { useCallback, useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../src/contract/attachments.js';
import { problemFrom } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';

/** A file that an agent sends, until it has arrived. */
export interface Upload {
  id: number;
  file: File;
  /** 0 to 1. */
  progress: number;
  problem?: string;
  /** Trying again cannot help. */
  final?: boolean;
}

export interface Uploads {
  items: readonly Upload[];
  add: (files: readonly File[]) => void;
  retry: (id: number) => void;
  cancel: (id: number) => void;
}

const maxImageBytes = 10 * 1024 * 1024;
const maxFileBytes = 20 * 1024 * 1024;
const mostAtOnce = 9;

/** Uploads into one conversation, one after the other; each that has arrived goes to `onDone`. */
export function useUploads(conversationId: string, onDone: (attachment: Attachment) => void): Uploads {
  const [items, setItems] = useState<readonly Upload[]>([]);
  const numbers = useRef(0);
  const running = useRef<{ id: number; abort: () => void } | undefined>(undefined);

  const change = useCallback((id: number, part: Partial<Upload>): void => {
    setItems((all) => all.map((item) => (item.id === id ? { ...item, ...part } : item)));
  }, []);
  const drop = useCallback((id: number): void => setItems((all) => all.filter((item) => item.id !== id)), []);

  useEffect(() => {
    const next = items.find(({ problem }) => problem === undefined);
    if (next === undefined || running.current !== undefined) return;
    const { id, file } = next;
    const request = sendFile(conversationId, file, (progress) => change(id, { progress }));
    running.current = { id, abort: request.abort };
    void request.answer.then((answer) => {
      running.current = undefined;
      if ('attachment' in answer) {
        drop(id);
        onDone(answer.attachment);
      } else change(id, answer);
    });
  }, [items, conversationId, change, drop, onDone]);
  useEffect(() => () => running.current?.abort(), []);

  return {
    items,
    add(files) {
      const added = files.slice(0, mostAtOnce).map((file): Upload => {
        numbers.current += 1;
        const limit = file.type.startsWith('image/') ? maxImageBytes : maxFileBytes;
        const tooBig = file.size > limit ? { problem: text.thread.tooBig, final: true } : {};
        return { id: numbers.current, file, progress: 0, ...tooBig };
      });
      setItems((all) => [...all, ...added]);
    },
    retry: (id) =>
      setItems((all) => all.map((item) => (item.id === id ? { id, file: item.file, progress: 0 } : item))),
    cancel(id) {
      if (running.current?.id === id) running.current.abort();
      drop(id);
    },
  };
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
