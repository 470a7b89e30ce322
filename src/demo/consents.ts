import type { DemoConsent, DemoCustomer } from './demo-records.js';
import type { Random } from './random.js';

/** Shares of the customers who said yes and no to personalisation; the rest were never asked. */
const agreed = 0.74;
const declined = 0.12;
/** Of those who agreed, how many want messages as well. */
const alsoMarketing = 0.7;

/**
 * What customers decided when they registered. The personas are left out: they are asked in the chat.
 * @param people in any order; each gets what their number draws
 */
export function inventConsents(
  people: readonly Pick<DemoCustomer, 'externalId' | 'registeredAt'>[],
  random: Random,
): DemoConsent[] {
  return people.flatMap(({ externalId, registeredAt }) => {
    const own = random.fork(externalId);
    const drawn = own.next();
    if (drawn >= agreed + declined) return [];
    const personalization = drawn < agreed;
    return [
      {
        customerExternalId: externalId,
        at: registeredAt,
        personalization,
        marketing: personalization && own.chance(alsoMarketing),
      },
    ];
  });
}
