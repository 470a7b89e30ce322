import type { Log } from '../platform/log.js';
import { postJson } from './post-json.js';
import type { ReceiverRule } from './receiver-address.js';
import { signWebhook } from './signature.js';
import type { WebhookDelivery, WebhookStore } from './webhook-store.js';

export interface WebhookSenderNeeds {
  store: WebhookStore;
  /** Where to; undefined when it is not wanted any more: then what waits is refused. */
  url: () => Promise<string | undefined>;
  /** What is sent there. */
  topics: readonly string[];
  secret: string;
  /** What is told: made when it is sent. Undefined when there is nothing to tell any more; a moment: not before then. */
  dataOf: (delivery: WebhookDelivery) => Promise<object | Date | undefined>;
  /** Where it may go. Absent: anywhere, since whoever runs the server has named the address. */
  rule?: ReceiverRule;
  clock: () => Date;
  log: Log;
  /** So long an answer is waited for, milliseconds. */
  attemptMs?: number;
}

const second = 1000;
const minute = 60 * second;
/** After each attempt that failed; after the last one nothing is tried any more. Milliseconds. */
export const retryAfter = [10 * second, minute, 5 * minute, 30 * minute, 120 * minute, 360 * minute];
const usualAttemptMs = 10 * second;
const leaseMs = minute;
const lookEvery = 5 * second;
const perLook = 5;

/**
 * Sends what is kept to one address of the shop, signed, each until it is answered with 2xx: at least once, so that the
 * receiver goes by the delivery's id. What is about one customer arrives in its order; of several customers, in any. Any
 * number of processes may do so at once.
 */
export function createWebhookSender(needs: WebhookSenderNeeds) {
  const { store, url, secret, clock, log, rule = { allowPrivate: true } } = needs;
  const timeoutMs = needs.attemptMs ?? usualAttemptMs;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function attempt(delivery: WebhookDelivery, data: object): Promise<string | undefined> {
    const address = await url();
    if (address === undefined) return 'no address is set';
    const { id, topic, createdAt } = delivery;
    const body = JSON.stringify({ id, topic, createdAt: createdAt.toISOString(), data });
    const at = Math.floor(clock().getTime() / 1000);
    const headers = { 'zhanggui-delivery': id, 'zhanggui-signature': signWebhook(secret, body, at) };
    const status = await postJson({ address, body, headers, timeoutMs, rule });
    return status >= 200 && status < 300 ? undefined : `status ${status}`;
  }

  async function send(delivery: WebhookDelivery): Promise<void> {
    const { id, topic, attempts } = delivery;
    let error: string | undefined;
    try {
      const data = await needs.dataOf(delivery);
      if (data instanceof Date) return store.postponed(id, data);
      if (data !== undefined) error = await attempt(delivery, data);
    } catch (failure) {
      error = failure instanceof Error ? failure.message : String(failure);
    }
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
        if (due.length === 0 || stopped) return;
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
