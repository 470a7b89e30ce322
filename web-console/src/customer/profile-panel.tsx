import { Button, Tooltip } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Leaning, PersonalFigures, ProfileView } from '../../../src/contract/profile.js';
import { yuan } from '../cards/money.js';
import { dayWords } from '../conversations/waiting-time.js';
import { text } from '../strings.js';
import { churnLevel, leaningsShown, percentWords } from './profile-words.js';
import './profile-panel.css';

const words = text.profile;

/** What is computed of the customer, the segments, and, on demand, why. */
export function ProfilePanel({ profile }: { profile: ProfileView }) {
  const [reasons, setReasons] = useState(false);
  const list = useId();
  const { personal, withheld, segments, basics } = profile;
  return (
    <section className="profile">
      <div className="profile-title">
        <h3>{words.title}</h3>
        {personal === undefined && segments.length === 0 ? null : (
          <Button
            type="link"
            size="small"
            aria-expanded={reasons}
            aria-controls={list}
            onClick={() => setReasons(!reasons)}
          >
            {reasons ? words.hideReasons : words.showReasons}
          </Button>
        )}
      </div>
      <div id={list} className="profile-rows">
        {basics.nextTier === undefined ? null : (
          <Row label={words.nextTier} reason={undefined}>
            {basics.nextTier.reason}
          </Row>
        )}
        {personal === undefined ? null : <Figures personal={personal} reasons={reasons} />}
        {withheld === undefined ? null : <p className="profile-withheld">{words.withheld[withheld]}</p>}
        {segments.length === 0 ? null : (
          <Row label={words.segments} reason={undefined}>
            {segments.map(({ segmentId, name, reason }) => (
              <Chip key={segmentId} hint={reason} reason={reasons ? reason : undefined}>
                {name}
              </Chip>
            ))}
          </Row>
        )}
      </div>
    </section>
  );
}

function Figures({ personal, reasons }: { personal: PersonalFigures; reasons: boolean }) {
  const { rfm, lifecycle, value, churn, usualGapDays, couponSensitivity, replenishment } = personal;
  const why = (figure: { reason: string }) => (reasons ? figure.reason : undefined);
  return (
    <>
      <div className="profile-chips">
        {rfm === undefined ? null : (
          <Chip hint={rfm.reason} reason={why(rfm)} strong>
            {rfm.value.name}
          </Chip>
        )}
        {lifecycle === undefined ? null : (
          <Chip hint={lifecycle.reason} reason={why(lifecycle)}>
            {lifecycle.value}
          </Chip>
        )}
      </div>
      {value === undefined ? null : (
        <Row label={words.value} reason={why(value)}>
          {yuan(Math.round(value.value / 100) * 100)}
        </Row>
      )}
      {churn === undefined ? null : (
        <Row label={words.churn} reason={why(churn)}>
          <span className={`churn-${churnLevel(churn.value)}`}>
            {words.churnLevel[churnLevel(churn.value)]} {percentWords(churn.value)}
          </span>
        </Row>
      )}
      {usualGapDays === undefined ? null : (
        <Row label={words.gap} reason={why(usualGapDays)}>
          {words.everyDays(usualGapDays.value)}
        </Row>
      )}
      {couponSensitivity === undefined ? null : (
        <Row label={words.coupon} reason={why(couponSensitivity)}>
          {couponSensitivity.value.level}
        </Row>
      )}
      {leaningsShown(personal).map(({ sort, figure }) => (
        <Row key={sort} label={`${words.leanings}${words.leaningOf[sort]}`} reason={why(figure)}>
          {figure.value.slice(0, 3).map((leaning: Leaning) => (
            <Chip key={leaning.name} hint={words.times(leaning.lift)} reason={undefined}>
              {leaning.name}
            </Chip>
          ))}
        </Row>
      ))}
      {replenishment === undefined ? null : (
        <Row label={words.replenishment} reason={why(replenishment)}>
          <ul className="profile-due">
            {replenishment.value.slice(0, 2).map(({ productId, title, dueOn }) => (
              <li key={productId}>
                <span className="ellipsis">{title}</span>
                <span className="faint">{words.dueOn(dayWords(dueOn, Date.now()))}</span>
              </li>
            ))}
          </ul>
        </Row>
      )}
      {value === undefined || !reasons ? null : (
        <p className="profile-reason">{words.asOf(dayWords(value.asOf, Date.now()))}</p>
      )}
    </>
  );
}

function Row({
  label,
  reason,
  children,
}: {
  label: string;
  reason: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="profile-row">
      <span className="profile-label">{label}</span>
      <div className="profile-value">{children}</div>
      {reason === undefined ? null : <p className="profile-reason">{reason}</p>}
    </div>
  );
}

/** A word with its reason when pointed at or focused, and below it when reasons are shown. */
function Chip({
  hint,
  reason,
  strong = false,
  children,
}: {
  hint: string;
  reason: string | undefined;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <span className="profile-chip-frame">
      <Tooltip title={hint} trigger={['hover', 'focus']}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable by keyboard as well */}
        <span className={strong ? 'profile-chip profile-chip-strong' : 'profile-chip'} tabIndex={0}>
          {children}
        </span>
      </Tooltip>
      {reason === undefined ? null : <span className="profile-reason">{reason}</span>}
    </span>
  );
}
