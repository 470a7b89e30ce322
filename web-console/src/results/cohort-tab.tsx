import type { Cohort, CohortReport } from '../../../src/contract/analytics.js';
import { yuan } from '../cards/money.js';
import { HeatMap } from '../plots/heat-map.js';
import { PlotPanel } from '../plots/plot-panel.js';
import { EmptyNote } from '../shell/failure-note.js';
import { resultsText } from '../strings-results.js';
import { countWords, percentCell, percentWords, yuanCell } from './figures.js';
import { Loaded } from './loaded.js';
import { useCohorts } from './use-results.js';

const words = resultsText.cohorts;

/** Who came back after the first order, month by month. */
export function CohortTab() {
  return (
    <Loaded from={useCohorts()}>
      {(report) =>
        report.cohorts.length === 0 ? (
          <EmptyNote title={words.none} hint={words.noneHint} />
        ) : (
          <Cohorts report={report} />
        )
      }
    </Loaded>
  );
}

function Cohorts({ report: { cohorts, definitions } }: { report: CohortReport }) {
  const longest = Math.max(0, ...cohorts.map(({ returned }) => returned.length));
  const months = Array.from({ length: longest }, (_, index) => words.later(index + 1));
  return (
    <PlotPanel
      title={words.title}
      note={words.note}
      definitions={[
        [words.month, definitions.month],
        [words.people, definitions.customers],
        [words.later(1), definitions.returned],
        [words.worth, definitions.turnoverPerCustomerMinor],
      ]}
      table={{
        columns: [
          words.month,
          words.people,
          `${words.worth}（元）`,
          ...months.map((month) => `${month}（%）`),
        ],
        rows: cohorts.map(({ month, customers, turnoverPerCustomerMinor, returned }) => [
          month,
          customers,
          yuanCell(turnoverPerCustomerMinor),
          ...months.map((_, index) => {
            const share = returned[index];
            return share === undefined ? null : percentCell(share);
          }),
        ]),
      }}
    >
      <HeatMap
        label={words.title}
        corner={words.month}
        columns={months}
        most={Math.max(...cohorts.flatMap(({ returned }) => returned), 0)}
        rows={cohorts.map((cohort) => ({
          key: cohort.month,
          name: (
            <>
              {cohort.month}
              <span className="faint">
                {' · '}
                {countWords(cohort.customers)} · {yuan(cohort.turnoverPerCustomerMinor)}
              </span>
            </>
          ),
          cells: cellsOf(cohort),
        }))}
      />
    </PlotPanel>
  );
}

function cellsOf({ month, returned, lastIsRunning }: Cohort) {
  return returned.map((share, index) => {
    const running = lastIsRunning && index === returned.length - 1;
    return {
      key: String(index),
      value: share,
      shown: percentWords(share),
      told: words.told(month, index + 1, percentWords(share), running),
      running,
    };
  });
}
