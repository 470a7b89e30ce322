import { Alert } from 'antd';
import type { CampaignResult } from '../../../src/contract/analytics.js';
import type { ExperimentReport, ReportedComparison } from '../../../src/contract/experiments.js';
import { yuan } from '../cards/money.js';
import { BarFunnel } from '../plots/bar-funnel.js';
import { DotWhisker } from '../plots/dot-whisker.js';
import { LineBand } from '../plots/line-band.js';
import { PlotPanel } from '../plots/plot-panel.js';
import { EmptyNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { resultsText } from '../strings-results.js';
import {
  countWords,
  dayWords,
  moreMoneyWords,
  moreWords,
  percentWords,
  pointCell,
  pointWords,
  rangeWords,
  yuanCell,
} from './figures.js';
import { Loaded } from './loaded.js';
import { useCampaign } from './use-results.js';
import { isOpen, readable, type Span, verdictOf } from './verdict.js';

const words = resultsText.campaigns;
const steps = ['customers', 'triggered', 'exposed', 'seen', 'claimed', 'redeemed', 'converted'] as const;

/** One campaign: what was asked, what may be said, and the figures behind it. */
export function CampaignView({ campaignId }: { campaignId: string }) {
  return (
    <Loaded from={useCampaign(campaignId)}>
      {(result) => (
        <div className="campaign">
          <Asked result={result} />
          {result.report.groups.every(({ customers }) => customers === 0) ? (
            <EmptyNote title={words.nobody} hint={words.nobodyHint} />
          ) : (
            <>
              <Verdict report={result.report} />
              <Effects report={result.report} />
              <OverTime result={result} />
              <Groups report={result.report} />
              <Totals report={result.report} />
            </>
          )}
        </div>
      )}
    </Loaded>
  );
}

function Asked({ result: { planned, report } }: { result: CampaignResult }) {
  const rows = [
    [words.goal, planned.goal],
    [words.time, `${dayWords(planned.startsAt)} – ${dayWords(planned.endsAt)}`],
    [
      words.control,
      [
        planned.holdoutShare > 0 ? words.holdout(percentWords(planned.holdoutShare)) : words.noHoldout,
        ...(planned.plannedPeople === null ? [] : [words.planned(countWords(planned.plannedPeople))]),
      ].join('，'),
    ],
    [words.window, words.windowHours(report.attributionHours)],
    [words.budget, planned.budgetMinor === null ? words.noBudget : yuan(planned.budgetMinor)],
    ...(planned.message === '' ? [] : [[words.message, planned.message]]),
  ];
  return (
    <section className="plot-panel">
      <div className="plot-head">
        <h2>{report.name}</h2>
        <span className="faint">{words.asked}</span>
      </div>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What may be concluded, in words, and what stands against it. */
function Verdict({ report }: { report: ExperimentReport }) {
  const open = isOpen(report);
  return (
    <section className="verdict" aria-label={words.checks}>
      {report.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      {report.comparisons.map((comparison) => {
        const verdict = verdictOf(report, comparison);
        const arm = words.groupName(comparison.arm);
        const points = pointWords(Math.abs(comparison.conversion.value)).replace('+', '');
        if (verdict === 'silent') return null;
        return verdict === 'unclear' ? (
          <Alert key={comparison.arm} type="info" showIcon title={words.unclear(arm)} />
        ) : verdict === 'better' ? (
          <Alert key={comparison.arm} type="success" showIcon title={words.better(arm, points)} />
        ) : (
          <Alert key={comparison.arm} type="error" showIcon title={words.worse(arm, points)} />
        );
      })}
      <p className="checks">
        <Pill tone={report.sampleRatio.broken ? 'bad' : 'good'}>
          {report.sampleRatio.broken ? words.ratioBroken : words.ratioFine}
        </Pill>
        {report.comparisons.flatMap(({ arm, guardrails }) =>
          guardrails.map(({ name, state }) => (
            <Pill
              key={`${arm} ${name}`}
              tone={state === 'safe' ? 'good' : state === 'broken' ? 'bad' : 'plain'}
            >
              {report.comparisons.length > 1 ? `${words.groupName(arm)} ` : ''}
              {words.guardrailState[state](words.guardrail[name])}
            </Pill>
          )),
        )}
      </p>
      <p className="faint">
        {open ? words.whileRunning : words.atTheEnd}
        {report.stillOpen > 0 ? words.open(countWords(report.stillOpen)) : ''}
      </p>
    </section>
  );
}

function Effects({ report }: { report: ExperimentReport }) {
  if (report.comparisons.length === 0) return null;
  const open = isOpen(report);
  const rowsOf = (name: 'conversion' | 'revenue') =>
    report.comparisons.map((each: ReportedComparison) => ({
      name: words.groupName(each.arm),
      ...readable(each[name], open),
    }));
  const plots = [
    { name: 'conversion', title: words.conversion, told: pointWords, cell: pointCell, tone: 1 },
    { name: 'revenue', title: words.revenue, told: moreMoneyWords, cell: yuanCell, tone: 2 },
  ] as const;
  return (
    <div className="results-pair">
      {plots.map(({ name, title, told, cell, tone }) => {
        const rows = rowsOf(name);
        return (
          <PlotPanel
            key={name}
            title={title}
            definitions={[
              [title, report.definitions[name]],
              ['', open ? report.definitions.anytime : undefined],
            ]}
            table={{
              columns: [words.group, words.value, words.low, words.high],
              rows: rows.map((row) => [row.name, cell(row.value), cell(row.low), cell(row.high)]),
            }}
          >
            {rows.every(({ low, high }) => low === null && high === null) ? (
              <p className="faint">{words.tooFew}</p>
            ) : (
              <DotWhisker label={title} rows={rows} words={told} tone={tone} />
            )}
          </PlotPanel>
        );
      })}
    </div>
  );
}

const toneOf = (index: number): 1 | 2 | 3 => ([1, 2, 3] as const)[index % 3] ?? 1;

function OverTime({ result: { overTime, definitions } }: { result: CampaignResult }) {
  const days = [...new Set(overTime.flatMap((line) => line.days.map(({ day }) => day)))].sort();
  const lines = overTime.map(({ arm, days: own }, index) => ({
    name: words.groupName(arm),
    tone: toneOf(index),
    points: days.map((day) => {
      // On a day on which nothing happened in this arm, all is as it was.
      const { conversion } = own.findLast((each) => each.day <= day) ?? {
        conversion: { value: 0, low: null, high: null },
      };
      const told = `${day} ${words.groupName(arm)} ${pointWords(conversion.value)}${rangeWords(conversion.low, conversion.high, pointWords)}`;
      return { ...conversion, told };
    }),
  }));
  return (
    <PlotPanel
      title={words.lift}
      note={words.liftNote}
      definitions={[[words.lift, definitions.overTime]]}
      table={{
        columns: [words.day, words.group, words.customers, words.value, words.low, words.high],
        rows: overTime.flatMap(({ arm, days: own }) =>
          own.map(({ day, customers, conversion }) => [
            day,
            words.groupName(arm),
            customers,
            pointCell(conversion.value),
            pointCell(conversion.low),
            pointCell(conversion.high),
          ]),
        ),
      }}
    >
      {days.length === 0 ? (
        <p className="faint">{words.noDays}</p>
      ) : (
        <LineBand
          label={words.lift}
          places={days.map((day) => day.slice(5))}
          lines={lines}
          words={pointWords}
        />
      )}
    </PlotPanel>
  );
}

function Groups({ report: { groups, definitions } }: { report: ExperimentReport }) {
  return (
    <PlotPanel
      title={words.groups}
      definitions={steps.map((step) => [words.steps[step], definitions[step]] as const)}
      table={{
        columns: [words.group, ...steps.map((step) => words.steps[step])],
        rows: groups.map((group) => [words.groupName(group.id), ...steps.map((step) => group[step])]),
      }}
    >
      <div className="results-pair">
        {groups.map((group, index) => (
          <div key={group.id}>
            <h3 className="group-name">{words.groupName(group.id)}</h3>
            <BarFunnel
              whole={group.customers}
              tone={group.id === 'holdout' ? 3 : (index % 2) + 1}
              steps={steps.map((step) => ({
                name: words.steps[step],
                meaning: definitions[step],
                value: group[step],
              }))}
            />
          </div>
        ))}
      </div>
    </PlotPanel>
  );
}

function Totals({ report }: { report: ExperimentReport }) {
  const open = isOpen(report);
  const groupOf = (arm: string) => report.groups.find(({ id }) => id === arm);
  const costOf = (arm: string): number => groupOf(arm)?.costMinor ?? 0;
  const rows = report.comparisons.map(({ arm, conversion, revenue }) => {
    const customers = groupOf(arm)?.customers ?? 0;
    return {
      arm,
      orders: overEverybody(readable(conversion, open), customers),
      money: overEverybody(readable(revenue, open), customers),
    };
  });
  return (
    <PlotPanel
      title={words.totals}
      definitions={[
        [words.orders, report.definitions.incrementalOrders],
        [words.money, report.definitions.incrementalRevenueMinor],
        [words.cost, report.definitions.costMinor],
      ]}
      table={{
        columns: [words.group, words.orders, words.money, words.cost],
        rows: rows.map(({ arm, orders, money }) => [
          words.groupName(arm),
          Math.round(orders.value),
          yuanCell(money.value),
          yuanCell(costOf(arm)),
        ]),
      }}
    >
      {rows.map(({ arm, orders, money }) => (
        <dl key={arm} className="totals">
          <div>
            <dt>
              {words.groupName(arm)} {words.orders}
            </dt>
            <dd>
              {moreWords(orders.value)}
              <small>{rangeWords(orders.low, orders.high, moreWords)}</small>
            </dd>
          </div>
          <div>
            <dt>{words.money}</dt>
            <dd>
              {moreMoneyWords(money.value)}
              <small>{rangeWords(money.low, money.high, moreMoneyWords)}</small>
            </dd>
          </div>
          <div>
            <dt>{words.cost}</dt>
            <dd>{yuan(costOf(arm))}</dd>
          </div>
        </dl>
      ))}
    </PlotPanel>
  );
}

/** A difference per customer, of all customers of an arm. */
function overEverybody({ value, low, high }: Span, customers: number): Span {
  const times = (side: number | null) => (side === null ? null : side * customers);
  return { value: value * customers, low: times(low), high: times(high) };
}
