import { useQuery } from '@tanstack/react-query';
import type {
  MemberRules,
  MemberRulesEffect,
  MemberRulesInForce,
} from '../../../../src/contract/member-rules.js';
import { request } from '../../api/http.js';

const path = '/v1/member-rules';
export const memberRulesKey = ['member-rules'];

/** The routes of the rules of tiers and points, each as a function. */
export const memberRulesApi = {
  current: () => request<MemberRulesInForce>(path),
  /** Goes over all customers, which takes its time. */
  preview: (rules: MemberRules) =>
    request<MemberRulesEffect>(`${path}:preview`, { method: 'POST', body: { rules }, timeout: 60_000 }),
  save: (rules: MemberRules, baseVersion: number) =>
    request<MemberRulesInForce>(path, { method: 'PUT', body: { rules, baseVersion } }),
};

export function useMemberRules() {
  return useQuery({ queryKey: memberRulesKey, queryFn: memberRulesApi.current, staleTime: 0 });
}
