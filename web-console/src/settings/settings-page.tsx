import { PrivacyPage } from '../privacy/privacy-page.js';
import { Link } from '../routing/link.js';
import { pathTo, usePlace } from '../routing/router.js';
import { NotFoundPage } from '../shell/dead-ends.js';
import { text } from '../strings.js';
import { ClosingPage } from './closing-page.js';
import { HoursPage } from './hours-page.js';
import { KeysPage } from './keys-page.js';
import { LevelsPage } from './levels-page.js';
import { RoutingPage } from './routing-page.js';
import { StaffPage } from './staff-page.js';
import './settings.css';

const pages = {
  hours: HoursPage,
  routing: RoutingPage,
  levels: LevelsPage,
  closing: ClosingPage,
  staff: StaffPage,
  keys: KeysPage,
  privacy: PrivacyPage,
} as const;
type PageName = keyof typeof pages;
const names = Object.keys(pages) as PageName[];

/** The shop's settings, one page each. */
export function SettingsPage() {
  const asked = usePlace().parts[1] ?? 'hours';
  const name = names.find((each) => each === asked);
  if (name === undefined) return <NotFoundPage />;
  const Page = pages[name];
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={text.nav.settings}>
        {names.map((each) => (
          <Link
            key={each}
            href={pathTo('settings', each)}
            {...(each === name ? { 'aria-current': 'page' as const } : {})}
          >
            {text.settings.pages[each]}
          </Link>
        ))}
      </nav>
      <div className="settings-page">
        <Page key={name} />
      </div>
    </div>
  );
}
