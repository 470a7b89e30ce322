import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react';
import type { StaffMember } from '../../../src/contract/http.js';
import { api } from '../api/endpoints.js';
import { describeFailure, ProblemError } from '../api/problem.js';

interface Session {
  /** `null`: nobody is signed in; undefined: not known yet. */
  staff: StaffMember | null | undefined;
  /** Why it could not be found out. */
  failure: string | undefined;
  look: () => void;
  signedIn: (staff: StaffMember) => void;
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

export const sessionKey = ['session'] as const;

async function whoAmI(): Promise<StaffMember | null> {
  try {
    return (await api.me()).staff;
  } catch (failure) {
    if (failure instanceof ProblemError && failure.code === 'unauthenticated') return null;
    throw failure;
  }
}

/** Knows who is signed in. Any 401 elsewhere sets it to nobody (see `app.tsx`). */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: sessionKey,
    queryFn: whoAmI,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });

  const look = useCallback(() => void refetch(), [refetch]);
  const value = useMemo<Session>(
    () => ({
      staff: data,
      failure: data === undefined && error !== null ? describeFailure(error) : undefined,
      look,
      signedIn: (staff) => queries.setQueryData(sessionKey, staff),
      async signOut() {
        await api.logout().catch(() => undefined);
        queries.clear();
        queries.setQueryData(sessionKey, null);
      },
    }),
    [data, error, look, queries],
  );
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider above it');
  return session;
}
