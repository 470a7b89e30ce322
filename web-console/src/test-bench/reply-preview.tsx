import type { AnswersResponse } from '../../../src/contract/http.js';
import { CardView } from '../cards/card-view.js';
import { RichText } from '../cards/rich-text.js';
import { text } from '../strings.js';
import './reply-preview.css';

/** What the shopper would get, as bubbles and cards. */
export function ReplyPreview({ reply }: { reply: AnswersResponse['reply'] }) {
  if (reply.length === 0) return <div className="faint">{text.bench.noReply}</div>;
  return (
    <div className="reply-preview">
      {reply.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reply is shown as it came and never reordered
        <div key={index}>
          {part.text === undefined ? null : (
            <div className="reply-bubble">
              <RichText words={part.text} />
            </div>
          )}
          {part.card === undefined ? null : <CardView card={part.card} />}
        </div>
      ))}
    </div>
  );
}
