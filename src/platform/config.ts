import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fieldErrorsOf, invalidInput } from './errors.js';
import { type LogLevel, logLevels } from './log.js';
import { packageRoot } from './package-root.js';

/** Everything that the environment decides, read once. Paths are absolute. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl?: string;
  /** Absent: one node. */
  redisUrl?: string;
  modelDir: string;
  modelHub: string;
  /** Without a slash at the end. Absent: the address that a request came to. */
  publicUrl?: string;
  /** Whose word about where a request came from is taken: addresses, networks, or names of ranges. */
  trustedProxies: string[];
  shopTimeZone: string;
  logLevel: LogLevel;
  demo: boolean;
  production: boolean;
  /** For customers' signatures, newest first; all are accepted, so that a shop can rotate. Absent: made at first start. */
  shopSecrets?: string[];
  /** Where attachments lie; absent: in `dataDir`. */
  attachmentStore?: {
    endpoint: string;
    region: string;
    bucket: string;
    accessKeyId: string;
    secretAccessKey: string;
  };
  /** A virus scanner that every upload is shown to first. */
  attachmentScanUrl?: string;
  /** Where the shop's server is asked to send transcripts by e-mail, and what such requests are signed with. */
  transcriptHook?: { url: string; secret: string };
  /** Whether addresses that admins set, for the shop's server to be told, may be in a private network. */
  privateHooks: boolean;
  /** Requests of one API key a minute. */
  keyRequestsPerMinute: number;
  /** For fields that are stored encrypted, newest first; all are read with. Absent: made at first start. */
  dataKeys?: string[];
  /** For our own session tokens. Absent: made at first start. */
  tokenSecret?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that may hold a secret, hence also `NAME_FILE` with the path of a file that holds the value. */
const secretNames = [
  'DATABASE_URL',
  'REDIS_URL',
  'SHOP_SECRET',
  'TOKEN_SECRET',
  'DATA_KEY',
  'ATTACHMENT_S3_ACCESS_KEY_ID',
  'ATTACHMENT_S3_SECRET_ACCESS_KEY',
  'TRANSCRIPT_HOOK_SECRET',
] as const;
const yes = ['true', '1', 'on', 'yes'];
const no = ['false', '0', 'off', 'no'];

const portMessage = 'must be a whole number from 0 to 65535';

function address(protocols: string[], message: string) {
  return z.string().refine((text) => {
    const url = parseUrl(text);
    return url !== undefined && protocols.includes(url.protocol) && url.hostname !== '';
  }, message);
}

function trueOrFalse() {
  return z
    .string()
    .toLowerCase()
    .refine((text) => yes.includes(text) || no.includes(text), 'must be true or false')
    .transform((text) => yes.includes(text));
}

const keyRequestsMessage = 'must be a whole number from 1 to 30000';

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portMessage)
    .transform(Number)
    .refine((port) => port <= 65_535, portMessage)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/, 'must be a host name or an address to listen on, such as 127.0.0.1')
    .default('127.0.0.1'),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'must look like postgresql://user:password@host:5432/database (special characters in the password percent-encoded)',
    )
    .refine(
      (text) => (parseUrl(text)?.searchParams.get('schema') ?? 'public') === 'public',
      'must not name a schema: give Zhanggui a database of its own',
    )
    .optional(),
  REDIS_URL: address(['redis:', 'rediss:'], 'must look like redis://host:6379').optional(),
  MODEL_DIR: z.string().optional(),
  MODEL_HUB: address(['http:', 'https:'], 'must be an http or https address').default(
    'https://huggingface.co',
  ),
  PUBLIC_URL: address(
    ['http:', 'https:'],
    'must be the http or https address that shoppers see, such as https://chat.example.com',
  )
    .refine((text) => !/[?#]/.test(text), 'must have no ? and no #')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((proxy) => proxy.trim()))
    .refine(
      (all) => all.every(isProxy),
      'must be addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, with commas between',
    )
    .default(['loopback']),
  SHOP_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
  DEMO: trueOrFalse().optional(),
  SHOP_SECRET: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine(
      (all) => all.every((secret) => secret.length >= 16),
      'must have at least 16 characters in every secret',
    )
    .optional(),
  TOKEN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  DATA_KEY: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .refine((all) => all.every((key) => key.length >= 32), 'must have at least 32 characters in every key')
    .optional(),
  ATTACHMENT_S3_ENDPOINT: address(['http:', 'https:'], 'must be the http or https address of the store')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  ATTACHMENT_S3_REGION: z.string().default('us-east-1'),
  ATTACHMENT_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  ATTACHMENT_S3_ACCESS_KEY_ID: z.string().optional(),
  ATTACHMENT_S3_SECRET_ACCESS_KEY: z.string().optional(),
  ATTACHMENT_SCAN_URL: address(
    ['http:', 'https:'],
    'must be the http or https address of a scanner',
  ).optional(),
  TRANSCRIPT_HOOK_URL: address(
    ['http:', 'https:'],
    'must be the http or https address of your server',
  ).optional(),
  TRANSCRIPT_HOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  PRIVATE_HOOKS: trueOrFalse().default(false),
  API_KEY_REQUESTS_PER_MINUTE: z
    .string()
    .regex(/^\d{1,5}$/, keyRequestsMessage)
    .transform(Number)
    .refine((count) => count >= 1 && count <= 30_000, keyRequestsMessage)
    .default(6000),
  NODE_ENV: z.string().optional(),
});

/**
 * @param variables the process's environment unless given
 * @throws AppError `invalid-input` with one sentence that names every malformed or unknown variable, never its value
 */
