import { dirname, join, normalize } from 'node:path/posix';

/** One source file, by its path from the package root. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One import or re-export. `typesOnly`: nothing of it is left at run time. */
export interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
}

/**
 * Who may import what: the table of `ARCHITECTURE.md`. Values and types, or types only; every folder may import itself.
 * A folder that is not here may import nothing, so that a new one gets its row.
 */
const table: Record<string, { values: string[]; types?: string[] }> = {
  contract: { values: [] },
  platform: { values: ['contract'] },
  understanding: { values: ['platform', 'contract'] },
  knowledge: { values: ['platform', 'contract'] },
  customers: { values: ['platform', 'contract'] },
  marketing: { values: ['platform', 'contract'], types: ['customers'] },
  attachments: { values: ['platform', 'contract'] },
  orders: { values: ['platform', 'contract'] },
  handoff: { values: ['platform', 'contract'] },
  staff: { values: ['platform', 'contract'] },
  'canned-replies': { values: ['platform', 'contract'] },
  conversation: {
    values: ['platform', 'contract'],
    types: ['understanding', 'knowledge', 'customers', 'marketing', 'handoff', 'staff'],
  },
  realtime: { values: ['platform', 'contract'], types: ['conversation', 'staff'] },
  http: { values: ['platform', 'contract'] },
  webhooks: { values: ['platform', 'contract'] },
  analytics: { values: ['platform', 'contract'] },
  demo: { values: ['platform', 'contract'] },
  cli: {
    values: [
      'analytics',
      'contract',
      'conversation',
      'customers',
      'demo',
      'first-start.ts',
      'handoff',
      'knowledge',
      'marketing',
      'orders',
      'platform',
      'staff',
      'understanding',
    ],
  },
  'first-start.ts': { values: ['platform', 'contract', 'knowledge', 'orders', 'customers', 'demo'], types: ['staff'] },
  'agent-tools.ts': {
    values: ['platform', 'contract', 'conversation', 'canned-replies'],
    types: ['marketing', 'staff', 'staff-desk.ts'],
  },
  'staff-desk.ts': {
    values: ['platform', 'contract', 'handoff', 'conversation'],
    types: ['realtime', 'staff'],
  },
  'several-nodes.ts': { values: ['platform'] },
  'ground.ts': { values: ['platform', 'realtime', 'staff', 'several-nodes.ts', 'shop-intake.ts'] },
  'member-marketing.ts': { values: ['platform', 'conversation', 'marketing'], types: ['customers'] },
  'shopper-sockets.ts': {
    values: ['platform'],
    types: ['conversation', 'customers', 'realtime', 'staff-desk.ts'],
  },
  'marketing-console.ts': { values: ['marketing', 'customers'], types: ['staff'] },
  'campaign-desk.ts': {
    values: ['platform', 'contract', 'marketing', 'conversation', 'webhooks', 'person-uplift.ts'],
    types: ['customers', 'ground.ts'],
  },
  'person-uplift.ts': { values: ['platform', 'marketing', 'customers'], types: ['ground.ts'] },
  'coupon-desk.ts': { values: ['platform', 'marketing'], types: ['staff'] },
  'shop-intake.ts': { values: ['platform', 'contract', 'customers'], types: ['staff'] },
  'profiles.ts': { values: ['platform', 'contract', 'customers'], types: ['staff'] },
  'results.ts': { values: ['platform', 'analytics', 'marketing'] },
  'transcript-mail.ts': { values: ['platform', 'webhooks', 'conversation'], types: ['staff'] },
  'privacy-desk.ts': {
    values: [
      'platform',
      'contract',
      'customers',
      'conversation',
      'attachments',
      'orders',
      'marketing',
      'staff',
      'webhooks',
    ],
  },
  'main.ts': { values: ['app.ts', 'platform'] },
};

