import type { EntryStatus, KnowledgeEntry } from '../../../src/contract/knowledge.js';
import { Pill, type Tone } from '../shell/pill.js';
import { text } from '../strings.js';

const tones: Record<EntryStatus, Tone> = { draft: 'warn', published: 'good', archived: 'plain' };

/** The status, and whether newer work than what shoppers get is waiting. */
export function EntryStatusTag({ entry }: { entry: KnowledgeEntry }) {
  const { status, version, publishedVersion } = entry;
  const draftWaits = status !== 'archived' && publishedVersion !== undefined && publishedVersion < version;
  const shown: EntryStatus = draftWaits ? 'published' : status;
  return (
    <span className="entry-status">
      <Pill tone={tones[shown]}>{text.knowledge.statusName[shown]}</Pill>
      {draftWaits ? <span className="entry-draft">{text.knowledge.hasDraft}</span> : null}
    </span>
  );
}
