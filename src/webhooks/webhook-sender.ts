import type { Log } from '../platform/log.js';
import { signWebhook } from './signature.js';
import type { WebhookDelivery, WebhookStore } from './webhook-store.js';

export interface WebhookSenderNeeds {
  store: WebhookStore;
  /** Where to; undefined when it is not wanted any more: then what waits is refused. */
  url: () => Promise<string | undefined>;
  /** What is sent there. */
  topics: readonly string[];
  secret: string;
  /** What is told: made when it is sent. Undefined when there is nothing to tell any more. */
  dataOf: (delivery: WebhookDelivery) => Promise<object | undefined>;
  clock: () => Date;
  log: Log;
  fetchIt?: typeof fetch;
}

const second = 1000;
const minute = 60 * second;
/** After each attempt that failed; after the last one nothing is tried any more. Milliseconds. */
export const retryAfter = [10 * second, minute, 5 * minute, 30 * minute, 120 * minute, 360 * minute];
const attemptMs = 10 * second;
const leaseMs = minute;
const lookEvery = 5 * second;
const perLook = 5;

/**
 * Sends what is kept to one address of the shop, signed, each until it is answered with 2xx: at least once, so that the
 * receiver goes by the delivery's id. Any number of processes may do so at once.
 */
export function createWebhookSender(needs: WebhookSenderNeeds) {
  const { store, url, secret, clock, log, fetchIt = fetch } = needs;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function attempt(delivery: WebhookDelivery): Promise<string | undefined> {
    const data = await needs.dataOf(delivery);
    if (data === undefined) return undefined;
    const address = await url();
    if (address === undefined) return 'no address is set';
    const { id, topic, createdAt } = delivery;
    const body = JSON.stringify({ id, topic, createdAt: createdAt.toISOString(), data });
    const at = Math.floor(clock().getTime() / 1000);
    const answer = await fetchIt(address, {
      method: 'POST',
      // Who answers with another address might lead our words anywhere.
      redirect: 'error',
      signal: AbortSignal.timeout(attemptMs),
      headers: {
        'content-type': 'application/json',
        'zhanggui-delivery': id,
        'zhanggui-signature': signWebhook(secret, body, at),
      },
      body,
    });
    await answer.body?.cancel();
    return answer.ok ? undefined : `status ${answer.status}`;
  }

  async function send(delivery: WebhookDelivery): Promise<void> {
    const { id, topic, attempts } = delivery;
    const error = await attempt(delivery).catch((failure: unknown) =>
      failure instanceof Error ? failure.message : String(failure),
    );
    const now = clock();
    if (error === undefined) return store.delivered(id, now);
    const wait = retryAfter[attempts - 1];
    log.warn({ delivery: id, topic, attempts, error }, 'A webhook was not taken.');
    await store.refused(id, error, now, wait === undefined ? undefined : new Date(now.getTime() + wait));
  }

  async function look(): Promise<void> {
    try {
      for (;;) {
        const due = await store.take(clock(), leaseMs, perLook, needs.topics);
        await Promise.all(due.map(send));
        if (due.length < perLook || stopped) return;
      }
    } catch (error) {
      log.error({ err: error }, 'Webhooks could not be sent; trying again shortly.');
    }
  }

  function kick(): Promise<void> {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    /** Sends what is due now. */
    kick,
    start(): void {
      timer = setInterval(() => void kick(), lookEvery);
      timer.unref();
    },
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
