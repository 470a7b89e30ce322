import { Tooltip } from 'antd';
import type { CouponFunnel, CouponReport } from '../../../src/contract/analytics.js';
import { moneyWords } from '../cards/money.js';
import { BarFunnel } from '../plots/bar-funnel.js';
import { PlotPanel } from '../plots/plot-panel.js';
import { EmptyNote } from '../shell/failure-note.js';
import { resultsText } from '../strings-results.js';
import { countWords, moreWords, rangeWords, yuanCell } from './figures.js';
import { Loaded } from './loaded.js';
import { useCoupons } from './use-results.js';

const words = resultsText.coupons;
const steps = ['offered', 'seen', 'claimed', 'redeemed'] as const;

/** How far each coupon came, what it still may cost, and what it brought. */
export function CouponTab() {
  return (
    <Loaded from={useCoupons()}>
      {(report) =>
        report.coupons.length === 0 ? (
          <EmptyNote title={words.none} hint={words.noneHint} />
        ) : (
          <Coupons report={report} />
        )
      }
    </Loaded>
  );
}

function Coupons({ report: { coupons, definitions } }: { report: CouponReport }) {
  return (
    <PlotPanel
      title={words.title}
      definitions={[
        ...steps.map((step) => [words.steps[step], definitions[step]] as const),
        [words.uses, definitions.uses],
        [words.incremental, definitions.effects],
        [words.liability, definitions.liabilityMinor],
        [words.left, definitions.leftMinor],
      ]}
      table={{
        columns: [
          words.name,
          ...steps.map((step) => words.steps[step]),
          words.uses,
          words.incremental,
          words.spent,
          words.liability,
          words.left,
        ],
        rows: coupons.map((coupon) => [
          coupon.title,
          ...steps.map((step) => coupon[step]),
          coupon.uses,
          coupon.effects.length === 0 ? null : Math.round(broughtBy(coupon)),
          yuanCell(coupon.spentMinor),
          yuanCell(coupon.liabilityMinor),
          yuanCell(coupon.leftMinor),
        ]),
      }}
    >
      <div className="coupon-grid">
        {coupons.map((coupon) => (
          <Coupon key={coupon.couponId} coupon={coupon} definitions={definitions} />
        ))}
      </div>
    </PlotPanel>
  );
}

const broughtBy = ({ effects }: CouponFunnel): number =>
  effects.reduce((sum, { incrementalOrders }) => sum + incrementalOrders.value, 0);

function Coupon({ coupon, definitions }: { coupon: CouponFunnel; definitions: Record<string, string> }) {
  const money = (amountMinor: number): string => moneyWords({ amountMinor, currency: coupon.currency });
  const facts = [
    [words.uses, definitions.uses, countWords(coupon.uses)],
    [words.spent, definitions.spentMinor, money(coupon.spentMinor)],
    [words.liability, definitions.liabilityMinor, money(coupon.liabilityMinor)],
    [
      words.left,
      definitions.leftMinor,
      `${money(coupon.leftMinor)}（${words.of(money(coupon.budgetMinor))}）`,
    ],
  ] as const;
  return (
    <article className="coupon">
      <h3>{coupon.title}</h3>
      <BarFunnel
        whole={Math.max(coupon.offered, coupon.claimed)}
        steps={steps.map((step) => ({
          name: words.steps[step],
          meaning: definitions[step],
          value: coupon[step],
        }))}
      />
      <dl className="facts">
        {facts.map(([name, meaning, told]) => (
          <div key={name}>
            <dt>
              <Tooltip title={meaning} trigger={['hover', 'focus']}>
                <button type="button" className="plot-term">
                  {name}
                </button>
              </Tooltip>
            </dt>
            <dd>{told}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Tooltip title={definitions.effects} trigger={['hover', 'focus']}>
              <button type="button" className="plot-term">
                {words.incremental}
              </button>
            </Tooltip>
          </dt>
          <dd>
            {coupon.effects.length === 0 ? <span className="faint">{words.noControl}</span> : null}
            {coupon.effects.map(({ arm, campaignName, otherCoupons, incrementalOrders: brought }) => (
              <div key={arm}>
                {moreWords(brought.value)}
                {rangeWords(brought.low, brought.high, moreWords)}{' '}
                <span className="faint">{words.byCampaign(campaignName, otherCoupons)}</span>
              </div>
            ))}
          </dd>
        </div>
      </dl>
    </article>
  );
}
