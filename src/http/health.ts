import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { z } from 'zod';

export interface HealthNeeds {
  /** Each part that must work for the server to be of use: resolves when it does. */
  checks: Record<string, () => Promise<void>>;
  connections: () => { shoppers: number; staff: number };
  waiting: () => Promise<number>;
  version: string;
}

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: Prometheus. */
export function healthRoutes(
  app: FastifyInstance,
  { checks, connections, waiting, version }: HealthNeeds,
): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'zhanggui_connections',
    help: 'Open socket connections',
    labelNames: ['namespace'],
    registers: [registry],
    collect() {
      const open = connections();
      this.set({ namespace: 'shopper' }, open.shoppers);
      this.set({ namespace: 'staff' }, open.staff);
    },
  });
  new Gauge({
    name: 'zhanggui_conversations_waiting',
    help: 'Conversations that wait for a person',
    registers: [registry],
    async collect() {
      this.set(await waiting());
    },
  });

  const status = z.object({ status: z.string() });
  app.get(
    '/healthz',
    { config: { api: { summary: 'Is the process alive?', who: 'anyone', response: status } } },
    async () => ({
      status: 'ok',
      version,
    }),
  );
  app.get(
    '/readyz',
    { config: { api: { summary: 'Can it serve?', who: 'anyone', response: status } } },
    async (_request, reply) => {
      const results = await Promise.all(
        Object.entries(checks).map(
          async ([name, check]) =>
            [
              name,
              await check().then(
                () => 'ok',
                () => 'failing',
              ),
            ] as const,
        ),
      );
      const ready = results.every(([, result]) => result === 'ok');
      return reply
        .status(ready ? 200 : 503)
        .send({ status: ready ? 'ok' : 'failing', checks: Object.fromEntries(results) });
    },
  );
  app.get(
    '/metrics',
    { config: { api: { summary: 'Prometheus metrics', who: 'anyone' } } },
    async (_request, reply) => {
      reply.type(registry.contentType);
      return registry.metrics();
    },
  );
}
