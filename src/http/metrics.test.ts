import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer } from './http-server.js';
import { type MetricsNeeds, metricsRoute } from './metrics.js';

const open: { close(): unknown }[] = [];
afterEach(() => Promise.all(open.splice(0).map((app) => app.close())));

async function serve(needs: Partial<MetricsNeeds> = {}) {
  const app = await createHttpServer({ logLevel: 'silent', version: '1' });
  open.push(app);
  const count = metricsRoute(app, {
    connections: () => ({ shoppers: 3, staff: 1 }),
    waiting: async () => 2,
    backlog: async () => 5,
    ...needs,
  });
  return { app, count, read: async () => (await app.inject('/metrics')).body };
}

describe('metrics', () => {
  it('show how things stand at the moment they are asked for', async () => {
    let waiting = 2;
    const { read } = await serve({ waiting: async () => waiting });
    expect(await read()).toContain('zhanggui_conversations_waiting 2');
    waiting = 7;
    const body = await read();
    expect(body).toContain('zhanggui_conversations_waiting 7');
    expect(body).toContain('zhanggui_connections{namespace="shopper"} 3');
    expect(body).toContain('zhanggui_connections{namespace="staff"} 1');
    expect(body).toContain('zhanggui_events_undelivered 5');
  });

  it('count messages by who wrote them, and changes of owner; other events are no harm', async () => {
    const { count, read } = await serve();
    for (const from of ['shopper', 'bot', 'shopper'])
      count({ topic: 'message.created', payload: { message: { from, text: '13800000000' } } });
    count({ topic: 'conversation.updated', payload: { from: 'queued' } });
    count({ topic: 'note.added', payload: null });
    const body = await read();
    expect(body).toContain('zhanggui_messages_total{from="shopper"} 2');
    expect(body).toContain('zhanggui_messages_total{from="bot"} 1');
    expect(body).toContain('zhanggui_conversation_changes_total{before="queued"} 1');
    expect(body).not.toContain('13800000000');
  });

  it('time requests by route, and put everything without a route together', async () => {
    const { app, read } = await serve();
    app.get('/things/:id', async () => 'here');
    await app.inject('/things/1');
    await app.inject('/things/2');
    await app.inject('/scan/1');
    await app.inject('/scan/2');
    const body = await read();
    const counted = (route: string, status: number) =>
      `zhanggui_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"} 2`;
    expect(body).toContain(counted('/things/:id', 200));
    expect(body).toContain(counted('unknown', 404));
  });
});
