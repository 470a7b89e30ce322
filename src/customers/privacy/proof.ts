import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ErasureProof } from '../../contract/privacy.js';

/**
 * Hashes and signatures of privacy requests: HMAC-SHA256 (RFC 2104) under keys derived from one secret of this
 * installation. Without the secret, nobody can tell from a hash whose it is by trying customer numbers.
 */
export function createProofs(secret: string) {
  const derive = (use: string) => createHmac('sha256', secret).update(use).digest();
  const identityKey = derive('privacy-identity');
  const proofKey = derive('privacy-proof');
  const sign = (proof: Omit<ErasureProof, 'signature'>) =>
    createHmac('sha256', proofKey).update(canonical(proof)).digest('hex');
  return {
    /** @param person `customer:` with the shop's own id, or `visitor:` with ours */
    hashOf: (person: `customer:${string}` | `visitor:${string}`): string =>
      createHmac('sha256', identityKey).update(person).digest('hex'),

    signed: (proof: Omit<ErasureProof, 'signature'>): ErasureProof => ({ ...proof, signature: sign(proof) }),

    /** Whether this very record was signed here. */
    isGenuine({ signature, ...proof }: ErasureProof): boolean {
      const right = Buffer.from(sign(proof), 'hex');
      const given = Buffer.from(signature, 'hex');
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

export type Proofs = ReturnType<typeof createProofs>;

/** JSON with sorted keys: the same record gives the same text, in whatever order a database keeps its fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}
