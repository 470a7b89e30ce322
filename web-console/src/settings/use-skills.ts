import { useQuery } from '@tanstack/react-query';
import type { StaffAccount } from '../../../src/contract/http.js';
import { request } from '../api/http.js';

export const accountsKey = ['settings', 'staff'];

export function useAccounts() {
  return useQuery({
    queryKey: accountsKey,
    queryFn: () => request<{ items: StaffAccount[] }>('/v1/staff'),
  });
}

/** Every skill that somebody has. */
export function useSkills(): string[] {
  const { data } = useAccounts();
  return [...new Set(data?.items.flatMap(({ skills }) => skills))].sort((a, b) => a.localeCompare(b, 'zh'));
}
