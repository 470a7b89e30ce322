import type { RfmReport } from '../../../src/contract/analytics.js';
import { yuan } from '../cards/money.js';
import { customersIn } from '../customers/customers-api.js';
import { HeatMap } from '../plots/heat-map.js';
import { PlotPanel } from '../plots/plot-panel.js';
import { navigate } from '../routing/router.js';
import { EmptyNote } from '../shell/failure-note.js';
import { resultsText } from '../strings-results.js';
import { countWords, percentCell, percentWords, yuanCell } from './figures.js';
import { Loaded } from './loaded.js';
import { useRfm } from './use-results.js';

const words = resultsText.members;

/** Members by how lately and how often they buy. */
export function MemberTab() {
  return (
    <Loaded from={useRfm()}>
      {(report) =>
        report.customers === 0 ? (
          <EmptyNote title={words.none} hint={words.noneHint(countWords(report.others))} />
        ) : (
          <Members report={report} />
        )
      }
    </Loaded>
  );
}

function Members({ report: { cells, customers, others, definitions } }: { report: RfmReport }) {
  const [, , , people = '', average = '', share = ''] = words.columns;
  return (
    <PlotPanel
      title={words.title}
      note={words.note(countWords(customers), countWords(others))}
      definitions={[
        [words.columns[0] ?? '', definitions.recency],
        [words.columns[1] ?? '', definitions.frequency],
        [people, definitions.customers],
        [average, definitions.averageSpentMinor],
        [share, definitions.shareOfTurnover],
      ]}
      table={{
        columns: words.columns,
        rows: cells.map((cell) => [
          cell.recency,
          cell.frequency,
          cell.name,
          cell.customers,
          yuanCell(cell.averageSpentMinor),
          percentCell(cell.shareOfTurnover),
        ]),
      }}
    >
      <HeatMap
        label={words.title}
        corner={words.corner}
        columns={words.frequency}
        most={Math.max(...cells.map((cell) => cell.customers))}
        rows={[5, 4, 3, 2, 1].map((recency) => ({
          key: String(recency),
          name: words.recency[recency - 1],
          cells: cells
            .filter((cell) => cell.recency === recency)
            .map((cell) => ({
              key: String(cell.frequency),
              value: cell.customers,
              shown: (
                <span className="rfm-cell">
                  <b>{countWords(cell.customers)}</b>
                  <span>{cell.name}</span>
                  <span>{cell.averageSpentMinor === null ? '' : yuan(cell.averageSpentMinor)}</span>
                </span>
              ),
              ...(cell.customers === 0
                ? {}
                : { onOpen: () => navigate(customersIn({ r: cell.recency, f: cell.frequency })) }),
              told: words.told(
                cell.name,
                countWords(cell.customers),
                cell.averageSpentMinor === null ? '–' : yuan(cell.averageSpentMinor),
                percentWords(cell.shareOfTurnover),
              ),
            })),
        }))}
      />
    </PlotPanel>
  );
}
