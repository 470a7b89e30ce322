import type { ImportKind, ImportMapping, ImportPreview } from '../../../src/contract/imports.js';
import type { IntakeSummary } from '../../../src/contract/intake.js';
import { problemFrom, query } from '../api/http.js';
import { ProblemError } from '../api/problem.js';

/** How a table is to be read. */
export interface TableForm {
  encoding: ImportPreview['encoding'];
  delimiter: ImportPreview['delimiter'];
  mapping: ImportMapping;
}

/** So much of a file is looked at, bytes. */
const startBytes = 256 * 1024;
export const mostFileBytes = 128 * 1024 * 1024;

/** Has the server look at the beginning of a file. What `form` leaves out is guessed. */
export async function previewFile(
  kind: ImportKind,
  file: File,
  form: Partial<TableForm>,
): Promise<ImportPreview> {
  const { mapping, ...others } = form;
  const body = await file.slice(0, startBytes).arrayBuffer();
  const response = await fetch(
    `/v1/imports/preview${query({
      kind,
      ...others,
      ...(mapping === undefined ? {} : { mapping: JSON.stringify(mapping) }),
      whole: String(file.size <= startBytes),
    })}`,
    {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'text/csv' },
      body,
      signal: AbortSignal.timeout(30_000),
    },
  ).catch(() => undefined);
  if (response === undefined) throw new ProblemError(0, 'unavailable', '');
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, answer);
  return answer as ImportPreview;
}

/**
 * Sends a whole file. The server takes it as fast as it stores it, so that what is sent is what is stored.
 * @param onProgress 0 to 1
 */
export function importFile(
  kind: ImportKind,
  file: File,
  { encoding, delimiter, mapping, createMissing }: TableForm & { createMissing: boolean },
  onProgress: (share: number) => void,
): Promise<IntakeSummary> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open(
      'POST',
      `/v1/imports${query({
        kind,
        encoding,
        delimiter,
        mapping: JSON.stringify(mapping),
        createMissing: String(createMissing),
      })}`,
    );
    sending.setRequestHeader('content-type', 'text/csv');
    sending.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    sending.addEventListener('load', () => {
      const answer = answerOf(sending.responseText);
      if (sending.status === 200) resolve(answer as IntakeSummary);
      else reject(problemFrom(sending.status, answer));
    });
    sending.addEventListener('error', () => reject(new ProblemError(0, 'unavailable', '')));
    sending.send(file);
  });
}

function answerOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
