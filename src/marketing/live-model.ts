import type { Clock } from '../platform/clock.js';
import type { Log } from '../platform/log.js';
import type { ProductModel } from './product-model.js';

/** Habits may be this old; prices and stock are read anew for everything that is shown. */
const lifetime = 5 * 60 * 1000;
/** After a failure the database is left alone for so long. */
const retryAfter = 30 * 1000;

export interface LiveModelNeeds {
  build: (now: Date) => Promise<ProductModel>;
  clock: Clock;
  log: Log;
}

/**
 * Keeps one model in memory. Only the first caller ever waits: later, whoever finds it old gets it all the same and
 * has it rebuilt, once, in the background. A failed rebuild keeps the old one.
 * @returns the model
 */
export function createLiveModel({ build, clock, log }: LiveModelNeeds): () => Promise<ProductModel> {
  let current: ProductModel | undefined;
  let building: Promise<ProductModel> | undefined;
  let renewAt = 0;

  function rebuild(): Promise<ProductModel> {
    const started = clock();
    building ??= build(started)
      .then((model) => {
        current = model;
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

  return async () => {
    if (!current) return rebuild();
    if (clock().getTime() >= renewAt && !building) {
      rebuild().catch((error: unknown) =>
        log.error({ err: error }, 'The product model could not be renewed.'),
      );
    }
    return current;
  };
}
