import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Registry;
  }
}

export interface MetricsNeeds {
  connections: () => { shoppers: number; staff: number };
  /** Conversations that wait for a person. */
  waiting: () => Promise<number>;
  /** Events that are committed and not yet delivered. */
  backlog: () => Promise<number>;
}

/** Seconds; this server should answer within tens of milliseconds. */
const durationBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Times every request by its route, never by its address: an address may name a person and has no end of values. */
export function measureRequests(app: FastifyInstance): void {
  const registry = new Registry();
  app.decorate('metrics', registry);
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'zhanggui_http_request_duration_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: durationBuckets,
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
}

/** `GET /metrics` in Prometheus' text format. @returns a subscriber that counts what happens in conversations */
export function metricsRoute(
  app: FastifyInstance,
  { connections, waiting, backlog }: MetricsNeeds,
): (event: { topic: string; payload: unknown }) => void {
  const registers = [app.metrics];
  new Gauge({
    name: 'zhanggui_connections',
    help: 'Open socket connections',
    labelNames: ['namespace'],
    registers,
    collect() {
      const open = connections();
      this.set({ namespace: 'shopper' }, open.shoppers);
      this.set({ namespace: 'staff' }, open.staff);
    },
  });
  new Gauge({
    name: 'zhanggui_conversations_waiting',
    help: 'Conversations that wait for a person',
    registers,
    async collect() {
      this.set(await waiting());
    },
  });
  new Gauge({
    name: 'zhanggui_events_undelivered',
    help: 'Committed events that are not delivered yet',
    registers,
    async collect() {
      this.set(await backlog());
    },
  });
  const messages = new Counter({
    name: 'zhanggui_messages_total',
    help: 'Messages by who wrote them',
    labelNames: ['from'],
    registers,
  });
  const changes = new Counter({
    name: 'zhanggui_conversation_changes_total',
    help: 'Conversations that changed hands, by the owner before',
    labelNames: ['before'],
    registers,
  });

  app.get(
    '/metrics',
    { config: { api: { summary: 'Prometheus metrics', who: 'anyone' } } },
    async (_request, reply) => {
      reply.type(app.metrics.contentType);
      return app.metrics.metrics();
    },
  );

  return ({ topic, payload }) => {
    const { message, from } = (payload ?? {}) as { message?: { from?: string }; from?: string };
    if (topic === 'message.created') messages.inc({ from: message?.from ?? 'unknown' });
    if (topic === 'conversation.updated') changes.inc({ before: from ?? 'unknown' });
  };
}
