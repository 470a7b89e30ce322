import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../../src/contract/http.js';
import type { ProductChoice } from '../../../../src/contract/marketing-console.js';
import type {
  SegmentCreate,
  SegmentFields,
  SegmentMember,
  SegmentPreview,
  SegmentRule,
  SegmentUpdate,
  SegmentView,
} from '../../../../src/contract/segments.js';
import { query, request } from '../../api/http.js';

const path = '/v1/segments';
const root = 'segments';
/** Counting over all customers of a large shop takes its time. */
const counting = 60_000;

/** The routes of segments, each as a function. */
export const segmentsApi = {
  list: () => request<{ items: SegmentView[] }>(path, { timeout: counting }),
  get: (id: string) => request<SegmentView>(`${path}/${encodeURIComponent(id)}`, { timeout: counting }),
  fields: () => request<SegmentFields>('/v1/segment-fields'),
  create: (body: SegmentCreate) => request<SegmentView>(path, { method: 'POST', body }),
  update: (id: string, body: SegmentUpdate) =>
    request<SegmentView>(`${path}/${encodeURIComponent(id)}`, { method: 'PUT', body }),
  remove: (id: string) => request<undefined>(`${path}/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  preview: (rule: SegmentRule, signal: AbortSignal) =>
    request<SegmentPreview>(`${path}:preview`, { method: 'POST', body: { rule }, signal, timeout: counting }),
  members: (id: string, cursor?: string) =>
    request<Page<SegmentMember>>(`${path}/${encodeURIComponent(id)}/members${query({ cursor, limit: 20 })}`, {
      timeout: counting,
    }),
  products: (search: string, signal: AbortSignal) =>
    request<{ items: ProductChoice[] }>(`/v1/products${query({ search, limit: 20 })}`, { signal }),
  productsNamed: (ids: readonly string[]) =>
    request<{ items: ProductChoice[] }>(`/v1/products${query({ ids: ids.join(',') })}`),
};

export function useSegments() {
  return useQuery({ queryKey: [root], queryFn: segmentsApi.list, select: ({ items }) => items });
}

export function useSegment(id: string | undefined) {
  return useQuery({
    queryKey: [root, id],
    queryFn: () => segmentsApi.get(id ?? ''),
    enabled: id !== undefined,
    retry: false,
  });
}

export function useSegmentFields() {
  return useQuery({ queryKey: ['segment-fields'], queryFn: segmentsApi.fields, staleTime: 60_000 });
}

/** Who a rule would hold; the last answer stays while the next one is on its way. */
export function useSegmentPreview(rule: SegmentRule | undefined) {
  return useQuery({
    queryKey: ['segment-preview', JSON.stringify(rule)],
    queryFn: ({ signal }) => {
      if (rule === undefined) throw new Error('asked without a rule');
      return segmentsApi.preview(rule, signal);
    },
    enabled: rule !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** After a write: the list, and sizes that depend on it, are asked for again. */
export function segmentWritten(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: [root] });
}
