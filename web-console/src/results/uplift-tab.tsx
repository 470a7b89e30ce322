import { Alert } from 'antd';
import type { UpliftReport } from '../../../src/contract/analytics.js';
import { LineBand } from '../plots/line-band.js';
import { PlotPanel } from '../plots/plot-panel.js';
import { EmptyNote } from '../shell/failure-note.js';
import { resultsText } from '../strings-results.js';
import { CampaignLinks } from './campaigns-tab.js';
import { countWords, dayWords, numberWords, percentWords } from './figures.js';
import { Loaded } from './loaded.js';
import { useCampaigns, useUplift } from './use-results.js';

const words = resultsText.uplift;

/** Whether the model of effects knows whom a campaign moves, for the chosen campaign or the newest that ended. */
export function UpliftTab({ chosen }: { chosen: string | undefined }) {
  return (
    <Loaded from={useCampaigns()}>
      {({ campaigns }) => {
        const over = campaigns.filter(({ state, customers }) => state !== 'draft' && customers > 0);
        const open = chosen ?? (over.find(({ state }) => state === 'ended') ?? over[0])?.campaignId;
        if (open === undefined) return <EmptyNote title={words.none} hint={words.noneHint} />;
        return (
          <div className="results-split">
            <CampaignLinks tab="uplift" campaigns={over} open={open} />
            <Uplift key={open} campaignId={open} />
          </div>
        );
      }}
    </Loaded>
  );
}

function Uplift({ campaignId }: { campaignId: string }) {
  return (
    <Loaded from={useUplift(campaignId)}>
      {(report) => {
        switch (report.state) {
          case 'running':
            return <EmptyNote title={words.running(dayWords(report.readyAt))} hint={words.noneHint} />;
          case 'too-few':
            return (
              <EmptyNote
                title={words.tooFew}
                hint={report.missing
                  .map(({ what, have, needed }) => words.missing[what](countWords(needed - have)))
                  .join('；')}
              />
            );
          case 'ready':
            return <Curve report={report} />;
          default:
            return report satisfies never;
        }
      }}
    </Loaded>
  );
}

function Curve({ report }: { report: Extract<UpliftReport, { state: 'ready' }> }) {
  const { points, qini, definitions } = report;
  const lines = [
    { name: words.byUplift, figure: 'byUplift', tone: 1, dashed: false },
    { name: words.byLikelyToBuy, figure: 'byLikelyToBuy', tone: 2, dashed: false },
    { name: words.random, figure: 'random', tone: 3, dashed: true },
  ] as const;
  const [low, high] = [qini.low ?? Number.NEGATIVE_INFINITY, qini.high ?? Number.POSITIVE_INFINITY];
  const verdict = low > 0 ? 'good' : high < 0 ? 'bad' : 'unsure';
  return (
    <div className="campaign">
      <Alert
        type={verdict === 'good' ? 'success' : verdict === 'bad' ? 'error' : 'info'}
        showIcon
        title={words[verdict]}
        description={words.qini(numberWords(qini.value), numberWords(low), numberWords(high))}
      />
      <PlotPanel
        title={words.title}
        note={words.note}
        definitions={[
          ...lines.map(({ name, figure }) => [name, definitions[figure]] as const),
          ['Qini', definitions.qini],
          [countWords(report.customers), definitions.customers],
        ]}
        table={{
          columns: [`${words.share}（%）`, ...lines.map(({ name }) => name)],
          rows: points.map((point) => [
            Math.round(point.share * 100),
            ...lines.map(({ figure }) => Math.round(point[figure] * 10) / 10),
          ]),
        }}
      >
        <LineBand
          label={words.title}
          places={points.map(({ share }) => percentWords(share))}
          words={numberWords}
          lines={lines.map(({ figure, ...line }) => ({
            ...line,
            points: points.map((point) => ({
              value: point[figure],
              told: words.told(line.name, percentWords(point.share), numberWords(point[figure])),
            })),
          }))}
        />
      </PlotPanel>
    </div>
  );
}
