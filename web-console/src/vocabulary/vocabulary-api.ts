import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type {
  VocabularyContent,
  VocabularyFormat,
  VocabularyImportResult,
  VocabularyIndexStatus,
  VocabularyItem,
  VocabularyKind,
  VocabularyPage,
} from '../../../src/contract/vocabulary.js';
import { query, request } from '../api/http.js';

const path = '/v1/knowledge/vocabulary';
const root = 'vocabulary';
/** Milliseconds between two looks at an index that is being built. */
const whileBuilding = 1500;

export interface VocabularyFilter {
  kind: VocabularyKind;
  search?: string;
  cursor?: string;
  limit: number;
}

interface Written {
  item: VocabularyItem;
  index: VocabularyIndexStatus;
}

/** The routes of the shop's own words, each as a function. */
export const vocabularyApi = {
  list: (filter: VocabularyFilter) => request<VocabularyPage>(`${path}${query({ ...filter })}`),
  create: (content: VocabularyContent) => request<Written>(path, { method: 'POST', body: content }),
  update: ({ id, version }: VocabularyItem, content: VocabularyContent) =>
    request<Written>(`${path}/${id}`, { method: 'PUT', body: { ...content, baseVersion: version } }),
  remove: ({ id }: VocabularyItem) => request<Written>(`${path}/${id}`, { method: 'DELETE' }),
  importFile: (format: VocabularyFormat, text: string, preview: boolean) =>
    request<{ counts: VocabularyImportResult }>(`${path}/import`, {
      method: 'POST',
      body: { format, text, preview },
      timeout: 60_000,
    }),
  /** Where the browser downloads everything from. */
  exportPath: (format: VocabularyFormat) => `${path}/export${query({ format })}`,
};

/** A page of one kind, and the state of the index, which is looked at again while it is being built. */
export function useVocabulary(filter: VocabularyFilter) {
  return useQuery({
    queryKey: [root, filter],
    queryFn: () => vocabularyApi.list(filter),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.index.building === true ? whileBuilding : false),
  });
}

/** After a write: lists, counts and the state of the index are asked for again. */
export function vocabularyWritten(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ queryKey: [root] });
}
