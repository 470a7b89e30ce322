import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, AutoComplete, Button } from 'antd';
import { useState } from 'react';
import { api } from '../api/endpoints.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';

const words = text.desk;
const allowed = /^[^,，/?#]{1,16}$/;

/** What staff call the conversation: add, take off, from those in use or new. */
export function TagRow({ conversationId, tags }: { conversationId: string; tags: readonly string[] }) {
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);
  const [typed, setTyped] = useState('');
  const used = useQuery({ queryKey: ['tags'], queryFn: api.tags, enabled: adding });

  const change = async (part: { add?: string[]; remove?: string[] }): Promise<void> => {
    try {
      await api.changeTags(conversationId, part);
    } catch (failure) {
      void message.error(describeFailure(failure));
    }
  };
  const add = (tag: string): void => {
    const name = tag.trim();
    if (name === '') return;
    if (!allowed.test(name)) {
      void message.warning(words.tagInvalid);
      return;
    }
    setTyped('');
    setAdding(false);
    void change({ add: [name] });
  };

  return (
    <div className="tags">
      {tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
          <button
            type="button"
            aria-label={words.removeTag(tag)}
            onClick={() => void change({ remove: [tag] })}
          >
            <CloseOutlined aria-hidden />
          </button>
        </span>
      ))}
      {adding ? (
        <AutoComplete
          autoFocus
          defaultOpen
          size="small"
          className="tag-field"
          value={typed}
          placeholder={words.tagPlaceholder}
          aria-label={words.tagPlaceholder}
          options={(used.data?.items ?? [])
            .filter(({ tag }) => !tags.includes(tag) && tag.includes(typed.trim()))
            .map(({ tag }) => ({ value: tag }))}
          onChange={setTyped}
          onSelect={add}
          onBlur={() => setAdding(false)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === 'Escape') setAdding(false);
            // Ant Design picks a marked option itself; what is typed freely is taken here.
            if (event.key === 'Enter' && document.querySelector('.ant-select-item-option-active') === null)
              add(typed);
          }}
        />
      ) : (
        <Button type="text" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {tags.length === 0 ? words.addTag : ''}
        </Button>
      )}
    </div>
  );
}
