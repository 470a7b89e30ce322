import { z } from 'zod';
import { apiKeyCreate, apiScope } from '../contract/api-keys.js';
import { invalidInput, parse } from '../platform/errors.js';
import { createApiKeyStore } from '../staff/api-key-store.js';
import { createAuditStore } from '../staff/audit-store.js';
import type { Command } from './command.js';

const actor = { type: 'system', id: 'cli' } as const;

export const keysAdd: Command = {
  name: 'keys add',
  summary: 'makes an API key for a program of the shop and prints it, once (changes the database)',
  options: {
    name: { value: 'NAME', explanation: 'what the key is for', required: true },
    scopes: { value: 'SCOPES', explanation: apiScope.options.join(', '), required: true, list: true },
    expires: {
      value: 'TIME',
      explanation: 'until when it holds, such as 2027-01-01T00:00:00Z; otherwise until it is revoked',
      required: false,
    },
  },
  async run({ value, list }, { print, withDatabase }) {
    const scopes = (list('scopes') ?? []).flatMap((words) => words.split(',')).filter((word) => word !== '');
    for (const scope of scopes) {
      if (!apiScope.safeParse(scope).success)
        throw invalidInput([{ path: '--scopes', message: `must be among ${apiScope.options.join(', ')}` }]);
    }
    const expiresAt = list('expires')?.[0];
    const wish = parse(apiKeyCreate, { name: value('name'), scopes, ...(expiresAt ? { expiresAt } : {}) });
    await withDatabase(async ({ prisma }) => {
      const keys = createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) });
      const { key, item } = await keys.create(wish, actor);
      print(`${item.name} may use ${item.scopes.join(', ')}. Key, shown only now: ${key}`);
    });
  },
};

export const keysList: Command = {
  name: 'keys list',
  summary: 'lists the API keys: id, how it begins, name, scopes, last use',
  options: {},
  async run(_input, { print, withDatabase }) {
    await withDatabase(async ({ prisma }) => {
      const items = await createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) }).list();
      if (items.length === 0) print('There are no API keys.');
      for (const { id, prefix, name, scopes, lastUsedAt, expiresAt, revokedAt } of items) {
        const state = revokedAt ? `revoked ${revokedAt}` : lastUsedAt ? `used ${lastUsedAt}` : 'never used';
        const end = expiresAt ? `, until ${expiresAt}` : '';
        print(`${id}  ${prefix}…  ${name}  ${scopes.join(',')}  ${state}${end}`);
      }
    });
  },
};

export const keysRevoke: Command = {
  name: 'keys revoke',
  summary: 'revokes an API key, for good (changes the database)',
  options: {},
  operands: { value: 'ID', explanation: 'as `keys list` shows it' },
  async run({ operands }, { print, withDatabase }) {
    const [id = '', ...more] = operands;
    if (more.length > 0 || !z.uuid().safeParse(id).success)
      throw invalidInput([], '"keys revoke" needs one id, as `keys list` shows it.');
    await withDatabase(async ({ prisma }) => {
      await createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) }).revoke(id, actor);
      print(`${id} opens nothing any more.`);
    });
  },
};
