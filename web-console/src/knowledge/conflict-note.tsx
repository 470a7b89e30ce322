import type { EntryContent, KnowledgeEntry } from '../../../src/contract/knowledge.js';
import { ConflictChoice } from '../editing/conflict-choice.js';
import { text } from '../strings.js';
import { DiffView } from './diff-view.js';
import { diffContent } from './text-diff.js';

interface ConflictNoteProps {
  theirs: KnowledgeEntry;
  mine: EntryContent;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** A colleague saved first: shows the difference and leaves the choice, with the writer's text untouched. */
export function ConflictNote({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  const words = text.knowledge;
  const fields = diffContent(theirs, mine);
  return (
    <ConflictChoice title={words.conflictTitle} onKeepMine={onKeepMine} onTakeTheirs={onTakeTheirs}>
      <p>{words.conflictWho(theirs.version, theirs.updatedBy)}</p>
      <div className="faint">{words.conflictShow}</div>
      {fields.length === 0 ? <p>{words.same}</p> : <DiffView fields={fields} />}
    </ConflictChoice>
  );
}
