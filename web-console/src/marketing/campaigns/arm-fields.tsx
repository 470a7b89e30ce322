import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Radio, Tooltip } from 'antd';
import { campaignText } from '../../strings-campaigns.js';
import { couponText } from '../../strings-coupons.js';
import { type ArmDraft, armShares, type CampaignDraft, mostArms, newArm } from './campaign-draft.js';
import { isService, shareWords, variablesFor } from './campaign-words.js';
import { useCouponNamed } from './campaigns-api.js';
import { CouponPicker } from './coupon-picker.js';
import { complaintAt, Field, type FieldErrors, Section } from './field.js';

const words = campaignText;
const mostLetters = 300;

interface ArmFieldsProps {
  draft: CampaignDraft;
  disabled: boolean;
  errors: FieldErrors;
  onChange: (arms: ArmDraft[]) => void;
}

/** What each group gets. */
export function ArmFields({ draft, disabled, errors, onChange }: ArmFieldsProps) {
  const { arms } = draft;
  const shares = armShares(draft);
  return (
    <Section title={words.sections.arms} {...(disabled ? {} : { hint: words.addArmHint })}>
      {arms.map((arm, index) => (
        <OneArm
          key={arm.key}
          arm={arm}
          draft={draft}
          share={shares[index] ?? 0}
          alone={arms.length === 1}
          disabled={disabled}
          errors={errors}
          path={`arms.${index}`}
          onChange={(next) => onChange(arms.map((each) => (each.key === arm.key ? next : each)))}
          onRemove={() => onChange(arms.filter(({ key }) => key !== arm.key))}
        />
      ))}
      {disabled || arms.length >= mostArms ? null : (
        <Button icon={<PlusOutlined />} onClick={() => onChange([...arms, newArm(arms)])}>
          {words.addArm}
        </Button>
      )}
    </Section>
  );
}

interface OneArmProps {
  arm: ArmDraft;
  draft: CampaignDraft;
  share: number;
  alone: boolean;
  disabled: boolean;
  errors: FieldErrors;
  path: string;
  onChange: (arm: ArmDraft) => void;
  onRemove: () => void;
}

function OneArm({ arm, draft, share, alone, disabled, errors, path, onChange, onRemove }: OneArmProps) {
  const { delivery } = draft;
  const inChat = delivery.kind === 'chat';
  const offers = inChat ? (['coupon'] as const) : isService(delivery) ? (['none'] as const) : allOffers;
  // What another way of sending allowed stays visible until it is changed: the server would refuse it.
  const shown = allOffers.filter(
    (kind) => kind === arm.offer || (offers as readonly string[]).includes(kind),
  );
  const own = errors[path] ?? errors[`${path}.id`];
  return (
    <fieldset className="campaign-arm">
      <legend className="hidden-visually">{words.arm(arm.id)}</legend>
      <div className="campaign-arm-head">
        <strong>{words.arm(arm.id)}</strong>
        <span className="faint figures-font">{words.armShare(shareWords(share))}</span>
        <span className="grow" />
        {alone ? null : (
          <label className="campaign-weight" htmlFor={`weight-${arm.key}`}>
            {words.weight}
            <InputNumber<number>
              id={`weight-${arm.key}`}
              size="small"
              value={arm.weight}
              disabled={disabled}
              min={0.1}
              max={1000}
              {...(errors[`${path}.weight`] === undefined ? {} : { status: 'error' as const })}
              onChange={(weight) => onChange({ ...arm, weight })}
            />
          </label>
        )}
        {alone || disabled ? null : (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={words.removeArm}
            onClick={onRemove}
          />
        )}
      </div>
      {own === undefined && errors[`${path}.weight`] === undefined ? null : (
        <p className="setting-error">{own ?? errors[`${path}.weight`]}</p>
      )}
      {inChat ? null : (
        <MessageField
          arm={arm}
          delivery={delivery}
          disabled={disabled}
          error={complaintAt(errors, `${path}.message`)}
          onChange={(message) => onChange({ ...arm, message })}
        />
      )}
      {shown.length === 1 && arm.offer !== 'coupon' ? null : (
        <Field
          label={inChat && shown.length === 1 ? words.coupon : words.offer}
          {...(arm.offer === 'coupon' ? { id: `coupon-${arm.key}` } : {})}
          error={complaintAt(errors, `${path}.offer`)}
        >
          {shown.length === 1 ? null : (
            <Radio.Group
              value={arm.offer}
              disabled={disabled}
              options={shown.map((kind) => ({ value: kind, label: words.offerKind[kind] }))}
              onChange={({ target }) => onChange({ ...arm, offer: target.value as ArmDraft['offer'] })}
            />
          )}
          {arm.offer === 'coupon' ? (
            <CouponPicker
              id={`coupon-${arm.key}`}
              value={arm.couponId}
              disabled={disabled}
              onChange={(couponId) => onChange({ ...arm, couponId })}
            />
          ) : null}
        </Field>
      )}
      {arm.offer === 'coupon' && !disabled ? <CouponNotes couponId={arm.couponId} /> : null}
    </fieldset>
  );
}

const allOffers = ['none', 'products', 'coupon'] as const;

/** What the chosen coupon itself stands in the way of. */
function CouponNotes({ couponId }: { couponId: string | null }) {
  const { data: coupon } = useCouponNamed(couponId);
  if (!coupon) return null;
  const notes = [
    ...(coupon.status === 'active' ? [] : [words.couponNotRunning(couponText.status[coupon.status])]),
    ...(coupon.personal ? [] : [words.couponOpen]),
  ];
  return notes.map((note) => (
    <p key={note} className="campaign-warn">
      {note}
    </p>
  ));
}

interface MessageFieldProps {
  arm: ArmDraft;
  delivery: CampaignDraft['delivery'];
  disabled: boolean;
  error: string | undefined;
  onChange: (message: string) => void;
}

function MessageField({ arm, delivery, disabled, error, onChange }: MessageFieldProps) {
  const id = `message-${arm.key}`;
  return (
    <Field
      id={id}
      label={words.message}
      error={error}
      hint={
        <span className="campaign-variables">
          {words.variables}
          {variablesFor(delivery, arm.offer === 'coupon').map((name) => (
            <Tooltip key={name} title={words.variableHint[name]}>
              <Button
                size="small"
                disabled={disabled}
                onClick={() => onChange(`${arm.message}${words.insert(name)}`.slice(0, mostLetters))}
              >
                {words.insert(name)}
              </Button>
            </Tooltip>
          ))}
        </span>
      }
    >
      <Input.TextArea
        id={id}
        value={arm.message}
        disabled={disabled}
        maxLength={mostLetters}
        autoSize={{ minRows: 2, maxRows: 6 }}
        placeholder={words.messagePlaceholder}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
