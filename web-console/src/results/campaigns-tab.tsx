import type { CampaignLine } from '../../../src/contract/analytics.js';
import { Link } from '../routing/link.js';
import { pathTo } from '../routing/router.js';
import { EmptyNote } from '../shell/failure-note.js';
import { Pill, type Tone } from '../shell/pill.js';
import { resultsText } from '../strings-results.js';
import { CampaignView } from './campaign-view.js';
import { countWords, dayWords } from './figures.js';
import { Loaded } from './loaded.js';
import { OverallCard } from './overall-card.js';
import { useCampaigns } from './use-results.js';

const words = resultsText.campaigns;
const tones: Record<string, Tone> = { running: 'good', paused: 'warn', ended: 'plain', draft: 'info' };

/** All campaigns, and what the chosen one brought; the newest one that anybody is in when none is chosen. */
export function CampaignsTab({ chosen }: { chosen: string | undefined }) {
  return (
    <Loaded from={useCampaigns()}>
      {({ campaigns }) => {
        const open = chosen ?? (campaigns.find(({ customers }) => customers > 0) ?? campaigns[0])?.campaignId;
        if (open === undefined) return <EmptyNote title={words.none} hint={words.noneHint} />;
        return (
          <>
            <OverallCard />
            <div className="results-split">
              <CampaignLinks tab="campaigns" campaigns={campaigns} open={open} />
              <CampaignView key={open} campaignId={open} />
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

interface CampaignLinksProps {
  tab: 'campaigns' | 'uplift';
  campaigns: readonly CampaignLine[];
  open: string;
}

export function CampaignLinks({ tab, campaigns, open }: CampaignLinksProps) {
  return (
    <nav className="campaign-list" aria-label={words.choose}>
      {campaigns.map(({ campaignId, name, state, startsAt, endsAt, customers }) => (
        <Link
          key={campaignId}
          href={pathTo('results', tab, campaignId)}
          className="campaign-link"
          {...(campaignId === open ? { 'aria-current': 'true' as const } : {})}
        >
          <span className="campaign-name">
            <b className="ellipsis">{name}</b>
            <Pill tone={tones[state] ?? 'plain'}>{words.state[state] ?? state}</Pill>
          </span>
          <span className="faint">
            {dayWords(startsAt)} – {dayWords(endsAt)}
          </span>
          <span className="faint">{words.people(countWords(customers))}</span>
        </Link>
      ))}
    </nav>
  );
}
