import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.js';
import { AppError } from './errors.js';

const folder = mkdtempSync(join(tmpdir(), 'zhanggui-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(content: string): string {
  const path = join(folder, `${Math.random()}`);
  writeFileSync(path, content);
  return path;
}

function refusal(variables: Record<string, string>): AppError {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${JSON.stringify(variables)}`);
}

describe('readConfig without variables', () => {
  it('is a demo on port 3000 with everything embedded', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      trustedProxies: ['loopback'],
      shopTimeZone: 'Asia/Shanghai',
      logLevel: 'info',
      demo: true,
      production: false,
      privateHooks: false,
      keyRequestsPerMinute: 6000,
    });
    expect(config.dataDir).toMatch(/data$/);
    expect(isAbsolute(config.dataDir)).toBe(true);
    expect(isAbsolute(config.modelDir)).toBe(true);
    for (const absent of ['databaseUrl', 'redisUrl', 'publicUrl', 'shopSecrets', 'tokenSecret']) {
      expect(absent in config).toBe(false);
    }
  });
});

describe('readConfig', () => {
  it('reads every variable', () => {
    const secret = 'a'.repeat(32);
    expect(
      readConfig({
        PORT: '0',
        HOST: '0.0.0.0',
        DATA_DIR: '/srv/data',
        DATABASE_URL: 'postgresql://shop:pass%40word@db:5433/chat?schema=public',
        REDIS_URL: 'redis://cache:6379',
        MODEL_DIR: '/srv/models',
        MODEL_HUB: 'https://mirror.example',
        PUBLIC_URL: 'https://chat.example.com/',
        TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
        SHOP_TIME_ZONE: 'Asia/Urumqi',
        LOG_LEVEL: 'warn',
        DEMO: 'OFF',
        SHOP_SECRET: `${'n'.repeat(16)}, ${'o'.repeat(16)}`,
        TOKEN_SECRET: secret,
        PRIVATE_HOOKS: 'yes',
        API_KEY_REQUESTS_PER_MINUTE: '250',
        PATH: '/bin',
      }),
    ).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/srv/data',
      databaseUrl: 'postgresql://shop:pass%40word@db:5433/chat?schema=public',
      redisUrl: 'redis://cache:6379',
      modelDir: '/srv/models',
      modelHub: 'https://mirror.example',
      publicUrl: 'https://chat.example.com',
      trustedProxies: ['loopback', '10.0.0.0/8'],
      shopTimeZone: 'Asia/Urumqi',
      logLevel: 'warn',
      demo: false,
      production: false,
      shopSecrets: ['n'.repeat(16), 'o'.repeat(16)],
      tokenSecret: secret,
      privateHooks: true,
      keyRequestsPerMinute: 250,
    });
  });

  it('has no demo in production unless asked for', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({ demo: false, production: true });
    expect(readConfig({ NODE_ENV: 'production', DEMO: '1' }).demo).toBe(true);
  });

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', DEMO: '' })).toEqual(readConfig({}));
  });

  it('reads a secret from the file that NAME_FILE names', () => {
    const path = fileWith(`${'s'.repeat(40)}\n`);
    expect(readConfig({ TOKEN_SECRET_FILE: path }).tokenSecret).toBe('s'.repeat(40));
    const address = 'postgresql://shop:pw@db/chat';
    expect(readConfig({ DATABASE_URL_FILE: fileWith(address) }).databaseUrl).toBe(address);
  });
});

describe('readConfig refuses', () => {
  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '30.5'],
    ['HOST', 'http://here/'],
    ['DATABASE_URL', 'mysql://shop:pw@db/chat'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_URL', 'postgresql://shop:pw@db/'],
    ['DATABASE_URL', 'postgresql://shop:pw@db/chat?schema=other'],
    ['REDIS_URL', 'http://cache'],
    ['MODEL_HUB', 'ftp://models'],
    ['PUBLIC_URL', 'chat.example.com'],
    ['PUBLIC_URL', 'https://chat.example.com/?a=1'],
    ['SHOP_TIME_ZONE', 'Beijing'],
    ['TRUSTED_PROXIES', 'everybody'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
    ['API_KEY_REQUESTS_PER_MINUTE', '0'],
    ['API_KEY_REQUESTS_PER_MINUTE', '30001'],
    ['DEMO', 'maybe'],
    ['SHOP_SECRET', 'short'],
    ['SHOP_SECRET', `${'n'.repeat(16)},`],
    ['TOKEN_SECRET', 'short'],
    ['TOKEN_SECRET_FILE', '/nowhere/at/all'],
  ])('%s=%s in one sentence', (name, value) => {
    const { message, errors } = refusal({ [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain('\n');
    expect(message).toMatch(/\.$/);
    expect(errors[0]?.path).toBe(name);
  });

  it('never repeats a secret', () => {
    for (const variables of [
      { SHOP_SECRET: 'hunter2' },
      { TOKEN_SECRET: 'hunter2' },
      { DATABASE_URL: 'postgres//shop:hunter2@db' },
      { REDIS_URL: 'redis//:hunter2@cache' },
    ]) {
      expect(refusal(variables).message).not.toContain('hunter2');
    }
  });

  it('names all that is wrong at once', () => {
    const { message } = refusal({ PORT: 'x', LOG_LEVEL: 'y' });
    expect(message).toContain('PORT');
    expect(message).toContain('LOG_LEVEL');
  });

  it('a variable with our name in front, which would do nothing', () => {
    expect(refusal({ ZHANGGUI_PORT: '80' }).message).toContain('ZHANGGUI_PORT is not a known variable');
  });

  it('a secret that is given twice, and an empty file', () => {
    const both = { TOKEN_SECRET: 'a'.repeat(32), TOKEN_SECRET_FILE: fileWith('b'.repeat(32)) };
    expect(refusal(both).message).toContain('TOKEN_SECRET_FILE is given together with TOKEN_SECRET');
    expect(refusal({ SHOP_SECRET_FILE: fileWith('\n') }).message).toContain('names an empty file');
  });
});
