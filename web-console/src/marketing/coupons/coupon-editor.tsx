import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { CouponDetail, CouponStatus } from '../../../../src/contract/coupons.js';
import type { CouponFields as Choices } from '../../../../src/contract/marketing-console.js';
import { describeFailure, fieldSentences } from '../../api/problem.js';
import { ConflictChoice } from '../../editing/conflict-choice.js';
import { useNewerVersion } from '../../editing/use-newer-version.js';
import { navigate, pathTo } from '../../routing/router.js';
import { useLeaveGuard } from '../../settings/use-document.js';
import { text } from '../../strings.js';
import { couponText } from '../../strings-coupons.js';
import { marketingText } from '../../strings-marketing.js';
import { CardPreview, useCardPreview } from './card-preview.js';
import { CouponCounters, CouponStatusPill } from './coupon-counters.js';
import { CouponFields } from './coupon-fields.js';
import { bodyOf, type CouponForm, formOf, newCouponForm } from './coupon-form.js';
import { couponsApi, couponWritten } from './coupons-api.js';

const words = couponText;

interface CouponEditorProps {
  /** What the server has; undefined for a new one. */
  stored: CouponDetail | undefined;
  choices: Choices;
  back: ReactNode;
  reload: () => Promise<CouponDetail | undefined>;
}

const valuesOf = (coupon: CouponDetail | undefined): CouponForm =>
  coupon === undefined ? newCouponForm() : formOf(coupon);

/** The form of a coupon with the card beside it, and its way from draft to end. */
export function CouponEditor({ stored, choices, back, reload }: CouponEditorProps) {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<CouponForm>();
  const [base, setBase] = useState(stored);
  const [values, setValues] = useState<CouponForm>(() => valuesOf(stored));
  /** Raised where the form begins anew with other content. */
  const [edition, setEdition] = useState(0);
  const [busy, setBusy] = useState<'save' | CouponStatus>();
  const body = bodyOf(values);
  const dirty = JSON.stringify(body) !== JSON.stringify(bodyOf(valuesOf(base)));
  const preview = useCardPreview(body);
  const missing = preview.data?.problems.length ?? 0;
  const over = base?.status === 'ended';
  const newer = useNewerVersion(base?.version, reload);
  useLeaveGuard(dirty);
  // Only now the form knows the other content; what it does not fill must not stay.
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with every edition
  useEffect(() => form.resetFields(), [form, edition]);

  const accept = (next: CouponDetail): void => {
    setBase(next);
    newer.settle();
    setValues(formOf(next));
    setEdition(edition + 1);
    couponWritten(queries, next);
  };
  const toldFailure = async (failure: unknown): Promise<void> => {
    const newest = await newer.behind(failure);
    if (newest !== undefined) {
      if (dirty) newer.show(newest);
      else {
        accept(newest);
        void message.info(words.conflict);
      }
      return;
    }
    const told = fieldSentences(failure);
    form.setFields(
      told.map(({ path, message: complaint }) => ({
        name: path as unknown as keyof CouponForm,
        errors: [complaint.startsWith('请填整数') ? text.failure.required : complaint],
      })),
    );
    const [first] = told;
    if (first !== undefined) form.scrollToField(first.path, { block: 'center' });
    void message.error(first === undefined ? describeFailure(failure) : marketingText.fix);
  };
  const save = async (): Promise<void> => {
    setBusy('save');
    try {
      const saved = base === undefined ? await couponsApi.create(body) : await couponsApi.update(base, body);
      accept(saved);
      void message.success(marketingText.saved);
      if (base === undefined)
        navigate(pathTo('marketing', 'coupons', saved.id), { replace: true, saved: true });
    } catch (failure) {
      await toldFailure(failure);
    } finally {
      setBusy(undefined);
    }
  };
  const become = async (coupon: CouponDetail, status: CouponStatus): Promise<void> => {
    setBusy(status);
    try {
      const next = await couponsApi.setStatus(coupon, status);
      setBase(next);
      couponWritten(queries, next);
      void message.success(words.changedTo(words.status[status]));
    } catch (failure) {
      await toldFailure(failure);
    } finally {
      setBusy(undefined);
    }
  };
  const end = (coupon: CouponDetail): void => {
    modal.confirm({
      title: words.endTitle,
      content: words.endHint,
      okText: words.act.ended,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      onOk: () => become(coupon, 'ended'),
    });
  };

  return (
    <div className="coupon-editor">
      <div className="editing">
        <div className="editing-form">
          {back}
          {newer.theirs === undefined ? null : (
            <ConflictChoice
              title={words.conflictTitle}
              onKeepMine={() => {
                setBase(newer.theirs);
                newer.settle();
              }}
              onTakeTheirs={() => newer.theirs && accept(newer.theirs)}
            />
          )}
          {over ? (
            <Alert type="info" showIcon title={words.endedHint} />
          ) : base?.held === true ? (
            <Alert type="info" showIcon title={words.heldTitle} description={words.heldHint} />
          ) : null}
          <CouponFields
            key={edition}
            initial={values}
            form={form}
            values={values}
            choices={choices}
            disabled={over}
            held={base?.held === true}
            onEdited={() => setValues({ ...form.getFieldsValue(true) })}
          />
        </div>
        <aside className="editing-aside">
          <CardPreview preview={preview} />
          {base === undefined ? null : <CouponCounters coupon={base} />}
        </aside>
      </div>
      <footer className="editing-foot">
        {base === undefined ? null : <CouponStatusPill status={base.status} />}
        {dirty ? <span className="editing-dirty">{marketingText.unsaved}</span> : null}
        {dirty && missing > 0 ? <span className="faint">{words.missingFields(missing)}</span> : null}
        <span className="grow" />
        {base === undefined || over ? null : (
          <>
            <Button type="text" danger disabled={busy !== undefined} onClick={() => end(base)}>
              {words.act.ended}
            </Button>
            {base.status === 'active' ? (
              <Button
                loading={busy === 'paused'}
                disabled={busy !== undefined}
                onClick={() => void become(base, 'paused')}
              >
                {words.act.paused}
              </Button>
            ) : (
              <Button
                loading={busy === 'active'}
                disabled={busy !== undefined || dirty}
                title={dirty ? words.saveFirst : ''}
                onClick={() => void become(base, 'active')}
              >
                {base.status === 'draft' ? words.act.active : words.act.resume}
              </Button>
            )}
          </>
        )}
        {over ? null : (
          <Button
            type="primary"
            loading={busy === 'save'}
            disabled={busy !== undefined || !dirty}
            onClick={() => void save()}
          >
            {marketingText.save}
          </Button>
        )}
      </footer>
    </div>
  );
}
