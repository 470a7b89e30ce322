import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Card } from '../../../../src/contract/cards.js';
import type { Message } from '../../../../src/contract/messages.js';
import { fill, wordsIn } from '../../strings/strings.js';
import { now } from '../clock.js';
import { useWidget } from '../context.js';
import { showToast } from '../toast.jsx';
import { satisfactionWords } from './satisfaction-words.js';

type Asked = Extract<Card, { kind: 'satisfaction' }>;
const star = 'm12 3.6 2.5 5.3 5.8.8-4.2 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8-4.2-4.1 5.8-.8z';
const scores = [1, 2, 3, 4, 5] as const;
const longestComment = 300;

/** How was it? Stars for a person, yes or no for the bot; what was answered can be changed for a day. */
export function SatisfactionCard({ message, asked }: { message: Message; asked: Asked }) {
  const { chat, t, locale } = useWidget();
  const words = wordsIn(satisfactionWords, locale);
  const { rating, about, agentName } = asked;
  const editing = useSignal(false);
  const score = useSignal(rating?.score ?? 0);
  const tags = useSignal<readonly string[]>(rating?.tags ?? []);
  const comment = useSignal(rating?.comment ?? '');
  const waiting = useSignal(false);
  const box = useRef<HTMLElement>(null);
  const question =
    about === 'bot' ? words.askBot : agentName ? fill(words.askAgent, agentName) : words.askPerson;
  const scoreName = (each: number) => words[`score${each}` as 'score1'];

  const seen = useRef(rating);
  useEffect(() => {
    // Rated in another window.
    if (seen.current === rating || editing.value) return;
    seen.current = rating;
    score.value = rating?.score ?? 0;
    tags.value = rating?.tags ?? [];
    comment.value = rating?.comment ?? '';
  }, [rating, editing, score, tags, comment]);

  async function send(): Promise<void> {
    if (waiting.value || score.value === 0) return;
    waiting.value = true;
    const said = comment.value.trim();
    const reply = await chat.ask('satisfaction.rate', {
      score: score.value,
      ...(said ? { comment: said } : {}),
      ...(tags.value.length > 0 ? { tags: [...tags.value] } : {}),
    });
    waiting.value = false;
    if (!reply.ok) {
      showToast(t.actionFailed);
      return;
    }
    editing.value = false;
    seen.current = reply.rating;
    chat.take({ ...message, card: { ...asked, rating: reply.rating } });
    chat.tellPage('satisfaction', { score: reply.rating.score });
    box.current?.focus();
  }
  function choose(next: number): void {
    if (next > 3 !== score.value > 3) tags.value = [];
    score.value = next;
    if (about === 'bot' && next === 5) void send();
  }
  function toggle(tag: string): void {
    tags.value = tags.value.includes(tag) ? tags.value.filter((each) => each !== tag) : [...tags.value, tag];
  }

  if (rating && !editing.value) {
    const mayChange = Date.parse(rating.changeableUntil) > now.value;
    return (
      <section class="rating rating-done" ref={box} tabIndex={-1} aria-label={words.thanks}>
        <strong>{words.thanks}</strong>
        {about === 'bot' ? (
          <span>{rating.score > 3 ? words.helped : words.didNotHelp}</span>
        ) : (
          <span class="stars" role="img" aria-label={fill(words.rated, rating.score)}>
            {scores.map((each) => (
              <Star key={each} lit={each <= rating.score} size={20} />
            ))}
          </span>
        )}
        {rating.score < 4 && <p>{words.sorry}</p>}
        {mayChange && (
          <button
            type="button"
            class="link"
            onClick={() => {
              editing.value = true;
            }}
          >
            {words.change}
          </button>
        )}
      </section>
    );
  }
  const offered = (score.value > 3 ? asked.goodTags : asked.badTags) ?? [];
  return (
    <section class="rating" ref={box} tabIndex={-1} aria-label={question}>
      <fieldset>
        <legend>{question}</legend>
        {about === 'bot' ? (
          <div class="rating-choice">
            {[5, 1].map((each) => (
              <button
                key={each}
                type="button"
                class="quiet"
                aria-pressed={score.value === each}
                disabled={waiting.value}
                onClick={() => choose(each)}
              >
                {each === 5 ? words.helped : words.didNotHelp}
              </button>
            ))}
          </div>
        ) : (
          <>
            <div class="stars">
              {scores.map((each) => (
                <label key={each}>
                  <input
                    type="radio"
                    class="visually-hidden"
                    name={`score-${message.id}`}
                    value={each}
                    aria-label={scoreName(each)}
                    checked={score.value === each}
                    onChange={() => choose(each)}
                  />
                  <Star lit={each <= score.value} size={34} />
                </label>
              ))}
            </div>
            <div class="score-name" aria-hidden="true">
              {score.value > 0 && scoreName(score.value)}
            </div>
          </>
        )}
      </fieldset>
      {score.value > 0 && !(about === 'bot' && score.value > 3) && (
        <>
          {offered.length > 0 && (
            <fieldset class="rating-tags" aria-label={score.value > 3 ? words.good : words.bad}>
              {offered.map((tag) => (
                <button
                  key={tag}
                  type="button"
                  aria-pressed={tags.value.includes(tag)}
                  onClick={() => toggle(tag)}
                >
                  {tag}
                </button>
              ))}
            </fieldset>
          )}
          <textarea
            rows={2}
            maxLength={longestComment}
            aria-label={words.comment}
            placeholder={words.comment}
            value={comment.value}
            onInput={(event) => {
              comment.value = event.currentTarget.value;
            }}
          />
          <button type="button" class="solid" disabled={waiting.value} onClick={() => void send()}>
            {words.submit}
          </button>
        </>
      )}
    </section>
  );
}

function Star({ lit, size }: { lit: boolean; size: number }) {
  return (
    <svg class={lit ? 'star lit' : 'star'} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={star} />
    </svg>
  );
}
