import { BulbOutlined } from '@ant-design/icons';
import { Skeleton, Tooltip } from 'antd';
import type { SuggestedAnswer } from '../../../src/contract/agent-tools.js';
import { text } from '../strings.js';

const words = text.desk;

interface SuggestionsBarProps {
  items: readonly SuggestedAnswer[];
  loading: boolean;
  onInsert: (text: string) => void;
}

/** Answers that may fit, each with where it comes from and how sure that is. A tap puts it into the composer. */
export function SuggestionsBar({ items, loading, onInsert }: SuggestionsBarProps) {
  if (items.length === 0 && !loading) return null;
  return (
    <section className="suggestions" aria-label={words.suggestions} aria-busy={loading}>
      <BulbOutlined aria-hidden className="suggestions-mark" />
      {loading && items.length === 0 ? (
        <Skeleton.Input active size="small" className="suggestion-skeleton" />
      ) : null}
      {items.map((item, index) => (
        <Tooltip key={item.entryId} title={words.insertHint(index + 1)} mouseEnterDelay={0.6}>
          <button type="button" className="suggestion" onClick={() => onInsert(item.text)}>
            <span className="suggestion-text">{item.text}</span>
            <span className="suggestion-source">
              <span
                className={`suggestion-sure ${item.confidence >= 0.6 ? 'sure-high' : item.confidence >= 0.3 ? 'sure-mid' : 'sure-low'}`}
                aria-hidden
              />
              <span className="ellipsis">{words.suggestionSource(item)}</span>
            </span>
          </button>
        </Tooltip>
      ))}
    </section>
  );
}
