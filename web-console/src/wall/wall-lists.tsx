import { CheckCircleOutlined, TeamOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { RosterMember, Wall } from '../../../src/contract/desk.js';
import type { ConversationSummary, SlaView } from '../../../src/contract/staff-socket.js';
import { Waiting } from '../conversations/inbox-row.js';
import { reasonWords, urgencyOf } from '../conversations/urgency.js';
import { TierTag } from '../customer/tier-tag.js';
import { useNow } from '../live/use-now.js';
import { EmptyNote } from '../shell/failure-note.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { dueWords } from './wall-time.js';

const words = text.wall;

type Open = (conversationId: string) => void;

function Panel({ title, count, children }: { title: string; count?: ReactNode; children: ReactNode }) {
  return (
    <section className="wall-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {count === undefined ? null : <span className="faint">{count}</span>}
      </header>
      <div className="wall-panel-body">{children}</div>
    </section>
  );
}

/** Who waits, in order of service. */
export function WallQueue({ wall, onOpen }: { wall: Wall; onOpen: Open }) {
  const { next, waiting } = wall.queue;
  return (
    <Panel title={words.queue} count={waiting > 0 ? words.people(waiting) : undefined}>
      {next.length === 0 ? (
        <EmptyNote icon={<CheckCircleOutlined />} title={words.queueEmpty} hint={words.queueEmptyHint} />
      ) : (
        <ol className="wall-rows">
          {next.map((summary, index) => (
            <QueueRow key={summary.conversationId} summary={summary} place={index + 1} onOpen={onOpen} />
          ))}
        </ol>
      )}
      {waiting > next.length ? (
        <div className="wall-more faint">{words.more(waiting - next.length)}</div>
      ) : null}
    </Panel>
  );
}

interface QueueRowProps {
  summary: ConversationSummary;
  place: number;
  onOpen: Open;
}

function QueueRow({ summary, place, onOpen }: QueueRowProps) {
  const { conversationId, customer, queuedAt, priority, neededSkill, sla, offeredTo, leftMessage } = summary;
  const urgency = urgencyOf(priority);
  const reason = reasonWords(summary.handOffReason);
  return (
    <li>
      <button type="button" className="wall-row" onClick={() => onOpen(conversationId)}>
        <span className="wall-place">{place}</span>
        <span className="wall-who">
          <span className="wall-name">
            <strong className="ellipsis">{customer.name}</strong>
            <TierTag tier={customer.tier} />
            {urgency === 'normal' ? null : (
              <Pill tone={urgency === 'urgent' ? 'bad' : 'warn'}>{text.inbox[urgency]}</Pill>
            )}
          </span>
          <span className="faint ellipsis">
            {[neededSkill, leftMessage === undefined ? undefined : words.leftMessage, reason]
              .filter((each) => each !== undefined)
              .join(' · ') || summary.lastMessage?.text}
          </span>
        </span>
        <span className="wall-times">
          {queuedAt === undefined ? null : <Waiting since={queuedAt} />}
          {offeredTo === undefined ? <Due sla={sla} /> : <Pill tone="info">{words.offered}</Pill>}
        </span>
      </button>
    </li>
  );
}

/** How far the nearest target is away; nothing while all is well. */
function Due({ sla, always = false }: { sla: SlaView | undefined; always?: boolean }) {
  const now = useNow();
  if (sla?.dueAt === undefined || (sla.state === 'ok' && !always)) return null;
  const late = sla.state === 'broken' || Date.parse(sla.dueAt) < now;
  return <span className={late ? 'due due-bad' : 'due due-warn'}>{dueWords(sla.dueAt, now)}</span>;
}

const order = { online: 0, busy: 1, away: 2, offline: 3 } as const;

/** Who is there, how much they have in hand, and what. */
export function WallAgents({ wall, onOpen }: { wall: Wall; onOpen: Open }) {
  const { agents, serving } = wall;
  const inHand = new Map<string, ConversationSummary[]>();
  for (const summary of serving) {
    const id = summary.assignedTo?.staffId ?? '';
    inHand.set(id, [...(inHand.get(id) ?? []), summary]);
  }
  const shown = agents
    .filter(({ staffId, status, load }) => status !== 'offline' || load > 0 || inHand.has(staffId))
    .sort((a, b) => order[a.status] - order[b.status] || b.load - a.load);
  const offline = agents.length - shown.length;
  return (
    <Panel title={words.agents} count={offline > 0 ? words.offline(offline) : undefined}>
      {shown.length === 0 ? (
        <EmptyNote icon={<TeamOutlined />} title={words.agentsEmpty} hint={words.agentsEmptyHint} />
      ) : (
        <div className="wall-agents">
          {shown.map((member) => (
            <Agent
              key={member.staffId}
              member={member}
              serving={inHand.get(member.staffId) ?? []}
              onOpen={onOpen}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}

interface AgentProps {
  member: RosterMember;
  serving: readonly ConversationSummary[];
  onOpen: Open;
}

function Agent({ member, serving, onOpen }: AgentProps) {
  const { name, status, reason, load, capacity, skills, role } = member;
  const share = Math.min(1, load / Math.max(1, capacity));
  return (
    <article className={`agent agent-${status}`}>
      <div className="agent-head">
        <PersonAvatar name={name} size={34} />
        <div className="grow">
          <div className="agent-name">
            <strong className="ellipsis">{name}</strong>
            {role === 'agent' ? null : <span className="faint">{text.role[role]}</span>}
          </div>
          <div className="agent-state faint">
            <span className={`dot dot-${status}`} />
            {reason === undefined ? text.presence[status] : words.reason[reason]}
            <span className="ellipsis"> · {words.skills(skills)}</span>
          </div>
        </div>
        <span className="agent-load">{words.load(load, capacity)}</span>
      </div>
      <div
        className={share >= 1 ? 'load-bar load-full' : 'load-bar'}
        role="img"
        aria-label={words.loadLabel(load, capacity)}
      >
        <i style={{ width: `${share * 100}%` }} />
      </div>
      {serving.length === 0 ? null : (
        <ul className="agent-serving">
          {serving.map((summary) => (
            <li key={summary.conversationId}>
              <button type="button" onClick={() => onOpen(summary.conversationId)}>
                <span className="ellipsis">{summary.customer.name}</span>
                <span className="faint ellipsis grow">{summary.lastMessage?.text}</span>
                {summary.unread > 0 ? <span className="unread">{summary.unread}</span> : null}
                <Due sla={summary.sla} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** What is near its target or has missed it, the most pressing first. */
export function WallRisks({ wall, onOpen }: { wall: Wall; onOpen: Open }) {
  return (
    <Panel title={words.risks} count={wall.sla.length > 0 ? wall.sla.length : undefined}>
      {wall.sla.length === 0 ? (
        <EmptyNote icon={<CheckCircleOutlined />} title={words.risksEmpty} hint={words.risksEmptyHint} />
      ) : (
        <ul className="wall-rows">
          {wall.sla.map((summary) => (
            <li key={summary.conversationId}>
              <button type="button" className="wall-row" onClick={() => onOpen(summary.conversationId)}>
                <span className="wall-who">
                  <span className="wall-name">
                    <strong className="ellipsis">{summary.customer.name}</strong>
                    <TierTag tier={summary.customer.tier} />
                  </span>
                  <span className="faint ellipsis">
                    {summary.assignedTo?.name ?? text.state[summary.state]}
                    {summary.sla?.due === undefined ? '' : ` · ${words.due[summary.sla.due]}`}
                  </span>
                </span>
                <Due sla={summary.sla} always />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
