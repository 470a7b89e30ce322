import { StarFilled, StarOutlined } from '@ant-design/icons';
import type { Card } from '../../../src/contract/cards.js';
import { text } from '../strings.js';

const words = text.closing;

/** What the shopper was asked at the end, and what the answer was. */
export function SatisfactionLine({ card }: { card: Extract<Card, { kind: 'satisfaction' }> }) {
  const { about, rating } = card;
  if (rating === undefined) {
    return (
      <div className="card card-satisfaction">
        <StarOutlined aria-hidden /> {about === 'bot' ? words.askedBot : words.asked}
      </div>
    );
  }
  const { score, tags = [], comment } = rating;
  return (
    <div className="card card-satisfaction">
      {about === 'bot' ? (
        score > 3 ? (
          words.helped
        ) : (
          words.didNotHelp
        )
      ) : (
        <>
          <Stars score={score} /> {words.rated(score)}
        </>
      )}
      {tags.length > 0 ? <span className="satisfaction-tags"> · {tags.join('、')}</span> : null}
      {comment === undefined ? null : <blockquote>{comment}</blockquote>}
    </div>
  );
}

export function Stars({ score }: { score: number }) {
  return (
    <span className="stars" role="img" aria-label={words.rated(score)}>
      {[1, 2, 3, 4, 5].map((each) =>
        each <= score ? <StarFilled key={each} aria-hidden /> : <StarOutlined key={each} aria-hidden />,
      )}
    </span>
  );
}
