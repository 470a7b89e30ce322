import type { ConsentState } from '../../../src/contract/http.js';
import { dayWords } from '../conversations/waiting-time.js';
import { text } from '../strings.js';
import { customersText } from '../strings-marketing.js';

const words = text.customer;

interface ConsentListProps {
  consents: readonly ConsentState[];
  /** Says since when. */
  dated?: boolean;
}

/** What somebody agreed to, refused, or was never asked. */
export function ConsentList({ consents, dated = false }: ConsentListProps) {
  return (
    <ul className="consents">
      {consents.map(({ purpose, granted, decidedAt }) => (
        <li key={purpose}>
          <span>{words.consentPurpose[purpose]}</span>
          <span className={granted === true ? 'consent-yes' : granted === false ? 'consent-no' : 'faint'}>
            {granted === undefined
              ? words.consentUnknown
              : granted
                ? words.consentGranted
                : words.consentRefused}
            {dated && decidedAt !== undefined ? (
              <span className="faint"> {customersText.consentSince(dayWords(decidedAt, Date.now()))}</span>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
