import { useState } from 'react';
import { useDesk } from '../live/desk-context.js';
import { useCannedReplies, useRoster } from '../live/desk-queries.js';
import { text } from '../strings.js';
import { fillReply, findReplies, type ReplyFacts, typedAfter } from './canned.js';
import type { MenuItem } from './composer-menu.js';

interface Entry extends MenuItem {
  /** What is put in, instead of the mark and what was typed after it. */
  text: string;
}

export interface ComposerMenuState {
  mark: '/' | '@';
  items: Entry[];
  active: number;
  setActive: (index: number) => void;
  close: () => void;
  /** The text with an entry in it, and where the entry stands. */
  pick: (index: number) => { text: string; from: number; until: number } | undefined;
}

/**
 * The list that `/` (canned replies) and `@` in a note (colleagues) open at the cursor.
 * @param cursor where the cursor stands; undefined: the field has no focus
 */
export function useComposerMenu(
  mode: 'reply' | 'note',
  words: string,
  cursor: number | undefined,
  facts: ReplyFacts,
): ComposerMenuState | undefined {
  const { staff } = useDesk();
  const canned = useCannedReplies();
  const roster = useRoster(mode === 'note');
  const [chosen, setChosen] = useState<{ at: string; index: number }>({ at: '', index: 0 });
  const [closed, setClosed] = useState<string>();

  const mark = mode === 'reply' ? '/' : '@';
  const typed = cursor === undefined ? undefined : typedAfter(mark, words, cursor);
  if (typed === undefined || cursor === undefined) {
    if (closed !== undefined) setClosed(undefined);
    return undefined;
  }
  const place = `${mark}${cursor - typed.length}`;
  if (closed === place) return undefined;

  const shopName = canned.data?.shopName;
  const known: ReplyFacts = shopName === undefined ? facts : { ...facts, 店铺名: shopName };
  const items: Entry[] =
    mode === 'reply'
      ? findReplies(canned.data?.items ?? [], typed).map(({ id, title, category, text: said, scope }) => ({
          id,
          title,
          mark: scope === 'personal' ? text.desk.personal : category || text.desk.shared,
          hint: fillReply(said, known).replace(/\s+/g, ' '),
          text: fillReply(said, known),
        }))
      : (roster.data ?? [])
          .filter(({ staffId, name }) => staffId !== staff.staffId && name.includes(typed))
          .map(({ staffId, name, role, status }) => ({
            id: staffId,
            title: name,
            hint: `${text.role[role]} · ${text.presence[status]}`,
            text: `@${name} `,
          }));
  const at = `${place}:${typed}`;
  const active = chosen.at === at ? Math.min(chosen.index, items.length - 1) : 0;
  return {
    mark,
    items,
    active,
    setActive: (index) =>
      setChosen({ at, index: items.length === 0 ? 0 : (index + items.length) % items.length }),
    close: () => setClosed(place),
    pick(index) {
      const entry = items[index];
      if (entry === undefined) return undefined;
      const from = cursor - typed.length - 1;
      return {
        text: words.slice(0, from) + entry.text + words.slice(cursor),
        from,
        until: from + entry.text.length,
      };
    },
  };
}
