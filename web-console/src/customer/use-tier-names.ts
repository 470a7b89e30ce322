import { useQuery } from '@tanstack/react-query';
import type { MemberTiers } from '../../../src/contract/member-rules.js';
import { request } from '../api/http.js';
import { text } from '../strings.js';

/** What members of a tier are called; `short` as it stands in a tag. */
export interface TierName {
  name: string;
  short: string;
}

/** Rules change seldom; who changes them here asks again at once. */
const fresh = 300_000;
export const tierNamesKey = ['member-tiers'];

/** @returns names of tiers by id: as the shop's rules call them, else the usual ones, else the id */
export function useTierNames(): (tier: string) => TierName {
  const { data } = useQuery({
    queryKey: tierNamesKey,
    queryFn: () => request<MemberTiers>('/v1/member-tiers'),
    staleTime: fresh,
    retry: false,
  });
  return (tier) => {
    const name = data?.tiers.find(({ id }) => id === tier)?.name;
    if (name === undefined) return { name: text.tier[tier] ?? tier, short: text.tier[tier] ?? tier };
    // 金卡会员 stands in a tag as 金卡; 普通会员 would not say the same without its end.
    return { name, short: /卡会员$/.test(name) ? name.slice(0, -2) : name };
  };
}
