import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Modal, Select, Switch, Typography } from 'antd';
import { useState } from 'react';
import type { StaffAccount, StaffMember } from '../../../src/contract/http.js';
import type { StaffRole } from '../../../src/contract/staff-socket.js';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';
import { fieldErrors, useLeaveGuard } from './use-document.js';
import { accountsKey, useSkills } from './use-skills.js';

const words = text.settings.staff;
const roles: readonly StaffRole[] = ['agent', 'supervisor', 'admin'];
const usualCapacity = 4;

interface MemberDialogProps {
  /** Absent: a new one. */
  account: StaffAccount | undefined;
  isSelf: boolean;
  onClose: () => void;
  /** A password was made, to be told once. */
  onPassword: (name: string, password: string) => void;
}

interface Values {
  name: string;
  email: string;
  role: StaffRole;
  skills: string[];
  capacity: number;
  active: boolean;
}

/** A member of staff: made, changed, closed, given a new password. */
export function MemberDialog({ account, isSelf, onClose, onPassword }: MemberDialogProps) {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const skills = useSkills();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [dirty, setDirty] = useState(false);
  useLeaveGuard(dirty);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: accountsKey });
    } catch (failure) {
      const found = Object.entries(fieldErrors(failure));
      form.setFields(found.map(([path, told]) => ({ name: path as keyof Values, errors: [told] })));
      void message.error(found[0]?.[1] ?? describeFailure(failure));
    } finally {
      setBusy(false);
    }
  };

  const submit = async (): Promise<void> => {
    const values = await form.validateFields().catch(() => undefined);
    if (values === undefined) return;
    await attempt(async () => {
      const { email, active, ...others } = values;
      if (account === undefined) {
        const made = await request<{ staff: StaffMember; password: string }>('/v1/staff', {
          method: 'POST',
          body: { email, ...others },
        });
        setDirty(false);
        onPassword(made.staff.name, made.password);
        return;
      }
      await request(`/v1/staff/${account.staffId}`, { method: 'PUT', body: { active, ...others } });
      setDirty(false);
      void message.success(words.saved);
      onClose();
    });
  };
  const reset = (): void => {
    if (account === undefined) return;
    modal.confirm({
      title: words.resetTitle(account.name),
      content: words.resetHint,
      okText: words.reset,
      cancelText: text.cancel,
      onOk: () =>
        attempt(async () => {
          const made = await request<{ password: string }>(`/v1/staff/${account.staffId}/password`, {
            method: 'POST',
          });
          setDirty(false);
          onPassword(account.name, made.password);
        }),
    });
  };

  return (
    <Modal
      open
      width={460}
      title={account === undefined ? words.add : words.editTitle(account.name)}
      okText={account === undefined ? words.create : words.save}
      cancelText={text.cancel}
      confirmLoading={busy}
      onOk={() => void submit()}
      onCancel={onClose}
      footer={(buttons) => (
        <div className="member-foot">
          {account === undefined || isSelf ? null : (
            <Button type="link" onClick={reset}>
              {words.reset}
            </Button>
          )}
          <span className="grow" />
          {buttons}
        </div>
      )}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={
          account ?? { name: '', email: '', role: 'agent', skills: [], capacity: usualCapacity, active: true }
        }
        onValuesChange={() => setDirty(true)}
      >
        <Form.Item
          name="name"
          label={words.name}
          extra={words.nameHint}
          rules={[{ required: true, whitespace: true, message: text.failure.required }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        {account === undefined ? (
          <Form.Item
            name="email"
            label={words.email}
            rules={[{ required: true, type: 'email', message: text.failure.required }]}
          >
            <Input maxLength={200} autoComplete="off" inputMode="email" />
          </Form.Item>
        ) : null}
        <Form.Item name="role" label={words.role} {...(isSelf ? { extra: words.ownHint } : {})}>
          <Select
            disabled={isSelf}
            options={roles.map((role) => ({ value: role, label: text.role[role] }))}
          />
        </Form.Item>
        <Form.Item name="skills" label={words.skills} extra={words.skillsHint}>
          <Select mode="tags" maxCount={30} options={skills.map((skill) => ({ value: skill }))} />
        </Form.Item>
        <Form.Item
          name="capacity"
          label={words.capacity}
          rules={[{ required: true, message: text.failure.required }]}
        >
          <InputNumber min={1} max={50} precision={0} suffix={words.capacityUnit} className="number-field" />
        </Form.Item>
        {account === undefined || isSelf ? null : (
          <Form.Item name="active" label={words.active} valuePropName="checked" extra={words.activeHint}>
            <Switch />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

interface OneTimePasswordProps {
  name: string;
  password: string;
  onClose: () => void;
}

/** Told once: it cannot be read again. */
export function OneTimePassword({ name, password, onClose }: OneTimePasswordProps) {
  return (
    <Modal
      open
      width={420}
      title={words.passwordTitle}
      closable={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <p>{words.passwordHint(name)}</p>
      <Typography.Text className="one-time" copyable code>
        {password}
      </Typography.Text>
    </Modal>
  );
}
