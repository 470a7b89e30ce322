import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import type { FairnessReport, PriceDifference } from '../../../src/contract/fairness.js';
import { query, request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { moneyWords } from '../cards/money.js';
import { useTierNames } from '../customer/use-tier-names.js';
import { FailureNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { privacyText as words } from '../strings-privacy.js';

const day = 24 * 3600 * 1000;
const isoDay = (at: number): string => new Intl.DateTimeFormat('sv-SE').format(new Date(at));

/** Whether everybody was shown the same prices and public coupons, and how personal coupons were spread. */
export function PriceAudit() {
  const [days, setDays] = useState(() => ({ from: isoDay(Date.now() - 6 * day), to: isoDay(Date.now()) }));
  const { data, error, refetch } = useQuery({
    queryKey: ['privacy', 'prices', days],
    queryFn: () => request<FairnessReport>(`/v1/fairness/prices${query(days)}`),
    placeholderData: keepPreviousData,
    enabled: days.from !== '' && days.to !== '',
  });
  return (
    <div className="privacy-part">
      <p className="faint">{words.pricesHint}</p>
      <div className="privacy-for">
        {(['from', 'to'] as const).map((name) => (
          <label key={name} htmlFor={`audit-${name}`}>
            <span className="faint">{words[name]}</span>
            <Input
              id={`audit-${name}`}
              type="date"
              value={days[name]}
              onChange={(event) => setDays({ ...days, [name]: event.target.value })}
            />
          </label>
        ))}
        <Button href={`/v1/fairness/prices${query({ ...days, format: 'csv' })}`} download>
          {words.csv}
        </Button>
      </div>
      {error !== null ? (
        <FailureNote title={words.failed} words={describeFailure(error)} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton active paragraph={{ rows: 5 }} />
      ) : (
        <Report report={data} />
      )}
    </div>
  );
}

/** What those are called whom something was shown: tiers, and visitors. */
function useAudienceName(): (audience: string) => string {
  const nameOf = useTierNames();
  return (audience) => (audience === 'visitor' ? words.visitor : nameOf(audience).name);
}

function Report({ report }: { report: FairnessReport }) {
  const tierName = useAudienceName();
  const { shown, things, unexplained, differences, publicCoupons, personalCoupons } = report;
  return (
    <>
      <p className={unexplained > 0 ? 'audit-verdict audit-bad' : 'audit-verdict'} role="status">
        <Pill tone={unexplained > 0 ? 'bad' : 'good'}>{unexplained > 0 ? unexplained : '0'}</Pill>
        {unexplained > 0
          ? words.found(unexplained)
          : shown === 0
            ? words.nothingShown
            : words.clean(shown, things)}
      </p>
      {differences.length === 0 ? null : (
        <ul className="privacy-list audit-list">
          {differences.map((one) => (
            <Difference key={`${one.id} ${one.listed}`} one={one} />
          ))}
        </ul>
      )}
      <h3>{words.publicCoupons}</h3>
      {publicCoupons.length === 0 ? (
        <p className="faint">{words.noCoupons}</p>
      ) : (
        <ul className="privacy-list audit-list">
          {publicCoupons.map(({ couponId, title, memberTiers, shown: to }) => (
            <li key={couponId}>
              <strong>{title}</strong>
              <span className="faint">
                {memberTiers.length === 0
                  ? words.everybody
                  : words.only(memberTiers.map(tierName).join('、'))}
              </span>
              <span>
                {to.map(({ audience, times }) => `${tierName(audience)} ${words.times(times)}`).join('，')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3>{words.personalCoupons}</h3>
      <p className="faint">{words.personalHint}</p>
      {personalCoupons.length === 0 ? (
        <p className="faint">{words.noCoupons}</p>
      ) : (
        <ul className="privacy-list audit-list">
          {personalCoupons.map(({ couponId, title, byTier, bySegment, valueMinor, percentOff }) => (
            <li key={couponId}>
              <strong>{title}</strong>
              <span className="faint">
                {valueMinor
                  ? words.spread(yuan(valueMinor.min), yuan(valueMinor.median), yuan(valueMinor.max))
                  : percentOff
                    ? words.spread(`${percentOff.min}%`, `${percentOff.median}%`, `${percentOff.max}%`)
                    : ''}
              </span>
              <span>
                {byTier
                  .map(({ tier, customers, accepted }) =>
                    words.spreadLine(tierName(tier), customers, accepted),
                  )
                  .join('；')}
                <span className="audit-segments faint">
                  {words.bySegment}
                  {bySegment.length === 0
                    ? words.noSegment
                    : bySegment
                        .map(({ segment, customers, accepted }) =>
                          words.spreadLine(`「${segment}」`, customers, accepted),
                        )
                        .join('；')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Difference({ one }: { one: PriceDifference }) {
  const tierName = useAudienceName();
  const terms = (text: string): string => (one.kind === 'product' ? priceOf(text) : text);
  return (
    <li>
      <strong>
        {words.kindOf[one.kind]} · {one.title === '' ? one.id : one.title}
      </strong>
      <span>
        <Pill tone={one.explainedBy === undefined ? 'bad' : 'plain'}>
          {one.explainedBy === undefined ? words.unexplained : words.changedMeanwhile}
        </Pill>
      </span>
      <span>
        {one.kind === 'product' ? `${words.listed} ${priceOf(one.listed)}；` : ''}
        {one.shown
          .map(
            ({ terms: text, times, audiences }) =>
              `${words.shownAs} ${terms(text)}（${audiences.map(tierName).join('、')}，${words.times(times)}）`,
          )
          .join('；')}
      </span>
    </li>
  );
}

function yuan(minor: number): string {
  return moneyWords({ amountMinor: minor, currency: 'CNY' });
}

/** `9900 CNY` as money. */
function priceOf(text: string): string {
  const [amount = '0', currency = 'CNY'] = text.split(' ');
  return moneyWords({ amountMinor: Number(amount), currency });
}
