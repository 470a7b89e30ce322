import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../src/platform/package-root.js';
import { importsOf, type SourceFile, violations } from './architecture-rules.js';

const folders = ['src', 'test', 'scripts', 'bench', 'web-shared', 'web-widget', 'web-console', 'web-demo'];
const skipped = new Set(['node_modules', 'dist', 'generated']);

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(path);
    if (!/\.(ts|tsx|mts|mjs)$/.test(entry.name)) return [];
    return [{ path: relative(packageRoot(), path).split(sep).join('/'), text: readFileSync(path, 'utf8') }];
  });
}

function allFiles(): SourceFile[] {
  const there = new Set(readdirSync(packageRoot()));
  return folders
    .filter((folder) => there.has(folder))
    .flatMap((folder) => filesBelow(join(packageRoot(), folder)));
}

describe('the architecture', () => {
  it('every file keeps to the table of who may import what, and to the other rules', () => {
    const files = allFiles();
    expect(files.length).toBeGreaterThan(100);
    expect(violations(files)).toEqual([]);
  });

  it('every folder of the server is read', () => {
    const onDisk = readdirSync(join(packageRoot(), 'src'), { withFileTypes: true });
    const read = new Set(allFiles().map(({ path }) => path.split('/').slice(0, 2).join('/')));
    for (const { name } of onDisk) expect(read).toContain(`src/${name}`);
  });
});

describe('the checker finds', () => {
  const file = (path: string, text: string): SourceFile => ({ path, text });
  const found = (...files: SourceFile[]) => violations(files).join('\n');
  const marketing = (text: string) => file('src/marketing/offer.ts', text);

  it('nothing where nothing is wrong', () => {
    expect(
      found(
        marketing(
          "import { z } from 'zod';\nimport type { Customer } from '../customers/customer-store.js';\n",
        ),
        file(
          'src/customers/customer-store.ts',
          "import { PrismaClient } from '../platform/generated/prisma/client.js';\n",
        ),
        file('src/customers/routes.ts', "import type { FastifyInstance } from 'fastify';\n"),
        file('src/platform/config.ts', 'export const port = process.env.PORT;\n'),
        file('web-widget/app/main.tsx', "import type { Message } from '../../src/contract/messages.js';\n"),
        file('src/app.ts', "import { a } from './marketing/offer.js';\n"),
      ),
    ).toBe('');
  });

  it.each<[string, SourceFile, RegExp]>([
    [
      'a slice that imports another',
      marketing("import { line } from '../handoff/line.js';\n"),
      /marketing may not import handoff/,
    ],
    [
      'even a type of it',
      marketing("import type { Line } from '../handoff/line.js';\n"),
      /marketing may not import handoff/,
    ],
    [
      'a value where only types may go',
      marketing("import { read } from '../customers/orders.js';\n"),
      /only types of customers/,
    ],
    [
      'a value among types',
      marketing("import { type A, read } from '../customers/orders.js';\n"),
      /only types of customers/,
    ],
    ['a re-export', marketing("export * from '../staff/guard.js';\n"), /marketing may not import staff/],
    [
      'an import for its effects',
      marketing("import '../staff/guard.js';\n"),
      /marketing may not import staff/,
    ],
    [
      'a dynamic import',
      marketing("const guard = await import('../staff/guard.js');\n"),
      /marketing may not import staff/,
    ],
    [
      'an import over several lines',
      marketing("import {\n  one,\n  two,\n} from '../staff/guard.js';\n"),
      /marketing may not import staff/,
    ],
    [
      'the platform in the contract',
      file('src/contract/cards.ts', "import { newId } from '../platform/ids.js';\n"),
      /contract may not import platform/,
    ],
    [
      'another package in the contract',
      file('src/contract/cards.ts', "import { v7 } from 'uuid';\n"),
      /nothing but zod/,
    ],
    [
      'a slice in the platform',
      file('src/platform/ids.ts', "import { x } from '../staff/guard.js';\n"),
      /platform may not import staff/,
    ],
    [
      'a folder without a row',
      file('src/loyalty/points.ts', "import { newId } from '../platform/ids.js';\n"),
      /loyalty has no row/,
    ],
    [
      'the database outside a store',
      file(
        'src/marketing/choose.ts',
        "import type { Prisma } from '../platform/generated/prisma/client.js';\n",
      ),
      /belongs into a \*-store\.ts/,
    ],
    [
      'a driver outside the platform',
      file('src/staff/staff-store.ts', "import pg from 'pg';\n"),
      /has its own place/,
    ],
    ['the environment', marketing('const key = process.env.KEY;\n'), /reads process\.env/],
    ['the environment, taken apart', marketing('const { env } = process;\n'), /reads process\.env/],
    [
      'Fastify in a store',
      file('src/staff/staff-store.ts', "import type { FastifyRequest } from 'fastify';\n"),
      /has its own place/,
    ],
    [
      'a Fastify plugin in a slice',
      file('src/staff/guard.ts', "import cookie from '@fastify/cookie';\n"),
      /has its own place/,
    ],
    [
      'socket.io outside realtime',
      file('src/conversation/push.ts', "import { Server } from 'socket.io';\n"),
      /has its own place/,
    ],
    [
      'a value of the contract in a browser',
      file('web-console/src/a.ts', "import { card } from '../../src/contract/cards.js';\n"),
      /only types of the contract/,
    ],
    [
      'the server in a browser',
      file('web-console/src/a.ts', "import type { A } from '../../src/staff/guard.js';\n"),
      /the contract only/,
    ],
    [
      'one browser program in another',
      file('web-console/src/a.ts', "import { b } from '../../web-widget/app/b.js';\n"),
      /share nothing/,
    ],
    [
      'one browser program in what all share',
      file('web-shared/a.ts', "import { b } from '../web-console/src/b.js';\n"),
      /share nothing/,
    ],
    [
      'test code in the server',
      file('src/staff/a.ts', "import { b } from '../../test/b.js';\n"),
      /knows nothing of it/,
    ],
    ['a file without end', marketing('x;\n'.repeat(401)), /401 lines/],
    ['a name in camel case', file('src/staff/staffGuard.ts', ''), /kebab-case/],
    ['a name that says nothing', file('src/staff/session-utils.ts', ''), /says nothing/],
    ['a folder that says nothing', file('src/staff/helpers/session.ts', ''), /says nothing/],
  ])('%s', (_title, planted, expected) => {
    expect(found(planted)).toMatch(expected);
  });

  it('folders in a circle', () => {
    const circle = found(
      marketing("import type { A } from '../customers/a.js';\n"),
      file('src/customers/a.ts', "import type { B } from '../marketing/offer.js';\n"),
    );
    expect(circle).toContain('in a circle: customers, marketing');
  });

  it('no import in a comment or in a text', () => {
    const text =
      "// import { a } from '../staff/guard.js';\n/* import '../staff/guard.js' */\nconst url = 'http://x';\n";
    expect(importsOf(marketing(text))).toEqual([]);
  });
});
