import { App, Form, Input, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import type { CampaignSettings as Settings } from '../../../../src/contract/campaigns.js';
import { describeFailure, fieldSentences } from '../../api/problem.js';
import { FailureNote } from '../../shell/failure-note.js';
import { text } from '../../strings.js';
import { campaignSettingsText } from '../../strings-campaigns.js';
import { marketingText } from '../../strings-marketing.js';
import { campaignsApi, type StoredCampaignSettings, useCampaignSettings } from './campaigns-api.js';
import { Field, type FieldErrors, NumberField } from './field.js';

const words = campaignSettingsText;

/** What holds for all campaigns: how often at most, and where messages go that leave the chat. */
export function CampaignSettings({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useCampaignSettings();
  if (data === undefined)
    return (
      <Modal open title={words.title} footer={null} onCancel={onClose}>
        {error === null ? (
          <Skeleton active paragraph={{ rows: 4 }} />
        ) : (
          <FailureNote words={describeFailure(error)} retry={() => void refetch()} />
        )}
      </Modal>
    );
  return (
    <SettingsForm
      stored={data}
      onClose={onClose}
      onSaved={() => {
        void refetch();
        onClose();
      }}
    />
  );
}

interface SettingsFormProps {
  stored: StoredCampaignSettings;
  onClose: () => void;
  onSaved: () => void;
}

function SettingsForm({ stored, onClose, onSaved }: SettingsFormProps) {
  const { message } = App.useApp();
  const [hookUrl, setHookUrl] = useState(stored.hookUrl ?? '');
  const [channel, setChannel] = useState<Settings['channel']>(stored.channel);
  const [perWeek, setPerWeek] = useState<number | null>(stored.perWeek);
  const storedPercent = Math.round(stored.globalHoldout * 1000) / 10;
  const [holdoutPercent, setHoldoutPercent] = useState<number | null>(storedPercent);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const url = hookUrl.trim();
      await campaignsApi.setSettings({
        channel,
        ...(perWeek === null ? {} : { perWeek }),
        ...(url === '' ? {} : { hookUrl: url }),
      });
      if (holdoutPercent !== null && holdoutPercent !== storedPercent)
        await campaignsApi.setGlobalHoldout(holdoutPercent / 100);
      void message.success(marketingText.saved);
      onSaved();
    } catch (failure) {
      const told = fieldSentences(failure);
      setErrors(Object.fromEntries(told.map(({ path, message: complaint }) => [path.join('.'), complaint])));
      if (told.length === 0) void message.error(describeFailure(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={words.title}
      okText={marketingText.save}
      cancelText={text.cancel}
      confirmLoading={busy}
      onOk={() => void save()}
      onCancel={onClose}
      width={480}
    >
      <Form component={false} layout="vertical" requiredMark={false}>
        <NumberField
          id="per-week"
          label={words.perWeek}
          hint={words.perWeekHint}
          error={errors.perWeek}
          narrow
          min={1}
          max={20}
          value={perWeek}
          onChange={setPerWeek}
        />
        <NumberField
          id="global-holdout"
          label={words.holdout}
          hint={words.holdoutHint}
          error={errors.share}
          narrow
          fractions
          min={0}
          max={50}
          suffix="%"
          value={holdoutPercent}
          onChange={setHoldoutPercent}
        />
        <Field id="hook-url" label={words.hookUrl} hint={words.hookUrlHint} error={errors.hookUrl}>
          <Input
            id="hook-url"
            value={hookUrl}
            maxLength={500}
            placeholder={words.hookUrlPlaceholder}
            autoComplete="off"
            onChange={({ target }) => {
              setHookUrl(target.value);
              setErrors({});
            }}
          />
        </Field>
        {hookUrl.trim() === '' ? null : (
          <>
            <Field id="hook-channel" label={words.channel} error={errors.channel}>
              <Select<Settings['channel']>
                id="hook-channel"
                value={channel}
                options={(Object.entries(words.channels) as [Settings['channel'], string][]).map(
                  ([value, label]) => ({ value, label }),
                )}
                onChange={setChannel}
              />
            </Field>
            <Field id="hook-secret" label={words.secret} hint={words.secretHint}>
              <Input.Password id="hook-secret" value={stored.hookSecret} readOnly autoComplete="off" />
            </Field>
          </>
        )}
      </Form>
    </Modal>
  );
}
