import {
  AppstoreAddOutlined,
  EditOutlined,
  PaperClipOutlined,
  SendOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import { Button, Input, Segmented, Tooltip } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { SuggestedAnswer } from '../../../src/contract/agent-tools.js';
import type { Attachment } from '../../../src/contract/attachments.js';
import { useRoster } from '../live/desk-queries.js';
import { tabStorage } from '../session/browser-storage.js';
import { isComposing } from '../shell/shortcuts.js';
import { useShortcuts } from '../shell/use-shortcuts.js';
import { text } from '../strings.js';
import { gapsIn, type ReplyFacts } from './canned.js';
import { ComposerMenu, optionId } from './composer-menu.js';
import { SenderDialog } from './sender-dialog.js';
import { SuggestionsBar } from './suggestions-bar.js';
import type { Thread } from './thread.js';
import { UploadList } from './upload-list.js';
import { useComposerMenu } from './use-composer-menu.js';
import { useFileDrop } from './use-file-drop.js';
import { useUploads } from './use-uploads.js';

type Mode = 'reply' | 'note';

interface ComposerProps {
  thread: Thread;
  /** False: only notes, because somebody else (or nobody) serves the shopper. */
  mayReply: boolean;
  /** What blanks of canned replies are filled with. */
  facts?: ReplyFacts;
  suggestions?: { items: readonly SuggestedAnswer[]; loading: boolean };
  onLeave?: () => void;
}

const longest = 2000;
const countFrom = 1800;
const noFacts: ReplyFacts = {};
const noSuggestions = { items: [], loading: false };

/** Where replies and internal notes are written. The two look so different that nobody mixes them up. */
export function Composer({
  thread,
  mayReply,
  facts = noFacts,
  suggestions = noSuggestions,
  onLeave,
}: ComposerProps) {
  const { conversationId } = thread;
  const [mode, setMode] = useState<Mode>(mayReply ? 'reply' : 'note');
  const draftKey = `draft:${mode}:${conversationId}`;
  const [drafts, setDrafts] = useState<Record<Mode, string>>(() => ({
    reply: tabStorage.read(`draft:reply:${conversationId}`) ?? '',
    note: tabStorage.read(`draft:note:${conversationId}`) ?? '',
  }));
  const [cursor, setCursor] = useState<number>();
  const [told, setTold] = useState<string>();
  const [storing, setStoring] = useState(false);
  const [sending, setSending] = useState(false);
  /** The text with blanks that the person was told of: the next Enter sends it as it is. */
  const [warnedOf, setWarnedOf] = useState<string>();
  const field = useRef<TextAreaRef>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const menuId = useId();
  const uploads = useUploads(
    conversationId,
    useCallback((attachment: Attachment, id: string) => thread.send('', attachment, id), [thread]),
  );
  const mayAttach = mode === 'reply';
  const drop = useFileDrop(mayAttach, uploads.add);
  const words = drafts[mode];
  const sendable = words.trim() !== '' && words.length <= longest && !storing;
  const menu = useComposerMenu(mode, words, cursor, facts);
  const roster = useRoster(mode === 'note');
  const area = () => field.current?.resizableTextArea?.textArea;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of mode puts the cursor back
  useEffect(() => {
    if (window.matchMedia('(min-width: 721px)').matches) field.current?.focus({ cursor: 'end' });
  }, [mode]);
  useEffect(() => () => thread.typing(false), [thread]);
  useShortcuts((shortcut) => {
    if (shortcut.kind === 'suggestion') {
      const chosen = suggestions.items[shortcut.number - 1];
      if (chosen === undefined || mode !== 'reply') return false;
      insert(chosen.text);
      return true;
    }
    if (shortcut.kind !== 'note' && !(shortcut.kind === 'reply' && mayReply)) return false;
    setMode(shortcut.kind);
    field.current?.focus({ cursor: 'end' });
    return true;
  });

  const write = (next: string): void => {
    setDrafts((before) => ({ ...before, [mode]: next }));
    tabStorage.write(draftKey, next);
    setTold(undefined);
    if (mode === 'reply') thread.typing(next.trim() !== '');
  };
  /** Selects so much once the field shows what was written. */
  const select = (from: number, until: number): void => {
    requestAnimationFrame(() => {
      area()?.focus();
      area()?.setSelectionRange(from, until);
      setCursor(until);
    });
  };
  /** The first blank is selected, so that typing fills it; else the cursor stands behind. */
  const place = (next: string, from: number, until: number): void => {
    const [first] = gapsIn(next.slice(from, until));
    if (first === undefined) select(until, until);
    else select(from + first.from, from + first.until);
  };
  const insert = (added: string): void => {
    const next = words.trim() === '' ? added : `${words.trimEnd()}\n${added}`;
    write(next);
    place(next, next.length - added.length, next.length);
  };
  const pick = (index: number): void => {
    const picked = menu?.pick(index);
    if (picked === undefined) return;
    write(picked.text);
    place(picked.text, picked.from, picked.until);
  };

  const submit = async (): Promise<void> => {
    if (!sendable) return;
    if (mode === 'reply') {
      const gaps = gapsIn(words);
      const [first] = gaps;
      if (first !== undefined && warnedOf !== words) {
        setTold(text.desk.gapsLeft(gaps.map(({ words: gap }) => gap).join('、')));
        setWarnedOf(words);
        select(first.from, first.until);
        return;
      }
      thread.send(words.trim());
      write('');
      return;
    }
    setStoring(true);
    // Whoever writes fast must not lose the mention: without the list of colleagues it would be plain text.
    const people = roster.data ?? (words.includes('@') ? (await roster.refetch()).data : undefined);
    const spokenTo = (people ?? [])
      .filter(({ name }) => words.includes(`@${name}`))
      .map(({ staffId }) => staffId);
    const problem = await thread.addNote(words.trim(), spokenTo.slice(0, 10));
    setStoring(false);
    if (problem === undefined) {
      write('');
      onLeave?.();
    } else setTold(text.composer.noteFailed(problem));
  };

  const inMenu = (key: string): boolean => {
    if (menu === undefined) return false;
    if (key === 'Escape') menu.close();
    else if (menu.items.length === 0) return false;
    else if (key === 'ArrowDown') menu.setActive(menu.active + 1);
    else if (key === 'ArrowUp') menu.setActive(menu.active - 1);
    else if (key === 'Enter' || key === 'Tab') pick(menu.active);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isComposing(event.nativeEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!event.shiftKey && inMenu(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key === 'Tab' && !event.shiftKey) {
      const next = gapsIn(words).find(({ from }) => from >= event.currentTarget.selectionEnd);
      if (next === undefined) return;
      event.preventDefault();
      event.currentTarget.setSelectionRange(next.from, next.until);
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void submit();
  };

  return (
    <div
      className={`composer${mode === 'note' ? ' composer-note' : ''}${drop.over ? ' composer-drop' : ''}`}
      data-drop={text.composer.dropHere}
      {...drop.handlers}
    >
      {mode === 'reply' ? <SuggestionsBar {...suggestions} onInsert={insert} /> : null}
      <div className="composer-modes">
        {mayReply ? (
          <Segmented<Mode>
            size="small"
            value={mode}
            onChange={setMode}
            aria-label={text.composer.mode}
            options={[
              { value: 'reply', label: text.composer.reply },
              { value: 'note', label: text.composer.note, icon: <EditOutlined /> },
            ]}
          />
        ) : (
          <strong>{text.composer.note}</strong>
        )}
        {mode === 'note' ? <span className="composer-warning">{text.composer.noteWarning}</span> : null}
        {onLeave === undefined ? null : (
          <Button type="text" size="small" className="composer-leave" onClick={onLeave}>
            {text.cancel}
          </Button>
        )}
      </div>
      <UploadList {...uploads} />
      <div className="composer-box">
        {menu === undefined ? null : (
          <ComposerMenu
            id={menuId}
            items={menu.items}
            active={menu.active}
            label={menu.mark === '/' ? text.desk.canned : text.desk.mention}
            empty={menu.mark === '/' ? text.desk.cannedEmpty : text.desk.mentionEmpty}
            foot={text.desk.cannedKeys}
            onPick={pick}
            onActive={menu.setActive}
          />
        )}
        <Input.TextArea
          ref={field}
          variant="borderless"
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={words}
          placeholder={mode === 'note' ? text.composer.notePlaceholder : text.composer.replyPlaceholder}
          aria-label={mode === 'note' ? text.composer.note : text.composer.reply}
          aria-autocomplete="list"
          {...(menu === undefined
            ? {}
            : { 'aria-controls': menuId, 'aria-activedescendant': optionId(menuId, menu.active) })}
          onChange={(event) => {
            write(event.target.value);
            setCursor(event.target.selectionStart);
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={drop.onPaste}
          onBlur={() => {
            setCursor(undefined);
            thread.typing(false);
          }}
        />
        <div className="composer-foot">
          {mayAttach ? (
            <span className="composer-tools">
              <Tooltip title={text.composer.attach}>
                <Button
                  type="text"
                  icon={<PaperClipOutlined />}
                  aria-label={text.composer.attach}
                  onClick={() => chooser.current?.click()}
                />
              </Tooltip>
              <Tooltip title={`${text.desk.canned}：${text.desk.cannedHint}`}>
                <Button
                  type="text"
                  icon={<ThunderboltOutlined />}
                  aria-label={text.desk.canned}
                  onClick={() => {
                    const next = words === '' || /\s$/.test(words) ? `${words}/` : `${words} /`;
                    write(next);
                    select(next.length, next.length);
                  }}
                />
              </Tooltip>
              <Tooltip title={text.desk.cards}>
                <Button
                  type="text"
                  icon={<AppstoreAddOutlined />}
                  aria-label={text.desk.cards}
                  onClick={() => setSending(true)}
                />
              </Tooltip>
              <input
                ref={chooser}
                type="file"
                multiple
                hidden
                onChange={(event) => {
                  uploads.add([...(event.target.files ?? [])]);
                  event.target.value = '';
                }}
              />
            </span>
          ) : null}
          <span className="composer-told" role="status">
            {told ?? countWords(words.length)}
          </span>
          <Button
            type="primary"
            className={mode === 'note' ? 'note-button' : ''}
            icon={mode === 'note' ? <EditOutlined /> : <SendOutlined />}
            disabled={!sendable}
            loading={storing}
            onClick={() => void submit()}
          >
            {mode === 'note' ? text.composer.addNote : text.composer.send}
          </Button>
        </div>
      </div>
      {sending ? <SenderDialog thread={thread} onClose={() => setSending(false)} /> : null}
    </div>
  );
}

function countWords(length: number): string {
  if (length > longest) return text.composer.over(length - longest);
  return length >= countFrom ? text.composer.left(longest - length) : '';
}