/** Packages that only some places may import. `typesIn`: there, types of it. */
const confinedPackages = [
  {
    name: /^(fastify|@fastify\/.*)$/,
    values: /^src\/(app\.ts|http\/.*|[\w-]+\/([\w-]+-)?routes\.ts)$/,
    // What puts a part together stands beside app.ts, and hands its routes their server.
    types: /^src\/([\w-]+\.ts|http\/.*|[\w-]+\/([\w-]+-)?routes\.ts)$/,
  },
  { name: /^@redis\//, values: /^src\/platform\//, types: /^src\/platform\// },
  { name: /^(socket\.io|@socket\.io\/.*)$/, values: /^src\/realtime\//, types: /^src\/realtime\// },
  {
    name: /^(@prisma\/.*|pg|@electric-sql\/.*|pglite-prisma-adapter)$/,
    values: /^src\/platform\//,
    types: /^src\/platform\//,
  },
];
/** Where the database client may be used. */
const prismaPlaces = /^src\/(platform\/.*|analytics\/.*|.*-store\.ts)$/;
const contractPackages = /^zod$/;

const longest = 400;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.(ts|tsx|mts|mjs)$/;
const emptyWords = /(^|-)(utils?|helpers?|common|misc|manager|service)(-|\.|$)/;

/** Every rule, over all files. @returns one sentence a violation, naming file and what it did */
export function violations(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const server = files.filter(({ path }) => path.startsWith('src/') && isOurs(path));
  const imports = files.filter(({ path }) => isOurs(path)).flatMap(importsOf);
  const serverImports = imports.filter(({ from }) => from.startsWith('src/'));
  return [
    ...imports.flatMap(({ from, to }) =>
      to.startsWith('.') ? [`${from} imports ${to}, which leaves the package`] : [],
    ),
    ...serverImports.flatMap((each) => againstTable(each)),
    ...serverImports.flatMap((each) => againstPackages(each)),
    ...server.flatMap(({ path, text }) => againstEnvironment(path, text)),
    ...imports.filter(({ from }) => isForBrowsers(from)).flatMap(againstBrowsers),
    ...files.filter(({ path }) => isOurs(path) || isTest(path)).flatMap(againstShape),
    ...folderCycles(serverImports.filter(({ to }) => paths.has(to))),
  ];
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('test/');
/** Code that is shipped and not generated. */
const isOurs = (path: string) => !isTest(path) && !path.includes('/generated/');

/** Vite's settings lie beside the programs, but run in Node. */
const isForBrowsers = (path: string) => path.startsWith('web-') && !path.endsWith('/vite.config.ts');

/** Reads imports, re-exports and dynamic imports; a relative one as the path of its file. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  const add = (target: string, typesOnly: boolean) =>
    found.push({ from: path, to: resolve(path, target), typesOnly });
  for (const [, clause = '', target = ''] of code.matchAll(
    /^[ \t]*(?:import|export)\b([^'";]*?)\bfrom\s*['"]([^'"]+)['"]/gm,
  ))
    add(target, isTypesOnly(clause));
  for (const [, target = ''] of code.matchAll(/^[ \t]*import\s*['"]([^'"]+)['"]/gm)) add(target, false);
  // In a type, `import('x').Y` is gone at run time; elsewhere it loads.
  for (const [, before = '', target = '', after = ''] of code.matchAll(
    /(await\s+|typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)(\.[A-Z])?/g,
  ))
    add(target, before.startsWith('typeof') || (before === '' && after !== ''));
  return found;
}

function isTypesOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const named = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  if (named === undefined) return false;
  const names = named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}

function resolve(from: string, target: string): string {
  if (!target.startsWith('.')) return target;
  return normalize(join(dirname(from), target)).replace(/\.js$/, '.ts');
}

/** `src/knowledge/index/ranking.ts` → `knowledge`; `src/app.ts` → `app.ts`. */
const folderOf = (path: string) => path.split('/')[1] ?? '';

function againstTable({ from, to, typesOnly }: Import): string[] {
  if (!to.startsWith('src/')) {
    const isFile = to.startsWith('web-') || to.startsWith('test/') || to.startsWith('scripts/');
    return isFile ? [`${from} imports ${to}: the server knows nothing of it`] : [];
  }
  const [own, other] = [folderOf(from), folderOf(to)];
  if (own === 'app.ts' || own === other) return [];
  const row = table[own];
  if (!row) return [`${from}: ${own} has no row in the table of who may import what`];
  if (row.values.includes(other)) return [];
  if (!row.types?.includes(other)) return [`${from} imports ${to}: ${own} may not import ${other}`];
  return typesOnly ? [] : [`${from} imports values of ${to}: ${own} may import only types of ${other}`];
}

function againstPackages({ from, to, typesOnly }: Import): string[] {
  const isPackage = !/^(src|web-|test|scripts|\.)/.test(to) && !to.startsWith('node:');
  const wrong: string[] = [];
  if (isPackage && from.startsWith('src/contract/') && !contractPackages.test(to))
    wrong.push(`${from} imports ${to}: the contract needs nothing but zod`);
  for (const { name, values, types } of confinedPackages) {
    if (name.test(to) && !(typesOnly ? types : values).test(from))
      wrong.push(`${from} imports ${to}, which has its own place`);
  }
  if (to.includes('/generated/prisma/') && !prismaPlaces.test(from))
    wrong.push(`${from} imports ${to}: the database belongs into a *-store.ts`);
  return wrong;
}

function againstEnvironment(path: string, text: string): string[] {
  const code = withoutComments(text);
  return path !== 'src/platform/config.ts' &&
    /\bprocess\s*(\?\.|\.)\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(code)
    ? [`${path} reads process.env: only src/platform/config.ts may`]
    : [];
}

/** The browser's programs take types from the contract, and nothing else from the server. */
function againstBrowsers({ from, to, typesOnly }: Import): string[] {
  if (to.startsWith('src/')) {
    if (!to.startsWith('src/contract/'))
      return [`${from} imports ${to}: browsers may know the contract only`];
    return typesOnly ? [] : [`${from} imports values of ${to}: only types of the contract go into a browser`];
  }
  const other = /^(web-[\w-]+)\//.exec(to)?.[1];
  const isOther = other !== undefined && other !== 'web-shared' && !from.startsWith(`${other}/`);
  return isOther
    ? [`${from} imports ${to}: two programs of the browser share nothing but what lies in web-shared`]
    : [];
}

function againstShape({ path, text }: SourceFile): string[] {
  const name = path.split('/').at(-1) ?? '';
  const lines = text.split('\n').length - 1;
  return [
    ...(lines > longest ? [`${path} has ${lines} lines: more than ${longest}`] : []),
    ...(kebabCase.test(name) ? [] : [`${path} is not named in kebab-case`]),
    ...path
      .split('/')
      .filter((part) => emptyWords.test(part))
      .map((part) => `${path}: "${part}" says nothing about what it does`),
  ];
}

/** Folders of `src/` that, by way of others or not, import each other. Files at the top are not folders. */
function folderCycles(imports: readonly Import[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [own, other] = [folderOf(from), folderOf(to)];
    if (own === other || own.endsWith('.ts') || other.endsWith('.ts')) continue;
    next.set(own, (next.get(own) ?? new Set()).add(other));
  }
  const reaches = (start: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(next.get(start) ?? [])];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      if (seen.has(folder)) continue;
      seen.add(folder);
      open.push(...(next.get(folder) ?? []));
    }
    return seen;
  };
  const inCycle = [...next.keys()].filter((folder) => reaches(folder).has(folder)).sort();
  return inCycle.length > 0 ? [`these folders import each other in a circle: ${inCycle.join(', ')}`] : [];
}
