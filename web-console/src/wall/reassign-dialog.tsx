import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { RosterMember } from '../../../src/contract/desk.js';
import { request } from '../api/http.js';
import { useDesk } from '../live/desk-context.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import type { Receiver } from './use-oversight.js';

interface ReassignDialogProps {
  open: boolean;
  busy: boolean;
  /** Whoever has it now is no choice. */
  ownerId: string | undefined;
  /** Nobody has it yet: those who oversee may take it themselves. */
  waiting: boolean;
  onCancel: () => void;
  onChoose: (to: Receiver, note: string) => void;
}

const words = text.wall;
const longestNote = 500;

/** Whom a conversation is given to: a colleague who is there, or whoever has a skill. */
export function ReassignDialog({ open, busy, ownerId, waiting, onCancel, onChoose }: ReassignDialogProps) {
  const { staff } = useDesk();
  const { data } = useQuery({
    queryKey: ['roster'],
    queryFn: () => request<{ items: RosterMember[] }>('/v1/staff/roster'),
    enabled: open,
    staleTime: 0,
  });
  const [kind, setKind] = useState<'person' | 'skill'>('person');
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const members = data?.items ?? [];
  const there = members.filter(
    ({ staffId, status }) =>
      staffId !== ownerId &&
      (waiting || staffId !== staff.staffId) &&
      (status === 'online' || status === 'busy'),
  );
  const skills = [...new Set(members.flatMap(({ skills: own }) => own))].sort();
  const choices = kind === 'person' ? there.map(({ staffId }) => staffId) : skills;
  const valid = chosen !== undefined && choices.includes(chosen);

  return (
    <Modal
      title={words.reassignTitle}
      open={open}
      width={440}
      okText={waiting ? words.assign : words.reassign}
      cancelText={text.cancel}
      okButtonProps={{ disabled: !valid }}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => {
        if (valid) onChoose(kind === 'person' ? { staffId: chosen } : { skill: chosen }, note);
      }}
    >
      <Segmented<'person' | 'skill'>
        block
        value={kind}
        options={[
          { value: 'person', label: words.toPerson },
          { value: 'skill', label: words.toSkill },
        ]}
        onChange={(next) => {
          setKind(next);
          setChosen(undefined);
        }}
      />
      <div
        className="receivers"
        role="radiogroup"
        aria-label={kind === 'person' ? words.choosePerson : words.chooseSkill}
      >
        {kind === 'person'
          ? there.map((member) => (
              <Person key={member.staffId} member={member} chosen={chosen} onChoose={setChosen} />
            ))
          : skills.map((skill) => (
              <label key={skill} className="receiver">
                <input
                  type="radio"
                  name="receiver"
                  checked={chosen === skill}
                  onChange={() => setChosen(skill)}
                />
                <span className="grow">{skill}</span>
                <span className="faint">
                  {words.people(members.filter(({ skills: own }) => own.includes(skill)).length)}
                </span>
              </label>
            ))}
        {choices.length === 0 ? (
          <p className="faint">{kind === 'person' ? words.noColleague : words.noSkills}</p>
        ) : null}
      </div>
      <Input.TextArea
        rows={2}
        maxLength={longestNote}
        aria-label={words.handNote}
        placeholder={words.handNote}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}

interface PersonProps {
  member: RosterMember;
  chosen: string | undefined;
  onChoose: (staffId: string) => void;
}

function Person({ member, chosen, onChoose }: PersonProps) {
  const { staffId, name, status, load, capacity, skills } = member;
  const isFull = load >= capacity;
  return (
    <label className={isFull ? 'receiver receiver-full' : 'receiver'}>
      <input
        type="radio"
        name="receiver"
        disabled={isFull}
        checked={chosen === staffId}
        onChange={() => onChoose(staffId)}
      />
      <PersonAvatar name={name} size={28} />
      <span className="grow">
        <strong>{name}</strong> <span className="faint">{words.skills(skills)}</span>
      </span>
      <span className={`dot dot-${status}`} />
      <span className="faint">{isFull ? words.full : words.load(load, capacity)}</span>
    </label>
  );
}
