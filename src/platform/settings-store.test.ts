import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from './database.js';
import { createSettingsStore } from './settings-store.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('the settings store', () => {
  it('makes a secret once: everybody who asks at once, and later, gets the same', async () => {
    const ask = () => createSettingsStore(database).secret('some-secret');
    const secrets = await Promise.all(Array.from({ length: 10 }, ask));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(await ask()).toBe(secrets[0]);
    expect(await createSettingsStore(database).secret('another-secret')).not.toBe(secrets[0]);
  });

  it('keeps what was stored first', async () => {
    const settings = createSettingsStore(database);
    expect(await settings.get('colour')).toBeUndefined();
    expect(await settings.getOrCreate('colour', () => ({ name: '酒红' }))).toEqual({ name: '酒红' });
    expect(await settings.getOrCreate('colour', () => ({ name: '黑色' }))).toEqual({ name: '酒红' });
    expect(await settings.get('colour')).toEqual({ name: '酒红' });
  });
});
