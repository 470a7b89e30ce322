import { ArrowRightOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { Explained } from './explained.js';
import type { FullTrace } from './full-trace.js';
import { markWords } from './marked-words.js';

const words = text.trace;

/** From what the shopper wrote to the words that were looked for, step by step, with what was read beside them. */
export function ReadingPanel({ trace }: { trace: FullTrace }) {
  const { match, normalization, slots, mood, readings } = trace;
  const changed = normalization?.steps ?? [];
  return (
    <section className="panel">
      <h3>
        {words.reading} <span className="panel-note">{words.readingHint}</span>
      </h3>
      <dl className="facts">
        <Fact name={words.steps.raw}>{trace.text}</Fact>
        {changed.length === 0 ? null : (
          <Fact name={words.steps.normalization} told={words.told.normalization}>
            <ol className="steps">
              {changed.map(({ name, text: after }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step may run in two rounds
                <li key={index}>
                  <span className="faint">{words.normalizationStep[name] ?? name}</span> {after}
                </li>
              ))}
            </ol>
          </Fact>
        )}
        {match === undefined ? null : (
          <>
            <Fact name={words.steps.normalized}>
              {match.normalized === trace.text ? (
                <span className="faint">{words.unchanged}</span>
              ) : (
                match.normalized
              )}
            </Fact>
            <Fact name={words.steps.words} told={words.told.words}>
              <span className="words">
                {markWords(match).map(({ word, means, dropped }, index) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: the same word may stand twice in a sentence
                    key={index}
                    className={dropped ? 'cut cut-dropped' : means === undefined ? 'cut' : 'cut cut-read'}
                  >
                    {word}
                    {means === undefined ? null : (
                      <>
                        <ArrowRightOutlined />
                        <strong>{means}</strong>
                      </>
                    )}
                  </span>
                ))}
              </span>
            </Fact>
            <Fact name={words.stage} told={words.told.stage}>
              {words.stageName[match.stage]}
              <span className="faint"> · {words.vectorName[match.vector]}</span>
            </Fact>
            {match.synonyms.length === 0 ? null : (
              <Fact name={words.steps.synonyms} told={words.told.synonyms}>
                {match.synonyms.map(({ said, means }) => `${said} → ${means}`).join('，')}
              </Fact>
            )}
            {match.stopWords.length === 0 ? null : (
              <Fact name={words.steps.stopWords} told={words.told.stopWords}>
                {match.stopWords.join('，')}
              </Fact>
            )}
          </>
        )}
        {Object.keys(slots).length === 0 ? null : (
          <Fact name={text.bench.slots} told={words.told.slots}>
            <Pills
              pairs={Object.entries(slots).map(([name, value]) => [words.slotName[name] ?? name, value])}
            />
          </Fact>
        )}
        {readings === undefined ? null : <Readings readings={readings} />}
        {mood === undefined ? null : (
          <>
            <Fact name={text.bench.angry} told={words.told.angry}>
              <Level value={mood.angry} />
            </Fact>
            <Fact name={text.bench.negative} told={words.told.negative}>
              <Level value={mood.negative} />
            </Fact>
          </>
        )}
      </dl>
    </section>
  );
}

function Readings({ readings }: { readings: NonNullable<FullTrace['readings']> }) {
  const { dates = [], amounts = [], priceRange, confirmation, details } = readings;
  return (
    <>
      {dates.length === 0 ? null : (
        <Fact name={words.dates} told={words.told.dates}>
          <Pills pairs={dates.map(({ said, from, to }) => [said, words.day(from, to)])} />
        </Fact>
      )}
      {amounts.length === 0 ? null : (
        <Fact name={words.amounts} told={words.told.amounts}>
          <Pills
            pairs={amounts.map(({ said, minMinor, maxMinor }) => [said, words.yuan(minMinor, maxMinor)])}
          />
        </Fact>
      )}
      {priceRange === undefined ? null : (
        <Fact name={words.priceRange}>{words.yuan(priceRange.minMinor, priceRange.maxMinor)}</Fact>
      )}
      {confirmation === undefined ? null : (
        <Fact name={words.confirmation} told={words.told.confirmation}>
          {words.confirmed[confirmation]}
        </Fact>
      )}
      {details === undefined || Object.keys(details).length === 0 ? null : (
        <Fact name={words.details}>
          <Pills
            pairs={Object.entries(details).map(([name, value]) => [words.detailName[name] ?? name, value])}
          />
        </Fact>
      )}
    </>
  );
}

function Pills({ pairs }: { pairs: readonly (readonly [name: string, value: string])[] }) {
  return (
    <span className="words">
      {pairs.map(([name, value]) => (
        <Pill key={`${name} ${value}`} tone="info">
          {name} = {value}
        </Pill>
      ))}
    </span>
  );
}

function Fact({ name, told, children }: { name: string; told?: string; children: ReactNode }) {
  return (
    <div>
      <dt>{told === undefined ? name : <Explained told={told}>{name}</Explained>}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Level({ value }: { value: number }) {
  return (
    <div className="score">
      <span className="score-rail score-mood">
        <span style={{ width: `${Math.min(1, Math.max(0, value)) * 100}%` }} />
      </span>
      <span className="number">{value.toFixed(2)}</span>
    </div>
  );
}
