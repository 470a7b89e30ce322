import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../src/contract/http.js';
import type { OrderRulesChange, OrderRulesInForce } from '../../../src/contract/order-desk.js';
import type { OrderRules } from '../../../src/contract/order-rules.js';
import { query, request } from '../api/http.js';

const path = '/v1/order-rules';
export const rulesKey = 'order-rules';

/** The routes of the rules of orders, each as a function. */
export const rulesApi = {
  current: () => request<OrderRulesInForce>(path),
  check: (yaml: string) =>
    request<{ rules: OrderRules }>(`${path}/check`, { method: 'POST', body: { yaml } }),
  save: (rules: OrderRules, baseVersion: number) =>
    request<OrderRulesInForce>(path, { method: 'PUT', body: { rules, baseVersion } }),
  history: (cursor?: string) =>
    request<Page<OrderRulesChange>>(`${path}/history${query(cursor === undefined ? {} : { cursor })}`),
};

export function useRules() {
  return useQuery({ queryKey: [rulesKey, 'current'], queryFn: rulesApi.current, staleTime: 0 });
}

export function useRulesHistory() {
  return useInfiniteQuery({
    queryKey: [rulesKey, 'history'],
    queryFn: ({ pageParam }) => rulesApi.history(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 0,
  });
}
