import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

export interface HealthNeeds {
  /** Each part that must work for the server to be of use: resolves when it does. */
  checks: Record<string, () => Promise<void>>;
  /** Each part that the server does without for a while: told, but no reason to send nobody. */
  dispensable?: Record<string, () => Promise<void>>;
  version: string;
}

/** A part that has not answered by then counts as failing, milliseconds. */
const patience = 2_000;

const health = z.object({ status: z.literal('ok'), version: z.string() });
const verdict = z.enum(['ok', 'failing', 'degraded']);
const readiness = z.object({ status: z.enum(['ok', 'failing']), checks: z.record(z.string(), verdict) });

/** `/healthz`: the process lives. `/readyz`: it can serve; 503 with the part that fails when it cannot. */
export function healthRoutes(app: FastifyInstance, { checks, dispensable = {}, version }: HealthNeeds): void {
  app.get(
    '/healthz',
    { config: { api: { summary: 'Is the process alive?', who: 'anyone', response: health } } },
    async () => ({ status: 'ok', version }),
  );
  app.get(
    '/readyz',
    { config: { api: { summary: 'Can it serve?', who: 'anyone', response: readiness } } },
    async (_request, reply) => {
      const results = await Promise.all(
        Object.entries(checks).map(async ([name, check]) => [name, await verdictOf(check)] as const),
      );
      const extras = await Promise.all(
        Object.entries(dispensable).map(async ([name, check]) => {
          const found = await verdictOf(check);
          return [name, found === 'ok' ? found : 'degraded'] as const;
        }),
      );
      const status = results.every(([, result]) => result === 'ok') ? 'ok' : 'failing';
      return reply
        .status(status === 'ok' ? 200 : 503)
        .send({ status, checks: Object.fromEntries([...results, ...extras]) });
    },
  );
}

async function verdictOf(check: () => Promise<void>): Promise<'ok' | 'failing'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'failing'>((resolve) => {
    timer = setTimeout(resolve, patience, 'failing');
  });
  const answer = check().then(
    () => 'ok' as const,
    () => 'failing' as const,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
