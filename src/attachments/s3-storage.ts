import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { notFound, unavailable } from '../platform/errors.js';
import { assertHash, type FileStorage } from './file-storage.js';

export interface S3Settings {
  /** Such as `https://oss-cn-hangzhou.aliyuncs.com` or `http://127.0.0.1:9000`, without a slash at the end. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Milliseconds for one request, its content included. */
const patience = 60_000;
const folder = 'attachments';

/**
 * Any store that speaks the S3 protocol, by path-style addresses. Requests are signed with AWS Signature Version 4
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html); the content's hash is part of it.
 */
export function createS3Storage({ endpoint, region, bucket, ...keys }: S3Settings): FileStorage {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: 2 });

  async function request(
    method: 'PUT' | 'GET' | 'DELETE',
    hash: string,
    init: { body?: Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    assertHash(hash);
    try {
      return await client.fetch(`${endpoint}/${bucket}/${folder}/${hash}`, {
        ...init,
        method,
        signal: AbortSignal.timeout(patience),
      });
    } catch (error) {
      throw unavailable('文件存储暂时连不上，请稍后再试。', error);
    }
  }

  async function refuse(answer: Response): Promise<never> {
    const told = (await answer.text().catch(() => '')).slice(0, 300);
    throw unavailable(
      '文件存储出了点问题，请稍后再试。',
      new Error(`The store answered ${answer.status}: ${told}`),
    );
  }

  return {
    async put(hash, path, { mimeType }) {
      const body = new Uint8Array(await readFile(path));
      const headers = { 'content-type': mimeType, 'x-amz-content-sha256': hash };
      const answer = await request('PUT', hash, { body, headers });
      if (!answer.ok) return refuse(answer);
      await answer.arrayBuffer();
    },
    async get(hash) {
      const answer = await request('GET', hash);
      if (answer.status === 404) throw notFound('这个文件已经不在了。');
      if (!answer.ok || !answer.body) return refuse(answer);
      return Readable.fromWeb(answer.body as ReadableStream);
    },
    async delete(hash) {
      const answer = await request('DELETE', hash);
      if (!answer.ok && answer.status !== 404) await refuse(answer);
    },
  };
}
