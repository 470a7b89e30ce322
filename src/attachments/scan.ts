import { openAsBlob } from 'node:fs';
import { z } from 'zod';
import { invalidInput, unavailable } from '../platform/errors.js';

/** Resolves when a file is clean. @throws AppError `invalid-input` for an infected one, `unavailable` when nobody can say */
export type ScanFile = (path: string) => Promise<void>;

const verdict = z.object({ status: z.enum(['clean', 'infected']), name: z.string().max(200).optional() });

/** Milliseconds that a scanner may take. */
const usualPatience = 15_000;

/**
 * The virus-scan hook: the bytes are sent to a scanner by `POST`, and it answers with the JSON
 * `{"status": "clean"}` or `{"status": "infected", "name": "…"}`. Whatever cannot be checked is not taken.
 */
export function createScan(address: string, patience = usualPatience): ScanFile {
  return async (path) => {
    let answer: z.infer<typeof verdict>;
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: await openAsBlob(path),
        signal: AbortSignal.timeout(patience),
      });
      if (!response.ok) throw new Error(`The scanner answered ${response.status}.`);
      answer = verdict.parse(await response.json());
    } catch (error) {
      throw unavailable('安全检查没能完成，这个文件先没收，请稍后再试。', error);
    }
    if (answer.status === 'infected') {
      throw invalidInput([{ path: 'body', message: 'is infected' }], '安全检查没通过，这个文件不能发送。');
    }
  };
}
