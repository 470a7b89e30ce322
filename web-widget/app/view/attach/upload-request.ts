import type { Problem } from '../../../../src/contract/ack.js';
import type { Attachment } from '../../../../src/contract/attachments.js';
import type { UploadAnswer, UploadRequest } from './uploads.js';

/** An upload that reports how far it is: `fetch` cannot. */
export function sendFile(
  token: () => Promise<string>,
  file: File,
  onProgress: (share: number) => void,
): UploadRequest {
  const request = new XMLHttpRequest();
  let aborted = false;
  const answer = new Promise<UploadAnswer>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(read(request));
    request.onerror = request.onabort = request.ontimeout = () => resolve({ status: 0 });
    request.open(
      'POST',
      `/v1/shopper/attachments?name=${encodeURIComponent(file.name.slice(-200) || 'file')}`,
    );
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.timeout = 170_000;
    token().then(
      (value) => {
        if (aborted) return resolve({ status: 0 });
        request.setRequestHeader('authorization', `Bearer ${value}`);
        request.send(file);
      },
      () => resolve({ status: 0 }),
    );
  });
  return {
    answer,
    abort() {
      aborted = true;
      request.abort();
    },
  };
}

function read(request: XMLHttpRequest): UploadAnswer {
  let body: Partial<Problem> & { attachment?: Attachment } = {};
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // a proxy's page: the status says enough
  }
  const wait = Number(request.getResponseHeader('retry-after'));
  return {
    status: request.status,
    ...(body.attachment ? { attachment: body.attachment } : {}),
    ...(body.detail ? { told: body.detail } : {}),
    ...(wait > 0 ? { retryAfterSeconds: wait } : {}),
  };
}
