import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../src/contract/http.js';
import type { CustomerRecord } from '../../../src/contract/marketing-console.js';
import type { CustomerRow, ProfileView } from '../../../src/contract/profile.js';
import { query, request } from '../api/http.js';

const path = '/v1/customers';

export interface CustomerFilter {
  search?: string;
  segment?: string;
  cursor?: string;
  limit: number;
}

export function useCustomers(filter: CustomerFilter) {
  return useQuery({
    queryKey: ['customers', filter],
    queryFn: ({ signal }) =>
      request<Page<CustomerRow>>(`${path}${query({ ...filter })}`, { signal, timeout: 60_000 }),
    placeholderData: keepPreviousData,
  });
}

/** What is computed of one customer, and what they did and were given. */
export function useCustomer(id: string) {
  const at = `${path}/${encodeURIComponent(id)}`;
  const profile = useQuery({
    queryKey: ['customer', id, 'profile'],
    queryFn: () => request<ProfileView>(`${at}/profile`),
    retry: false,
  });
  const record = useQuery({
    queryKey: ['customer', id, 'record'],
    queryFn: () => request<CustomerRecord>(`${at}/record`),
    retry: false,
  });
  return { profile, record };
}
