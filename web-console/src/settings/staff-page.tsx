import { PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import type { StaffAccount } from '../../../src/contract/http.js';
import { describeFailure } from '../api/problem.js';
import { useDesk } from '../live/desk-context.js';
import { FailureNote } from '../shell/failure-note.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { MemberDialog, OneTimePassword } from './member-dialog.js';
import { useAccounts } from './use-skills.js';

const words = text.settings.staff;

/** Who works here: role, skills, how much at a time, and whether the account is in use. */
export function StaffPage() {
  const { staff } = useDesk();
  const { data, error, refetch } = useAccounts();
  const [edited, setEdited] = useState<StaffAccount | 'new'>();
  const [told, setTold] = useState<{ name: string; password: string }>();
  if (data === undefined) {
    return error === null ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 6 }} />
    ) : (
      <FailureNote title={text.settings.failed} words={describeFailure(error)} retry={() => void refetch()} />
    );
  }
  return (
    <div className="members">
      <div className="members-bar">
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {words.add}
        </Button>
      </div>
      <ul>
        {data.items.map((account) => (
          <li key={account.staffId} className={account.active ? 'member' : 'member member-closed'}>
            <PersonAvatar name={account.name} size={36} />
            <div className="member-who">
              <div>
                <strong>{account.name}</strong>
                {account.staffId === staff.staffId ? <Pill tone="brand">{words.you}</Pill> : null}
              </div>
              <span className="faint ellipsis">{account.email}</span>
            </div>
            <span className="member-role">{text.role[account.role]}</span>
            <span className="member-skills">
              {account.skills.length === 0 ? (
                <span className="faint">{words.all}</span>
              ) : (
                account.skills.map((skill) => <Pill key={skill}>{skill}</Pill>)
              )}
            </span>
            <span className="member-capacity">
              <span className="faint">{words.capacity}</span> {account.capacity}
            </span>
            <span className="member-state">
              {account.active ? (
                account.mustChangePassword ? (
                  <Pill tone="warn">{words.waiting}</Pill>
                ) : (
                  <Pill tone="good">{words.active}</Pill>
                )
              ) : (
                <Pill>{words.closed}</Pill>
              )}
            </span>
            <Button
              size="small"
              aria-label={words.editTitle(account.name)}
              onClick={() => setEdited(account)}
            >
              {words.edit}
            </Button>
          </li>
        ))}
      </ul>
      {edited === undefined ? null : (
        <MemberDialog
          account={edited === 'new' ? undefined : edited}
          isSelf={edited !== 'new' && edited.staffId === staff.staffId}
          onClose={() => setEdited(undefined)}
          onPassword={(name, password) => {
            setEdited(undefined);
            setTold({ name, password });
          }}
        />
      )}
      {told === undefined ? null : <OneTimePassword {...told} onClose={() => setTold(undefined)} />}
    </div>
  );
}
