import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../src/contract/http.js';
import type { CustomerRecord } from '../../../src/contract/marketing-console.js';
import type { CustomerRow, ProfileView } from '../../../src/contract/profile.js';
import { query, request } from '../api/http.js';
import { pathTo } from '../routing/router.js';

const path = '/v1/customers';

export interface CustomerFilter {
  search?: string;
  segment?: string;
  /** Named group by recency, frequency and monetary value. */
  rfm?: string;
  /** Scores, 1 to 5. */
  r?: number;
  f?: number;
  cursor?: string;
  limit: number;
}

/** Where customers stand by recency, frequency and monetary value. */
export type CustomerPlace = Pick<CustomerFilter, 'rfm' | 'r' | 'f'>;

/** The page of those customers. */
export function customersIn(place: CustomerPlace): string {
  return `${pathTo('customers')}${query({ ...place })}`;
}

/** What an address asks for; scores that are none are not asked for. */
export function placeAsked(asked: URLSearchParams): CustomerPlace {
  const score = (name: string): number | undefined =>
    /^[1-5]$/.test(asked.get(name) ?? '') ? Number(asked.get(name)) : undefined;
  const [rfm, r, f] = [asked.get('rfm') ?? '', score('r'), score('f')];
  return {
    ...(rfm === '' ? {} : { rfm }),
    ...(r === undefined ? {} : { r }),
    ...(f === undefined ? {} : { f }),
  };
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
