import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Skeleton } from 'antd';
import type { CampaignDryRun, CampaignView } from '../../../../src/contract/campaigns.js';
import { describeFailure } from '../../api/problem.js';
import { percentWords, pointWords } from '../../results/figures.js';
import { Link } from '../../routing/link.js';
import { pathTo } from '../../routing/router.js';
import { EmptyNote, FailureNote } from '../../shell/failure-note.js';
import { Pill } from '../../shell/pill.js';
import { useMedia } from '../../shell/use-media.js';
import { campaignText, dryRunText } from '../../strings-campaigns.js';
import { shareWords } from './campaign-words.js';
import { useDryRun } from './campaigns-api.js';

const words = dryRunText;

/** Who would get a campaign now, who would not, and why. Nobody is drawn or told by looking. */
export function DryRunDrawer({ campaign, onClose }: { campaign: CampaignView; onClose: () => void }) {
  const narrow = useMedia('(max-width: 720px)');
  const { data, error, isFetching, refetch } = useDryRun(campaign);
  return (
    <Drawer
      open
      size={narrow ? '100%' : 560}
      title={`${words.title} · ${campaign.name}`}
      onClose={onClose}
      extra={
        <Button
          icon={<ReloadOutlined />}
          aria-label={words.again}
          title={words.again}
          loading={isFetching}
          onClick={() => void refetch()}
        />
      }
      rootClassName="dry-run-drawer"
    >
      <p className="faint dry-run-promise">{words.promise}</p>
      {isFetching ? (
        <div role="status">
          <p>{words.running}</p>
          <Skeleton active paragraph={{ rows: 8 }} />
        </div>
      ) : error !== null ? (
        <FailureNote words={describeFailure(error)} retry={() => void refetch()} />
      ) : data === undefined ? null : (
        <Outcome campaign={campaign} run={data} />
      )}
    </Drawer>
  );
}

function Outcome({ campaign: { delivery }, run }: { campaign: CampaignView; run: CampaignDryRun }) {
  const reached = run.arms.reduce((sum, { size }) => sum + size, 0);
  const armName = (arm: string): string => campaignText.arm(arm);
  const lines = [
    ...run.arms.map(({ arm, size }) => ({ key: arm, name: words.arm(armName(arm)), size, tone: 'good' })),
    { key: 'holdout', name: words.holdout, size: run.holdout, tone: 'info' },
  ];
  const left = [...run.excluded].sort((a, b) => b.size - a.size);
  return (
    <div className="dry-run">
      {run.complete ? null : (
        <Alert type="warning" showIcon title={words.incomplete} description={words.incompleteHint} />
      )}
      {run.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      {run.audience === 0 ? (
        <EmptyNote title={words.noOne} hint={words.noOneHint} />
      ) : (
        <>
          <p className="dry-run-head">
            <span>{words.headline[delivery.kind]}</span>
            <strong data-testid="dry-run-reached">{words.people(reached)}</strong>
            <span className="faint">
              {run.complete ? words.ofAudience(run.audience) : words.ofLooked(run.audience)}
            </span>
          </p>
          {delivery.kind === 'chat' ? <p className="faint">{words.inChatNote}</p> : null}
          {delivery.kind === 'trigger' ? (
            <p className="faint">{words.triggerNote(campaignText.triggers[delivery.on])}</p>
          ) : null}
          <Bars lines={lines} whole={run.audience} />
          {left.length === 0 ? null : (
            <>
              <h3>{words.excludedTitle}</h3>
              <Bars
                lines={left.map(({ reason, size }) => ({
                  key: reason,
                  name: words.excluded[reason],
                  size,
                  tone: 'plain',
                }))}
                whole={run.audience}
              />
            </>
          )}
          <h3>{words.sample}</h3>
          <p className="faint dry-run-promise">{words.sampleHint}</p>
          <ul className="dry-run-people">
            {run.sample.map(({ customerId, name, reason, arm, excluded, estimate }) => (
              <li key={customerId} data-customer={customerId}>
                <span className="dry-run-person">
                  <Link href={pathTo('customers', customerId)}>{name}</Link>
                  <span className="grow" />
                  {arm === undefined ? (
                    <Pill tone={excluded === 'holdout' ? 'info' : 'plain'}>
                      {words.excluded[excluded ?? 'not-in-audience']}
                    </Pill>
                  ) : (
                    <Pill tone="good">{words.willGet(armName(arm))}</Pill>
                  )}
                </span>
                <span className="faint">{reason}</span>
                {estimate ? (
                  <span className="faint">
                    {words.expected(percentWords(estimate.base), pointWords(estimate.uplift), estimate.by)}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface BarsProps {
  lines: readonly { key: string; name: string; size: number; tone: string }[];
  whole: number;
}

/** One bar a line, as a share of everybody who was looked at. */
function Bars({ lines, whole }: BarsProps) {
  return (
    <ul className="dry-run-bars">
      {lines.map(({ key, name, size, tone }) => (
        <li key={key} data-outcome={key}>
          <span className="dry-run-line">
            <span className="grow">{name}</span>
            <b className="figures-font">{words.people(size)}</b>
            <span className="faint figures-font">{shareWords(whole === 0 ? 0 : size / whole)}</span>
          </span>
          <span className="dry-run-bar" aria-hidden>
            <span
              className={`dry-run-fill dry-run-${tone}`}
              style={{ width: shareWords(size / Math.max(1, whole)) }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
