import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, type OrderRequestFilter } from '../api/endpoints.js';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';

export const requestsKey = 'order-requests';
/** Beside the socket's word, for whatever it missed. */
const lookEvery = 60_000;

export function useRequests(filter: OrderRequestFilter) {
  return useQuery({
    queryKey: [requestsKey, 'list', filter],
    queryFn: ({ signal }) => api.orderRequests(filter, signal),
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
  });
}

export function useRequest(id: string) {
  return useQuery({ queryKey: [requestsKey, 'one', id], queryFn: () => api.orderRequest(id), staleTime: 0 });
}

/** How many wait for a decision; asks again whenever the server says that something changed. */
export function useSubmittedRequests(): number {
  const queries = useQueryClient();
  const changed = useObservable(useDesk().orderRequestsChanged);
  useEffect(() => {
    if (changed > 0) void queries.invalidateQueries({ queryKey: [requestsKey] });
  }, [changed, queries]);
  const { data } = useQuery({
    queryKey: [requestsKey, 'count'],
    queryFn: () => api.orderRequests({ state: 'submitted', limit: 1 }),
    refetchInterval: lookEvery,
  });
  return data?.counts.submitted ?? 0;
}
