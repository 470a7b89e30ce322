import { signal } from '@preact/signals';
import { loadPersonas, type Persona } from './shop-api.js';
import { callWidget } from './widget-snippet.js';

const storageKey = 'qinghe:persona';

export const personas = signal<readonly Persona[]>([]);
export const personasFailed = signal(false);
/** Undefined: an anonymous visitor. */
export const present = signal<Persona | undefined>(undefined);

const boot = { shop: 'demo', title: '青禾生活' };

/** Boots the widget as the person whom this tab chose before, or as nobody. */
export async function startWidget(): Promise<void> {
  const chosen = sessionStorage.getItem(storageKey);
  if (!chosen) callWidget('boot', boot);
  await refreshPersonas();
  if (!chosen) return;
  present.value = personas.value.find((persona) => persona.customer.id === chosen);
  callWidget('boot', present.value ? { ...boot, customer: present.value.customer } : boot);
}

async function refreshPersonas(): Promise<void> {
  try {
    personas.value = await loadPersonas();
    personasFailed.value = false;
  } catch {
    personasFailed.value = true;
  }
}

/** Logs in as somebody else, by the same calls that a shop makes at its login and logout. */
export async function become(customerId: string | undefined): Promise<void> {
  if (customerId === present.value?.customer.id) return;
  if (!customerId) {
    sessionStorage.removeItem(storageKey);
    present.value = undefined;
    callWidget('reset');
    return;
  }
  await refreshPersonas(); // signatures are dated
  const persona = personas.value.find((each) => each.customer.id === customerId);
  if (!persona) return;
  if (present.value) callWidget('reset');
  sessionStorage.setItem(storageKey, customerId);
  present.value = persona;
  callWidget('setCustomer', persona.customer);
}
