import { join } from 'node:path';
import type { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import type { MakeRateLimit } from '../platform/rate-limit.js';
import { createAttachmentTokens } from './access-token.js';
import { createAttachmentStore } from './attachment-store.js';
import { createAttachments } from './attachments.js';
import { createLocalStorage } from './local-storage.js';
import { openPictureDesk } from './picture.js';
import { createS3Storage } from './s3-storage.js';
import { createScan } from './scan.js';

/** How often uploads that were never sent are looked for, milliseconds. */
const tidyEvery = 3_600_000;

/**
 * Attachments as the settings say: in the data folder or in a store, scanned or not.
 * @param tokenSecret the server's own secret, from which the one for addresses is derived
 * @returns with `missing`: sentences for the operator about what could not be opened
 */
export async function openAttachments(needs: {
  config: Pick<Config, 'dataDir' | 'attachmentStore' | 'attachmentScanUrl'>;
  database: Pick<Database, 'prisma'>;
  tokenSecret: string;
  limits: MakeRateLimit;
  clock: Clock;
  log: Log;
}) {
  const { config, database, tokenSecret, limits, clock, log } = needs;
  const folder = join(config.dataDir, 'attachments');
  const opened = await openPictureDesk();
  const pictures = 'missing' in opened ? undefined : opened;
  const attachments = createAttachments({
    store: createAttachmentStore(database),
    storage: config.attachmentStore ? createS3Storage(config.attachmentStore) : createLocalStorage(folder),
    workFolder: join(folder, 'incoming'),
    pictures,
    scan: config.attachmentScanUrl === undefined ? undefined : createScan(config.attachmentScanUrl),
    limits,
    clock,
    log,
  });
  await attachments.begin();
  const tidying = setInterval(
    () =>
      void attachments
        .tidy()
        .catch((error) => log.error({ err: error }, 'Uploads that were never sent could not be dropped.')),
    tidyEvery,
  );
  tidying.unref();
  return {
    attachments,
    tokens: createAttachmentTokens(tokenSecret, () => clock().getTime()),
    missing: 'missing' in opened ? [opened.missing] : [],
    close: () => clearInterval(tidying),
  };
}
