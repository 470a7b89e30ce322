/** What our code needs of a log. Fastify's logger (pino) is one; the message is a sentence, the object its facts. */
export interface Log {
  debug: LogMethod;
  info: LogMethod;
  warn: LogMethod;
  error: LogMethod;
}
export interface LogMethod {
  (message: string): void;
  (facts: object, message: string): void;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Fields whose value never reaches a log, wherever they stand up to this depth. */
const secretFields = [
  'token',
  'password',
  'passwordHash',
  'signature',
  'secret',
  'tokenSecret',
  'shopSecrets',
  'cookie',
  'authorization',
  'databaseUrl',
  'redisUrl',
];
const depths = ['', '*.', '*.*.'];

/**
 * Options for Fastify's logger (pino). Secrets are replaced by field name, and phone numbers and signed tokens in any
 * finished line, because they also arrive inside messages and error texts that no field name announces.
 */
export function loggerOptions(level: LogLevel) {
  return {
    level,
    redact: {
      paths: [
        ...depths.flatMap((depth) => secretFields.map((field) => `${depth}${field}`)),
        'req.headers.authorization',
        'req.headers.cookie',
        'res.headers["set-cookie"]',
      ],
      censor: '[hidden]',
    },
    hooks: { streamWrite: maskLine },
  };
}

/**
 * Mainland mobile numbers (eleven digits from 13 to 19, as part of no longer word or number) keep three digits in
 * front and four behind; tokens in JWS compact form (RFC 7515) and passwords inside addresses go altogether.
 */
export function maskLine(line: string): string {
  return line
    .replace(/(?<![0-9A-Za-z])(?<!(?<!\\)":)(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])/g, '$1****$2')
    .replace(/eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]+/g, '[hidden]')
    .replace(/([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"]*):[^\s@/"]+@/gi, '$1:[hidden]@');
}
