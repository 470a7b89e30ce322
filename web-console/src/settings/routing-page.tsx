import { AutoComplete, InputNumber, Radio } from 'antd';
import type { RoutingSettings } from '../../../src/contract/desk.js';
import type { HandOffReason } from '../../../src/contract/intents.js';
import { useTierNames } from '../customer/use-tier-names.js';
import { text } from '../strings.js';
import { DocumentFrame, Field, Group } from './document-frame.js';
import { useDocument } from './use-document.js';
import { useSkills } from './use-skills.js';

const words = text.settings.routing;
const reasons = Object.keys(words.reason) as HandOffReason[];
const tiers = ['silver', 'gold', 'black'];

type NumberName = {
  [Name in keyof RoutingSettings]: RoutingSettings[Name] extends number ? Name : never;
}[keyof RoutingSettings];

/** How waiting conversations find a person. */
export function RoutingPage() {
  const tierNameOf = useTierNames();
  const document = useDocument<RoutingSettings>('/v1/routing');
  const skills = useSkills();
  return (
    <DocumentFrame document={document}>
      {(value) => {
        const change = (part: Partial<RoutingSettings>): void => document.change({ ...value, ...part });
        const number = (name: NumberName, label: string, unit: string, hint?: string) => (
          <Field id={name} label={label} hint={hint} error={document.errors[name]}>
            <InputNumber
              id={name}
              className="number-field"
              value={value[name]}
              min={0}
              precision={0}
              suffix={unit}
              {...(document.errors[name] === undefined ? {} : { status: 'error' as const })}
              onChange={(next) => change({ [name]: next ?? 0 })}
            />
          </Field>
        );
        const skillField = (
          id: string,
          label: string,
          chosen: string | undefined,
          set: (skill: string) => void,
        ) => (
          <Field key={id} id={id} label={label} error={document.errors[id]}>
            <AutoComplete
              id={id}
              className="skill-field"
              value={chosen ?? ''}
              placeholder={words.anyone}
              allowClear
              options={skills.map((skill) => ({ value: skill }))}
              onChange={(next?: string) => set(next?.slice(0, 20) ?? '')}
            />
          </Field>
        );
        return (
          <>
            <Group title={words.mode}>
              <Radio.Group
                className="mode-choice"
                value={value.mode}
                aria-label={words.mode}
                onChange={(event) => change({ mode: event.target.value as RoutingSettings['mode'] })}
              >
                {(['manual', 'automatic'] as const).map((mode) => (
                  <Radio key={mode} value={mode}>
                    <strong>{words[mode]}</strong>
                    <span className="faint">{words[`${mode}Hint`]}</span>
                  </Radio>
                ))}
              </Radio.Group>
            </Group>
            {value.mode === 'automatic' ? (
              <Group title={words.automaticBox}>
                {number('acceptSeconds', words.acceptSeconds, words.seconds, words.acceptHint)}
                {number('affinityDays', words.affinityDays, words.days, words.affinityDaysHint)}
                {number(
                  'affinityHoldSeconds',
                  words.affinityHoldSeconds,
                  words.seconds,
                  words.affinityHoldHint,
                )}
              </Group>
            ) : null}
            <Group title={words.waits}>
              {number('overflowSeconds', words.overflowSeconds, words.seconds, words.overflowHint)}
              {number('escalateSeconds', words.escalateSeconds, words.seconds, words.escalateHint)}
            </Group>
            <Group title={words.skills} hint={words.skillsHint}>
              {reasons.map((reason) =>
                skillField(
                  `skillByReason.${reason}`,
                  words.reason[reason],
                  value.skillByReason[reason],
                  (skill) => {
                    const { [reason]: _, ...others } = value.skillByReason;
                    change({ skillByReason: skill === '' ? others : { ...others, [reason]: skill } });
                  },
                ),
              )}
            </Group>
            <Group title={words.tiers} hint={words.tiersHint}>
              {tiers.map((tier) =>
                skillField(
                  `skillByTier.${tier}`,
                  tierNameOf(tier).short,
                  value.skillByTier[tier],
                  (skill) => {
                    const { [tier]: _, ...others } = value.skillByTier;
                    change({ skillByTier: skill === '' ? others : { ...others, [tier]: skill } });
                  },
                ),
              )}
            </Group>
            <Group title={words.silence}>
              {number('promiseMinutes', words.promiseMinutes, words.minutes, words.promiseHint)}
              {number('idleWarnMinutes', words.idleWarnMinutes, words.minutes)}
              {number('idleCloseMinutes', words.idleCloseMinutes, words.minutes)}
            </Group>
          </>
        );
      }}
    </DocumentFrame>
  );
}
