import { CloseOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import { text } from '../strings.js';
import { addLines, longestLine, mostLines } from './similar-lines.js';

interface SimilarEditorProps {
  id?: string;
  value?: string[];
  onChange?: (lines: string[]) => void;
  question: string;
  disabled: boolean;
}

/** The similar questions as a list: each line can be changed in place, many can be pasted at once. */
export function SimilarEditor({ id, value = [], onChange, question, disabled }: SimilarEditorProps) {
  const { message } = App.useApp();
  const [draft, setDraft] = useState('');
  const list = useRef<HTMLOListElement>(null);

  const add = (words: string): void => {
    if (value.length >= mostLines) {
      void message.warning(text.knowledge.similarFull);
      return;
    }
    const { lines, added, skipped } = addLines(value, words, question);
    if (added > 0) onChange?.(lines);
    if (skipped > 0 || added > 1) void message.info(text.knowledge.similarAdded(added, skipped));
    setDraft('');
    requestAnimationFrame(() => list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' }));
  };
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text');
    if (!/\n/.test(pasted.trim())) return;
    event.preventDefault();
    add(pasted);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (draft.trim() !== '') add(draft);
  };
  const change = (index: number, line: string): void =>
    onChange?.(value.map((before, at) => (at === index ? line : before)));
  const remove = (index: number): void => onChange?.(value.filter((_, at) => at !== index));

  return (
    <div className="similar">
      {value.length === 0 ? (
        <div className="similar-empty faint">{text.knowledge.similarEmpty}</div>
      ) : (
        <ol ref={list} className="similar-list">
          {value.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is edited in place; its place is its identity
            <li key={index}>
              <Input
                variant="borderless"
                size="small"
                value={line}
                maxLength={longestLine}
                disabled={disabled}
                aria-label={`${text.knowledge.similar} ${index + 1}`}
                onChange={(event) => change(index, event.target.value)}
                onBlur={() => (line.trim() === '' ? remove(index) : undefined)}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                disabled={disabled}
                aria-label={text.knowledge.removeSimilar(line)}
                onClick={() => remove(index)}
              />
            </li>
          ))}
        </ol>
      )}
      <Input
        {...(id === undefined ? {} : { id })}
        className="similar-new"
        value={draft}
        disabled={disabled}
        placeholder={text.knowledge.similarPlaceholder}
        onChange={(event) => setDraft(event.target.value)}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        onBlur={() => (draft.trim() === '' ? undefined : add(draft))}
      />
    </div>
  );
}
