import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/platform/config.js';
import { packageRoot } from '../src/platform/package-root.js';

const folder = join(packageRoot(), 'deploy');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: object;
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const servers = Object.entries(compose.services).filter(([, { image }]) => image === 'zhanggui');

/** As compose fills it in: `${NAME:-default}`, `${NAME:?complaint}`. */
function filled(value: string): string {
  return value.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, fallback?: string) =>
    name === 'PUBLIC_URL' ? 'https://chat.example.com' : (fallback ?? 'secret'),
  );
}

// Docker itself cannot be run in a test: this reads what it would read.
describe('the composition', () => {
  it('starts several servers with settings that the server takes', () => {
    expect(servers.length).toBeGreaterThan(1);
    for (const [, { environment = {} }] of servers) {
      const settings = Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, filled(value)]),
      );
      const config = readConfig({ ...settings, NODE_ENV: 'production' });
      expect(new URL(config.databaseUrl ?? '').hostname).toBe('postgres');
      expect(new URL(config.redisUrl ?? '').hostname).toBe('redis');
      expect(config).toMatchObject({ demo: false, trustedProxies: ['loopback', 'uniquelocal'] });
    }
  });

  it('names only services, volumes and files that are there', () => {
    for (const { depends_on = {}, volumes = [] } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(Object.keys(compose.services)).toContain(name);
        // The image of the servers brings its own check.
        if (condition === 'service_healthy')
          expect(compose.services[name]?.healthcheck ?? compose.services[name]?.build).toBeDefined();
      }
      for (const volume of volumes) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect(existsSync(join(folder, source))).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
    const build = servers[0]?.[1].build;
    expect(existsSync(join(folder, build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
  });

  it('sends every request to one of the servers, each address to the same', () => {
    const nginx = read('nginx.conf');
    const upstreams = [...nginx.matchAll(/^\s*server ([\w-]+):3000/gm)].map(([, name]) => name);
    expect(upstreams).toEqual(servers.map(([name]) => name));
    expect(nginx).toMatch(/hash \$remote_addr consistent;/);
    expect(nginx).toMatch(/proxy_set_header Upgrade \$http_upgrade;/);
    expect([...nginx.matchAll(/[{}]/g)].filter(([brace]) => brace === '{').length * 2).toBe(
      nginx.match(/[{}]/g)?.length,
    );
  });
});

describe('the image', () => {
  it('is built from files that are there, and runs as nobody special', () => {
    const lines = read('Dockerfile').split('\n');
    const made = ['node_modules', 'dist', 'models'];
    const copied = lines.flatMap((line) => /^COPY .*\/app\/(\S+) \.\//.exec(line)?.[1] ?? []);
    expect(copied).toEqual(expect.arrayContaining([...made, 'prisma', 'knowledge-base', 'intents']));
    for (const name of copied.filter((each) => !made.includes(each)))
      expect(existsSync(join(packageRoot(), name)), name).toBe(true);
    expect(lines).toContain('USER node');
    expect(lines.findLast((line) => line.startsWith('CMD'))).toContain('dist/server/main.js');
  });
});
