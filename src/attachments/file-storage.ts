import type { Readable } from 'node:stream';

/**
 * Where contents lie, each under the SHA-256 of its bytes: the same content is kept once, and what lies under a name
 * never changes.
 */
export interface FileStorage {
  /**
   * Keeps the file at `path`; it may be moved. Resolves once it is durable. Again for the same hash: nothing happens.
   * @throws AppError `unavailable`
   */
  put(hash: string, path: string, about: { size: number; mimeType: string }): Promise<void>;
  /** @throws AppError `not-found`, `unavailable` */
  get(hash: string): Promise<Readable>;
  /** Nothing there is as good as deleted. @throws AppError `unavailable` */
  delete(hash: string): Promise<void>;
}

/** A SHA-256 in hex, and nothing that could lead elsewhere. */
export function assertHash(hash: string): void {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('Not the name of a stored file.');
}
