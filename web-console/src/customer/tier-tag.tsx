import { useTierNames } from './use-tier-names.js';
import './tier-tag.css';

/** The member's tier as a small tag; nothing for an ordinary member or a visitor. */
export function TierTag({ tier, always = false }: { tier: string | undefined; always?: boolean }) {
  const nameOf = useTierNames();
  if (tier === undefined || (tier === 'regular' && !always)) return null;
  return <span className={`tier tier-${tier}`}>{nameOf(tier).short}</span>;
}
