import { TeamOutlined } from '@ant-design/icons';
import { Input, Modal, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import type { RosterMember } from '../../../src/contract/desk.js';
import { describeFailure } from '../api/problem.js';
import { useDesk } from '../live/desk-context.js';
import { useRoster } from '../live/desk-queries.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { presenceWords } from '../shell/presence-switch.js';
import { text } from '../strings.js';
import type { Actions } from './use-actions.js';

const words = text.desk;
type Way = 'person' | 'skill';

interface TransferDialogProps {
  conversationId: string;
  actions: Actions;
  onClose: () => void;
  onDone: () => void;
}

/** To a colleague who is there and has room, or to whoever has a skill; with a note for whoever takes it. */
export function TransferDialog({ conversationId, actions, onClose, onDone }: TransferDialogProps) {
  const { staff } = useDesk();
  const roster = useRoster(true);
  const [way, setWay] = useState<Way>('person');
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const people = (roster.data ?? []).filter(
    ({ staffId, status }) => staffId !== staff.staffId && status !== 'offline',
  );
  const skills = skillsOf(roster.data ?? []);
  const named = way === 'person' ? people.find(({ staffId }) => staffId === chosen)?.name : chosen;

  const send = async (): Promise<void> => {
    if (chosen === undefined || named === undefined) return;
    const to = way === 'person' ? { staffId: chosen } : { skill: chosen };
    const kept = note.trim();
    const input = { conversationId, to, ...(kept === '' ? {} : { note: kept }) };
    if (await actions.transfer(input, named)) onDone();
  };

  return (
    <Modal
      open
      title={words.transferTitle}
      width={440}
      okText={words.transfer}
      cancelText={text.cancel}
      okButtonProps={{ disabled: named === undefined }}
      confirmLoading={actions.busy === `transfer:${conversationId}`}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <Segmented<Way>
        block
        value={way}
        onChange={(next) => {
          setWay(next);
          setChosen(undefined);
        }}
        options={[
          { value: 'person', label: words.toPerson },
          { value: 'skill', label: words.toSkill },
        ]}
      />
      <div
        className="transfer-list"
        role="radiogroup"
        aria-label={way === 'person' ? words.pickPerson : words.pickSkill}
      >
        {roster.isPending ? <Skeleton active paragraph={{ rows: 3 }} title={false} /> : null}
        {roster.error !== null && roster.data === undefined ? (
          <FailureNote words={describeFailure(roster.error)} retry={() => void roster.refetch()} />
        ) : null}
        {way === 'person' && roster.data !== undefined && people.length === 0 ? (
          <EmptyNote icon={<TeamOutlined />} title={words.nobody} hint={words.nobodyHint} />
        ) : null}
        {way === 'skill' && roster.data !== undefined && skills.length === 0 ? (
          <EmptyNote icon={<TeamOutlined />} title={words.noSkills} />
        ) : null}
        {way === 'person'
          ? people.map(({ staffId, name, status, reason, load, capacity, skills: own }) => (
              <Choice
                key={staffId}
                chosen={chosen === staffId}
                disabled={load >= capacity}
                onChoose={() => setChosen(staffId)}
              >
                <PersonAvatar name={name} size={30} />
                <span className="grow">
                  <strong>{name}</strong>
                  <span className="faint transfer-skills">{own.join(' · ')}</span>
                </span>
                <span className="transfer-state">
                  <span className={`dot dot-${status}`} />
                  {presenceWords({ status, ...(reason === undefined ? {} : { reason }) })}
                </span>
                <span className="faint">{load >= capacity ? words.full : words.load(load, capacity)}</span>
              </Choice>
            ))
          : skills.map(({ skill, online }) => (
              <Choice
                key={skill}
                chosen={chosen === skill}
                disabled={false}
                onChoose={() => setChosen(skill)}
              >
                <span className="grow">
                  <strong>{skill}</strong>
                </span>
                <span className="faint">{words.peopleWith(online)}</span>
              </Choice>
            ))}
      </div>
      <label className="transfer-label" htmlFor="transfer-note">
        {words.transferNote}
      </label>
      <Input.TextArea
        id="transfer-note"
        value={note}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 4 }}
        placeholder={words.transferNotePlaceholder}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}

interface ChoiceProps {
  chosen: boolean;
  disabled: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}

function Choice({ chosen, disabled, onChoose, children }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row with several facts, chosen as one
    <button
      type="button"
      role="radio"
      aria-checked={chosen}
      disabled={disabled}
      className={chosen ? 'transfer-choice transfer-chosen' : 'transfer-choice'}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}

function skillsOf(members: readonly RosterMember[]): { skill: string; online: number }[] {
  const online = new Map<string, number>();
  for (const { skills, status } of members)
    for (const skill of skills) online.set(skill, (online.get(skill) ?? 0) + (status === 'online' ? 1 : 0));
  return [...online]
    .map(([skill, count]) => ({ skill, online: count }))
    .sort((a, b) => b.online - a.online || a.skill.localeCompare(b.skill, 'zh-CN'));
}
