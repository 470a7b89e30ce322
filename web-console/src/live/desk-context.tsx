import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { StaffMember } from '../../../src/contract/http.js';
import { countIn } from '../conversations/inbox.js';
import { allowSoundAfterGesture } from './chime.js';
import { createDesk, type Desk } from './desk.js';
import { useObservable, useSelected } from './observable.js';
import { connectStaff } from './staff-live.js';

const DeskContext = createContext<Desk | undefined>(undefined);

interface DeskProviderProps {
  staff: StaffMember;
  /** The server does not take our session any more. */
  onRefused: () => void;
  children: ReactNode;
}

/** Opens the desk of the person who signed in; another person gets another desk. */
export function DeskProvider({ staff, onRefused, children }: DeskProviderProps) {
  const [desk, setDesk] = useState<Desk>();
  useEffect(() => {
    allowSoundAfterGesture();
    const opened = createDesk({ staff, live: connectStaff(), onRefused });
    setDesk(opened);
    return () => opened.end();
  }, [staff, onRefused]);
  return desk === undefined ? null : <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === undefined) throw new Error('useDesk needs a DeskProvider above it');
  return desk;
}

/** How many shoppers wait in the queue. */
export function useWaiting(): number {
  const desk = useDesk();
  const listed = useSelected(desk.inbox, (inbox) => countIn(inbox, 'queue', desk.staff.staffId));
  const told = useObservable(desk.waitingTold);
  const { queue } = useObservable(desk.boxes);
  return queue.nextCursor === undefined ? listed : told;
}
