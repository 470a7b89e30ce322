import { text } from '../strings.js';
import './tier-tag.css';

/** The member's tier as a small tag; nothing for an ordinary member or a visitor. */
export function TierTag({ tier, always = false }: { tier: string | undefined; always?: boolean }) {
  if (tier === undefined || (tier === 'regular' && !always)) return null;
  return <span className={`tier tier-${tier}`}>{text.tier[tier] ?? tier}</span>;
}
