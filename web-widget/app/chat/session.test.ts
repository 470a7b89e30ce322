import { describe, expect, it } from 'vitest';
import type { ShopperSession } from '../../../src/contract/http.js';
import { createDeviceStorage, memoryStorage } from '../device-storage.js';
import type { Api } from './api.js';
import { forgetShopper, openSession, sessionRequest } from './session.js';

const claim = (id: string) => ({ id, issuedAt: 1, signature: 'a'.repeat(64) });
const session: ShopperSession = { token: 't2', visitorId: 'v2', conversationId: 'c2' };

/** An API that answers one session request after the other. */
function answering(...answers: (ShopperSession | { status: number; detail: string })[]) {
  const requests: unknown[] = [];
  const openOne: Api['openSession'] = async (request) => {
    requests.push(request);
    const answer = answers.shift();
    if (!answer || 'status' in answer) throw answer;
    return answer;
  };
  const never = async (): Promise<never> => {
    throw new Error('not asked for here');
  };
  const api: Api = { openSession: openOne, call: never };
  return { api, requests };
}

describe('session request', () => {
  const anonymous = { visitorId: 'v1' };
  it('resumes the visitor, and brings an anonymous one into the account that logs in', () => {
    expect(sessionRequest(anonymous, undefined)).toEqual(anonymous);
    expect(sessionRequest(anonymous, claim('C1'))).toEqual({ ...anonymous, customer: claim('C1') });
    expect(sessionRequest({ ...anonymous, customerId: 'C1' }, claim('C1'))).toEqual({
      ...anonymous,
      customer: claim('C1'),
    });
  });

  it('starts as somebody new when the browser last spoke for another customer', () => {
    expect(sessionRequest({ ...anonymous, customerId: 'C1' }, undefined)).toEqual({});
    expect(sessionRequest({ ...anonymous, customerId: 'C1' }, claim('C2'))).toEqual({
      customer: claim('C2'),
    });
  });
});

describe('openSession', () => {
  const storage = () => createDeviceStorage('shop', () => memory);
  let memory = memoryStorage();

  it('remembers the session for the next page', async () => {
    memory = memoryStorage();
    await openSession(answering(session).api, storage(), undefined);
    const { api, requests } = answering(session);
    await openSession(api, storage(), undefined);
    expect(requests).toEqual([{ visitorId: 'v2' }]);
  });

  it('drops a visitor that the server no longer takes, once', async () => {
    memory = memoryStorage();
    storage().write('identity', { visitorId: 'v1' });
    const { api, requests } = answering({ status: 401, detail: 'unknown visitor' }, session);
    expect(await openSession(api, storage(), undefined)).toEqual(session);
    expect(requests).toEqual([{ visitorId: 'v1' }, {}]);
  });

  it.each([
    0, 408, 429, 503,
  ])('keeps the visitor when the server is only busy, or not heard: %i', async (status) => {
    memory = memoryStorage();
    storage().write('identity', { visitorId: 'v1' });
    const { api, requests } = answering({ status, detail: 'busy' });
    await expect(openSession(api, storage(), undefined)).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(1);
    expect(storage().read('identity')).toEqual({ visitorId: 'v1' });
  });

  it('forgets everything but preferences', () => {
    memory = memoryStorage();
    storage().write('identity', { visitorId: 'v1' });
    storage().write('out:c1:x', {});
    storage().write('prefer:locale', 'en');
    forgetShopper(storage());
    expect(storage().keys('')).toEqual(['prefer:locale']);
  });
});
