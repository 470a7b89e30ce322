import type { Clock } from '../platform/clock.js';
import type { Log } from '../platform/log.js';
import type { ProductModel } from './product-model.js';

/** Habits may be this old; prices and stock are read anew for everything that is shown. */
const lifetime = 5 * 60 * 1000;
/** What is sold may have changed: looked at so often, so that a new product is suggested within a minute. */
const lookEvery = 30 * 1000;
/** After a failure the database is left alone for so long. */
const retryAfter = 30 * 1000;

export interface LiveModelNeeds {
  build: (now: Date) => Promise<ProductModel>;
  /** Changes whenever a product is added, changed or taken away; cheap. */
  version?: () => Promise<string>;
  clock: Clock;
  log: Log;
}

/**
 * Keeps one model in memory. Only the first caller ever waits: later, whoever finds it old gets it all the same and
 * has it rebuilt, once, in the background. A failed rebuild keeps the old one.
 * @returns the model
 */
export function createLiveModel({ build, version, clock, log }: LiveModelNeeds): () => Promise<ProductModel> {
  let current: ProductModel | undefined;
  let building: Promise<ProductModel> | undefined;
  let renewAt = 0;
  let seen: string | undefined;
  let lookAt = 0;

  function rebuild(): Promise<ProductModel> {
    const started = clock();
    // The version is asked for first: what changes during the build is then found at the next look.
    building ??= Promise.all([version?.(), build(started)])
      .then(([built, model]) => {
        current = model;
        seen = built;
        lookAt = started.getTime() + lookEvery;
        renewAt = started.getTime() + lifetime;
        return model;
      })
      .catch((error: unknown) => {
        renewAt = started.getTime() + retryAfter;
        throw error;
      })
      .finally(() => {
        building = undefined;
      });
    return building;
  }

  const renew = () =>
    void rebuild().catch((error: unknown) =>
      log.error({ err: error }, 'The product model could not be renewed.'),
    );

  return async () => {
    if (!current) return rebuild();
    const now = clock().getTime();
    if (now >= renewAt && !building) renew();
    else if (version && now >= lookAt && !building) {
      lookAt = now + lookEvery;
      version()
        .then((found) => {
          if (found !== seen && !building) renew();
        })
        .catch((error: unknown) => log.warn({ err: error }, 'Whether products changed could not be seen.'));
    }
    return current;
  };
}
