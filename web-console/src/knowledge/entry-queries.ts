import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { KnowledgeEntry } from '../../../src/contract/knowledge.js';
import { api, type EntryFilter } from '../api/endpoints.js';

const root = 'knowledge';

export function useEntries(filter: EntryFilter) {
  return useQuery({
    queryKey: [root, 'list', filter],
    queryFn: ({ signal }) => api.entries(filter, signal),
    placeholderData: keepPreviousData,
  });
}

export function useEntry(id: string | undefined) {
  return useQuery({
    queryKey: [root, 'entry', id],
    queryFn: () => api.entry(id ?? ''),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useCategories() {
  return useQuery({ queryKey: [root, 'categories'], queryFn: api.categories, staleTime: 60_000 });
}

export function useVersions(id: string) {
  return useQuery({ queryKey: [root, 'versions', id], queryFn: () => api.versions(id), staleTime: 0 });
}

/** After a write: everything but the open editor's entry is asked for again; that one is what the server answered. */
export function entryWritten(queries: QueryClient, entry: KnowledgeEntry): void {
  void queries.invalidateQueries({ queryKey: [root, 'list'] });
  void queries.invalidateQueries({ queryKey: [root, 'categories'] });
  void queries.invalidateQueries({ queryKey: [root, 'versions', entry.id] });
}
