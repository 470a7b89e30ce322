import { Alert } from 'antd';
import type { OverallReport } from '../../../src/contract/experiments.js';
import { PlotPanel } from '../plots/plot-panel.js';
import { Pill } from '../shell/pill.js';
import { resultsText } from '../strings-results.js';
import {
  countWords,
  dayWords,
  moreMoneyWords,
  percentWords,
  pointCell,
  pointWords,
  rangeWords,
  yuanCell,
} from './figures.js';
import { Loaded } from './loaded.js';
import { useAllCampaigns } from './use-results.js';

const words = resultsText.overall;
const perThousand = 1000;
const round = (value: number) => Math.round(value * 10) / 10;
const moreOrdersWords = (value: number) => `${value > 0 ? '+' : ''}${round(value * perThousand)} 单`;
const orderCell = (value: number | null) => (value === null ? null : round(value * perThousand));

/** What all campaigns together brought, against customers who get none. */
export function OverallCard() {
  return (
    <Loaded from={useAllCampaigns()}>
      {(report) =>
        report.state === 'off' ? (
          <p className="faint overall-off">{words.off}</p>
        ) : (
          <Overall report={report} />
        )
      }
    </Loaded>
  );
}

function Overall({ report }: { report: Extract<OverallReport, { state: 'ready' }> }) {
  const { definitions, groups, sampleRatio } = report;
  const rows = [
    { name: words.buyers, figure: report.buyers, told: pointWords, cell: pointCell },
    { name: words.orders, figure: report.orders, told: moreOrdersWords, cell: orderCell },
    { name: words.money, figure: report.revenueMinor, told: moreMoneyWords, cell: yuanCell },
    { name: words.cost, figure: report.costMinor, told: moreMoneyWords, cell: yuanCell },
  ];
  const [campaigns, left] = groups;
  return (
    <PlotPanel
      title={words.title}
      note={words.note(
        dayWords(report.from),
        percentWords(report.share),
        countWords(campaigns?.customers ?? 0),
        countWords(left?.customers ?? 0),
      )}
      definitions={[
        [words.customers, definitions.customers],
        [words.buyers, definitions.buyers],
        [words.orders, definitions.orders],
        [words.money, definitions.revenueMinor],
        [words.cost, definitions.costMinor],
        [words.contacts, definitions.contacts],
        ['', definitions.interval],
      ]}
      table={{
        columns: [words.figure, words.value, words.low, words.high],
        rows: rows.map(({ name, figure, cell }) => [
          name,
          cell(figure.value),
          cell(figure.low),
          cell(figure.high),
        ]),
      }}
    >
      {report.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      <dl className="totals">
        {rows.map(({ name, figure, told }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {told(figure.value)}
              <small>{rangeWords(figure.low, figure.high, told)}</small>
            </dd>
          </div>
        ))}
      </dl>
      <p className="checks">
        <Pill tone={sampleRatio.broken ? 'bad' : 'good'}>
          {sampleRatio.broken ? words.ratioBroken : words.ratioFine}
        </Pill>
        <Pill tone="plain">{words.reached(countWords(campaigns?.contacts ?? 0))}</Pill>
      </p>
    </PlotPanel>
  );
}
