import { type ClosingSettings, closingSettings } from '../contract/closing.js';
import {
  type RoutingSettings,
  routingSettings,
  type ServiceHours,
  type ServiceLevels,
  serviceHours,
  serviceLevels,
} from '../contract/desk.js';
import { parse } from '../platform/errors.js';
import { defaultServiceHours } from './hours.js';

export interface ServiceSettings {
  hours: ServiceHours;
  routing: RoutingSettings;
  levels: ServiceLevels;
  /** What is asked at the end of a conversation. */
  closing: ClosingSettings;
}

/** Where settings are kept. Values are JSON. */
export interface SettingsKeeper {
  get(key: string): Promise<unknown>;
  put(key: string, value: object): Promise<void>;
}

const kinds = {
  hours: { key: 'service-hours', schema: serviceHours },
  routing: { key: 'routing', schema: routingSettings },
  levels: { key: 'service-levels', schema: serviceLevels },
  closing: { key: 'closing', schema: closingSettings },
} as const;
export type SettingsKind = keyof typeof kinds;

/**
 * Hours, routing and targets as admins set them, at hand without a query. Other server processes see a change with their
 * next `reload`.
 */
export function createServiceSettings(keeper: SettingsKeeper, shopTimeZone: string) {
  let current: ServiceSettings = {
    hours: defaultServiceHours(shopTimeZone),
    routing: routingSettings.parse({}),
    levels: serviceLevels.parse({}),
    closing: closingSettings.parse({}),
  };
  const seen = new Map<SettingsKind, string>();

  async function reload(): Promise<void> {
    const next = { ...current };
    for (const kind of Object.keys(kinds) as SettingsKind[]) {
      const stored = await keeper.get(kinds[kind].key);
      if (stored === undefined) continue;
      const text = JSON.stringify(stored);
      // Days are remembered by calendar object: what has not changed stays the same one.
      if (seen.get(kind) === text) continue;
      seen.set(kind, text);
      Object.assign(next, { [kind]: kinds[kind].schema.parse(stored) });
    }
    current = next;
  }

  return {
    current: () => current,
    reload,
    /** @throws AppError `invalid-input` that names the field */
    async save(kind: SettingsKind, value: unknown): Promise<void> {
      await keeper.put(kinds[kind].key, parse(kinds[kind].schema, value));
      await reload();
    },
  };
}

export type ServiceSettingsReader = ReturnType<typeof createServiceSettings>;
