import { InputNumber } from 'antd';
import type { PrivacySettings } from '../../../src/contract/privacy.js';
import { DocumentFrame, Field, Group } from '../settings/document-frame.js';
import { useDocument } from '../settings/use-document.js';
import { privacyText as words } from '../strings-privacy.js';

/** Days of grace, and how long words, traces and behaviour are kept. */
export function Retention() {
  const document = useDocument<PrivacySettings>('/v1/privacy/settings');
  return (
    <DocumentFrame document={document}>
      {(value) => (
        <Group title={words.settings} hint={words.settingsHint}>
          <Field id="graceDays" label={words.grace} error={document.errors.graceDays}>
            <InputNumber
              id="graceDays"
              min={0}
              max={30}
              precision={0}
              value={value.graceDays}
              onChange={(days) => document.change({ ...value, graceDays: days ?? 0 })}
            />
          </Field>
          {(['messages', 'traces', 'events'] as const).map((name) => (
            <Field key={name} id={name} label={words[name]} error={document.errors[`retention.${name}`]}>
              <InputNumber
                id={name}
                min={30}
                max={3650}
                precision={0}
                placeholder={words.forever}
                value={value.retention[name]}
                onChange={(days) =>
                  document.change({ ...value, retention: { ...value.retention, [name]: days } })
                }
              />
            </Field>
          ))}
        </Group>
      )}
    </DocumentFrame>
  );
}
