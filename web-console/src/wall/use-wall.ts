import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Wall } from '../../../src/contract/desk.js';
import type { ServerToStaff } from '../../../src/contract/staff-socket.js';
import { request } from '../api/http.js';
import { useDesk } from '../live/desk-context.js';
import { useObservable } from '../live/observable.js';
import { useNow } from '../live/use-now.js';

const wallKey = ['wall'];
/** Beside the socket's word, for what nobody tells: time that passes, and what was missed. Milliseconds. */
const lookEvery = 15_000;
/** Events come in bursts; the wall is asked for once afterwards. */
const quietFor = 700;
/** Older than this, what is on the screen is called old. */
const staleAfter = 40_000;

const changes: (keyof ServerToStaff)[] = [
  'queue.updated',
  'conversation.updated',
  'roster.updated',
  'sla.updated',
  'queue.escalated',
  'satisfaction.rated',
];

/** The wall, as fresh as the connection allows. `stale`: since when it has not been heard of, if for too long. */
export function useWall() {
  const { live } = useDesk();
  const queries = useQueryClient();
  const now = useNow();
  const connection = useObservable(live.connection);
  const wall = useQuery({
    queryKey: wallKey,
    queryFn: () => request<Wall>('/v1/conversations/wall'),
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
    staleTime: 0,
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: wallKey });
      }, quietFor);
    };
    const ends = changes.map((event) => live.on(event, soon));
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [live, queries]);

  const isOld = wall.dataUpdatedAt > 0 && now - wall.dataUpdatedAt > staleAfter;
  return { ...wall, stale: isOld || (wall.isError && wall.data !== undefined), connection };
}
