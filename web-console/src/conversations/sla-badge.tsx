import { ClockCircleOutlined, InboxOutlined } from '@ant-design/icons';
import type { ConversationSummary, SlaView } from '../../../src/contract/staff-socket.js';
import { useNow } from '../live/use-now.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { clockWords, dueTime, waitingWords } from './waiting-time.js';

/** How a conversation stands against its target: the time while there is plenty, what is left, or by how much it broke. */
export function SlaBadge({ sla }: { sla: SlaView | undefined }) {
  if (sla?.due === undefined || sla.dueAt === undefined) return null;
  const what = text.desk.sla.due[sla.due];
  if (sla.state === 'ok')
    return <span className="sla faint">{text.desk.sla.by(clockWords(sla.dueAt), what)}</span>;
  return <Running dueAt={sla.dueAt} what={what} />;
}

function Running({ dueAt, what }: { dueAt: string; what: string }) {
  const now = useNow();
  const left = Date.parse(dueAt) - now;
  const later = new Date(now).toISOString();
  return (
    <Pill tone={left > 0 ? 'warn' : 'bad'}>
      <ClockCircleOutlined aria-hidden />{' '}
      {left > 0
        ? text.desk.sla.left(waitingWords(later, now + left), what)
        : text.desk.sla.over(waitingWords(dueAt, now))}
    </Pill>
  );
}

/** 留言: nobody was there, and an answer was promised. */
export function LeftMessageMark({
  summary,
}: {
  summary: Pick<ConversationSummary, 'leftMessage'> | undefined;
}) {
  if (summary?.leftMessage === undefined) return null;
  return <PromiseMark at={summary.leftMessage.promisedAt} />;
}

function PromiseMark({ at }: { at: string | undefined }) {
  const now = useNow();
  const isLate = at !== undefined && Date.parse(at) < now;
  return (
    <Pill tone={isLate ? 'bad' : 'info'}>
      <InboxOutlined aria-hidden />{' '}
      {at === undefined
        ? text.desk.leftMessage
        : isLate
          ? text.desk.leftMessageLate(waitingWords(at, now))
          : text.desk.leftMessageBy(dueTime(at, now))}
    </Pill>
  );
}