export function readConfig(variables: Environment = process.env): Config {
  const root = packageRoot();
  const given = environment.safeParse(withSecretFiles(variables));
  const errors = given.success ? [] : fieldErrorsOf(given.error.issues);
  for (const name of unknownNames(variables)) errors.push({ path: name, message: 'is not a known variable' });
  if (errors.length > 0 || !given.success) {
    const told = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
    throw invalidInput(errors, `The settings in the environment are not valid: ${told}.`);
  }
  const value = given.data;
  const attachmentStore = attachmentStoreOf(value);
  const transcriptHook = transcriptHookOf(value);
  const production = value.NODE_ENV === 'production';
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: value.DATA_DIR === undefined ? join(root, 'data') : resolve(value.DATA_DIR),
    ...(value.DATABASE_URL !== undefined && { databaseUrl: value.DATABASE_URL }),
    ...(value.REDIS_URL !== undefined && { redisUrl: value.REDIS_URL }),
    modelDir: value.MODEL_DIR === undefined ? join(root, 'models') : resolve(value.MODEL_DIR),
    modelHub: value.MODEL_HUB,
    ...(value.PUBLIC_URL !== undefined && { publicUrl: value.PUBLIC_URL }),
    trustedProxies: value.TRUSTED_PROXIES,
    shopTimeZone: value.SHOP_TIME_ZONE,
    logLevel: value.LOG_LEVEL,
    demo: value.DEMO ?? !production,
    production,
    privateHooks: value.PRIVATE_HOOKS,
    keyRequestsPerMinute: value.API_KEY_REQUESTS_PER_MINUTE,
    ...(value.SHOP_SECRET !== undefined && { shopSecrets: value.SHOP_SECRET }),
    ...(value.TOKEN_SECRET !== undefined && { tokenSecret: value.TOKEN_SECRET }),
    ...(value.DATA_KEY !== undefined && { dataKeys: value.DATA_KEY }),
    ...(attachmentStore && { attachmentStore }),
    ...(transcriptHook && { transcriptHook }),
    ...(value.ATTACHMENT_SCAN_URL !== undefined && { attachmentScanUrl: value.ATTACHMENT_SCAN_URL }),
  };
}

/** Both or none: an address without a secret would be told everything by anybody. */
function transcriptHookOf(value: z.output<typeof environment>): Config['transcriptHook'] {
  const { TRANSCRIPT_HOOK_URL: url, TRANSCRIPT_HOOK_SECRET: secret } = value;
  if (url !== undefined && secret !== undefined) return { url, secret };
  if (url === undefined && secret === undefined) return undefined;
  const lacking = url === undefined ? 'TRANSCRIPT_HOOK_URL' : 'TRANSCRIPT_HOOK_SECRET';
  throw badVariable(lacking, 'is missing: sending transcripts needs address and secret');
}

/** All of them or none: half a store would be noticed when the first shopper sends a picture. */
function attachmentStoreOf(value: z.output<typeof environment>): Config['attachmentStore'] {
  const given = {
    ATTACHMENT_S3_ENDPOINT: value.ATTACHMENT_S3_ENDPOINT,
    ATTACHMENT_S3_BUCKET: value.ATTACHMENT_S3_BUCKET,
    ATTACHMENT_S3_ACCESS_KEY_ID: value.ATTACHMENT_S3_ACCESS_KEY_ID,
    ATTACHMENT_S3_SECRET_ACCESS_KEY: value.ATTACHMENT_S3_SECRET_ACCESS_KEY,
  };
  const {
    ATTACHMENT_S3_ENDPOINT: endpoint,
    ATTACHMENT_S3_BUCKET: bucket,
    ATTACHMENT_S3_ACCESS_KEY_ID: accessKeyId,
    ATTACHMENT_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = given;
  if (endpoint && bucket && accessKeyId && secretAccessKey)
    return { endpoint, bucket, accessKeyId, secretAccessKey, region: value.ATTACHMENT_S3_REGION };
  if (Object.values(given).every((one) => one === undefined)) return undefined;
  const [lacking = ''] = Object.entries(given).find(([, one]) => one === undefined) ?? [];
  throw badVariable(lacking, 'is missing: a store for attachments needs endpoint, bucket and both keys');
}

/** An empty variable counts as unset: that is what compose files and shells leave behind for "not given". */
function withSecretFiles(variables: Environment): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(environment.shape)) {
    const value = variables[name]?.trim();
    if (value !== undefined && value !== '') values[name] = value;
  }
  for (const name of secretNames) {
    const file = variables[`${name}_FILE`]?.trim();
    if (file === undefined || file === '') continue;
    if (values[name] !== undefined)
      throw badVariable(`${name}_FILE`, `is given together with ${name}: keep one`);
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      throw badVariable(`${name}_FILE`, `names a file that cannot be read (${file})`);
    }
    if (values[name] === '') throw badVariable(`${name}_FILE`, `names an empty file (${file})`);
  }
  return values;
}

function badVariable(path: string, message: string) {
  return invalidInput(
    [{ path, message }],
    `The settings in the environment are not valid: ${path} ${message}.`,
  );
}

/** Our names carry no prefix; whoever writes `ZHANGGUI_PORT` means one of ours and should hear that it does nothing. */
function unknownNames(variables: Environment): string[] {
  return Object.keys(variables).filter((name) => name.startsWith('ZHANGGUI_'));
}

function isPostgresUrl(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol)) return false;
  return url.hostname !== '' && url.pathname.length > 1;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Of one server, or of a network; the names are those of RFC 1918, 4193, 3927 and 4291 as Fastify knows them. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
