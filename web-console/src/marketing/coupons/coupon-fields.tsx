import { AutoComplete, Checkbox, Form, type FormInstance, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { CouponFields as Choices } from '../../../../src/contract/marketing-console.js';
import { couponText } from '../../strings-coupons.js';
import { ProductPicker } from '../product-picker.js';
import { type CouponForm, fitsForm } from './coupon-form.js';
import { CountInput, FoldInput, MomentInput, MoneyInput } from './field-inputs.js';

const words = couponText;

interface CouponFieldsProps {
  form: FormInstance<CouponForm>;
  /** What the fields begin with. */
  initial: CouponForm;
  values: CouponForm;
  choices: Choices;
  disabled: boolean;
  /** Somebody holds one: what was promised stays. */
  held: boolean;
  onEdited: () => void;
}

/** The fields of a coupon, those of other kinds left out. */
export function CouponFields({
  form,
  initial,
  values,
  choices,
  disabled,
  held,
  onEdited,
}: CouponFieldsProps) {
  const { kind, distribution } = values;
  const shown = (name: keyof CouponForm): boolean => fitsForm(name, values);
  const zone = words.zone(choices.timeZone);
  return (
    <Form<CouponForm>
      form={form}
      initialValues={initial}
      layout="vertical"
      requiredMark={false}
      disabled={disabled}
      className="coupon-form"
      onValuesChange={(changed: Partial<CouponForm>) => {
        const { scope, ...plain } = changed;
        form.setFields([
          ...(Object.keys(plain) as (keyof typeof plain)[]).map((name) => ({ name, errors: [] })),
          ...(Object.keys(scope ?? {}) as (keyof CouponForm['scope'])[]).map((list) => ({
            name: ['scope', list] as ['scope', typeof list],
            errors: [],
          })),
        ]);
        onEdited();
      }}
    >
      <Group title={words.groups.basic}>
        <Form.Item name="kind" label={words.kindLabel} className="span">
          <Radio.Group
            optionType="button"
            disabled={disabled || held}
            options={Object.entries(words.kind).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="title" label={words.title}>
          <Input maxLength={60} placeholder={words.titlePlaceholder} autoComplete="off" />
        </Form.Item>
        <Form.Item name="description" label={words.description}>
          <Input maxLength={500} placeholder={words.descriptionHint} autoComplete="off" />
        </Form.Item>
        {shown('thresholdMinor') ? (
          <Form.Item name="thresholdMinor" label={words.thresholdMinor}>
            <MoneyInput disabled={disabled || held} placeholder={words.thresholdHint} />
          </Form.Item>
        ) : null}
        {kind === 'percent' ? (
          <>
            <Form.Item name="percentOff" label={words.percentOff}>
              <FoldInput disabled={disabled || held} placeholder={words.percentHint} />
            </Form.Item>
            <Form.Item name="maxDiscountMinor" label={words.maxDiscountMinor}>
              <MoneyInput disabled={disabled || held} placeholder={words.unlimited} />
            </Form.Item>
          </>
        ) : null}
        {kind === 'percent' || kind === 'flash' ? null : (
          <Form.Item name="valueMinor" label={words.value[kind]}>
            <MoneyInput disabled={disabled || held} />
          </Form.Item>
        )}
        {kind === 'gift' ? (
          <Form.Item
            name="giftProductId"
            label={words.giftProductId}
            getValueProps={(value?: string) => ({ value: value ? [value] : [] })}
            getValueFromEvent={(ids: string[]) => ids.at(-1)}
          >
            <ProductPicker disabled={disabled || held} placeholder={words.giftProductId} />
          </Form.Item>
        ) : null}
        {kind === 'flash' ? (
          <>
            <Form.Item name="flashPriceMinor" label={words.flashPriceMinor}>
              <MoneyInput disabled={disabled || held} />
            </Form.Item>
            <Form.Item name={['scope', 'products']} label={words.flashProduct}>
              <ProductPicker most={1} disabled={disabled || held} placeholder={words.flashProduct} />
            </Form.Item>
          </>
        ) : null}
      </Group>

      {kind === 'flash' ? null : (
        <Group title={words.groups.scope} hint={words.scopeHint}>
          <Words name="categories" options={choices.categories} disabled={disabled || held} />
          <Words name="brands" options={choices.brands} disabled={disabled || held} />
          <Form.Item name={['scope', 'products']} label={words.products} className="span">
            <ProductPicker
              disabled={disabled || held}
              placeholder={words.everything}
              label={words.products}
            />
          </Form.Item>
          <Words name="excludedCategories" options={choices.categories} disabled={disabled || held} />
          <Words name="excludedBrands" options={choices.brands} disabled={disabled || held} />
          <Form.Item name={['scope', 'excludedProducts']} label={words.excludedProducts} className="span">
            <ProductPicker
              disabled={disabled || held}
              placeholder={words.nothing}
              label={words.excludedProducts}
            />
          </Form.Item>
        </Group>
      )}

      <Group title={words.groups.people}>
        {kind === 'flash' ? null : (
          <>
            <Form.Item name="distribution" label={words.distribution} className="span">
              <Radio.Group
                optionType="button"
                disabled={disabled || held}
                options={Object.entries(words.distributions).map(([value, label]) => ({ value, label }))}
              />
            </Form.Item>
            {distribution === 'public' ? (
              <Form.Item name="publicCode" label={words.publicCode}>
                <Input
                  maxLength={32}
                  disabled={disabled || held}
                  placeholder={words.publicCodePlaceholder}
                  autoComplete="off"
                />
              </Form.Item>
            ) : null}
          </>
        )}
        <Form.Item name="memberTiers" label={words.memberTiers}>
          <Select
            mode="multiple"
            disabled={disabled || held}
            placeholder={words.everyTier}
            options={choices.tiers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="channels" label={words.channels}>
          <Select
            mode="tags"
            disabled={disabled || held}
            placeholder={words.everyChannel}
            options={choices.channels.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Form.Item name="newCustomersOnly" valuePropName="checked" className="span tight">
          <Checkbox disabled={disabled || held}>{words.newCustomersOnly}</Checkbox>
        </Form.Item>
        <Form.Item name="personal" valuePropName="checked" className="span tight">
          <Checkbox>{words.personal}</Checkbox>
        </Form.Item>
      </Group>

      <Group title={words.groups.time} hint={zone}>
        <Form.Item name="validFrom" label={words.validFrom}>
          <MomentInput timeZone={choices.timeZone} disabled={disabled || held} />
        </Form.Item>
        <Form.Item name="validUntil" label={words.validUntil}>
          <MomentInput timeZone={choices.timeZone} />
        </Form.Item>
        {shown('validDaysAfterClaim') ? (
          <Form.Item name="validDaysAfterClaim" label={words.validDaysAfterClaim}>
            <CountInput disabled={disabled || held} placeholder={words.validDaysHint} />
          </Form.Item>
        ) : null}
      </Group>

      <Group title={words.groups.caps}>
        <Form.Item name="totalCap" label={words.totalCap}>
          <CountInput placeholder={words.totalHint} />
        </Form.Item>
        <Form.Item name="budgetMinor" label={words.budgetMinor} tooltip={words.budgetHint}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="perCustomerCap" label={words.perCustomerCap}>
          <CountInput placeholder={words.unlimited} />
        </Form.Item>
        <Form.Item name="perDeviceCap" label={words.perDeviceCap}>
          <CountInput placeholder={words.unlimited} />
        </Form.Item>
        <Form.Item name="periodCap" label={words.periodCap}>
          <CountInput placeholder={words.unlimited} />
        </Form.Item>
        <Form.Item name="period" label={words.periodLabel}>
          <Select
            disabled={disabled || held}
            options={Object.entries(words.period).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="liabilityCapMinor" label={words.liabilityCapMinor} tooltip={words.liabilityHint}>
          <MoneyInput placeholder={words.unlimited} />
        </Form.Item>
      </Group>

      <Group title={words.groups.stacking}>
        <Form.Item name="stacking" className="span tight">
          <Radio.Group
            disabled={disabled || held}
            options={Object.entries(words.stack).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        {values.stacking === 'named' ? (
          <Form.Item name="stackGroup" label={words.stackGroup}>
            <AutoComplete
              disabled={disabled || held}
              options={choices.stackGroups.map((value) => ({ value }))}
              placeholder={words.stackGroup}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="exclusive" valuePropName="checked" className="span tight">
          <Checkbox disabled={disabled || held}>{words.exclusive}</Checkbox>
        </Form.Item>
      </Group>
    </Form>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="coupon-group">
      <h3>{title}</h3>
      {hint === undefined ? null : <p className="faint">{hint}</p>}
      <div className="coupon-grid">{children}</div>
    </section>
  );
}

interface WordsProps {
  name: 'categories' | 'brands' | 'excludedCategories' | 'excludedBrands';
  options: readonly string[];
  disabled: boolean;
}

function Words({ name, options, disabled }: WordsProps) {
  return (
    <Form.Item name={['scope', name]} label={words[name]}>
      <Select
        mode="multiple"
        disabled={disabled}
        placeholder={name.startsWith('excluded') ? words.nothing : words.everything}
        options={options.map((value) => ({ value, label: value }))}
      />
    </Form.Item>
  );
}
