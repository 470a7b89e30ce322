import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/endpoints.js';
import { useDesk } from './desk-context.js';
import { useObservable } from './observable.js';

export const cannedKey = ['canned-replies'];
const minute = 60_000;

/** Everybody of the staff, with presence and load; asked anew when the server says that it changed. */
export function useRoster(enabled: boolean) {
  const changed = useObservable(useDesk().rosterChanged);
  return useQuery({
    queryKey: ['roster', changed],
    queryFn: api.roster,
    enabled,
    placeholderData: keepPreviousData,
    select: ({ items }) => items,
  });
}

/** Notes in which one is spoken to. */
export function useMentions() {
  const queries = useQueryClient();
  const mentioned = useObservable(useDesk().mentioned);
  useEffect(() => {
    if (mentioned > 0) void queries.invalidateQueries({ queryKey: ['mentions'] });
  }, [mentioned, queries]);
  return useQuery({ queryKey: ['mentions'], queryFn: api.mentions, staleTime: minute });
}

/** A conversation that is opened is read, and with it the notes in which one is spoken to. */
export function useReadMentions(conversationId: string, opened: boolean): void {
  const queries = useQueryClient();
  const { data } = useMentions();
  const fresh =
    data?.items.some(({ note, seen }) => !seen && note.conversationId === conversationId) ?? false;
  useEffect(() => {
    if (!opened || !fresh) return;
    void api
      .mentionsSeen(conversationId)
      .then(() => queries.invalidateQueries({ queryKey: ['mentions'] }))
      .catch(() => undefined);
  }, [conversationId, opened, fresh, queries]);
}

/** Everybody's canned replies and one's own, with the shop's name. */
export function useCannedReplies() {
  return useQuery({ queryKey: cannedKey, queryFn: api.cannedReplies, staleTime: minute });
}

/** @param about the shopper's newest message; undefined: nothing waits for an answer */
export function useSuggestions(conversationId: string, about: number | undefined) {
  return useQuery({
    queryKey: ['suggestions', conversationId, about],
    queryFn: ({ signal }) => api.suggestions(conversationId, signal),
    enabled: about !== undefined,
    staleTime: 5 * minute,
    retry: false,
  });
}

/** @param version of the conversation: it changes hands, and with it what there is to hand over */
export function useHandOff(conversationId: string, version: number | undefined) {
  return useQuery({
    queryKey: ['hand-off', conversationId, version],
    queryFn: () => api.handOff(conversationId),
    enabled: version !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
