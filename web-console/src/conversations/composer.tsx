import { EditOutlined, PaperClipOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Tooltip } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Attachment } from '../../../src/contract/attachments.js';
import { tabStorage } from '../session/browser-storage.js';
import { text } from '../strings.js';
import type { Thread } from './thread.js';
import { UploadList } from './upload-list.js';
import { useUploads } from './use-uploads.js';

type Mode = 'reply' | 'note';

interface ComposerProps {
  thread: Thread;
  /** False: only notes, because somebody else (or nobody) serves the shopper. */
  mayReply: boolean;
  onLeave?: () => void;
}

const longest = 2000;
const countFrom = 1800;

/** Where replies and internal notes are written. The two look so different that nobody mixes them up. */
export function Composer({ thread, mayReply, onLeave }: ComposerProps) {
  const { conversationId } = thread;
  const [mode, setMode] = useState<Mode>(mayReply ? 'reply' : 'note');
  const draftKey = `draft:${mode}:${conversationId}`;
  const [drafts, setDrafts] = useState<Record<Mode, string>>(() => ({
    reply: tabStorage.read(`draft:reply:${conversationId}`) ?? '',
    note: tabStorage.read(`draft:note:${conversationId}`) ?? '',
  }));
  const [failure, setFailure] = useState<string>();
  const [storing, setStoring] = useState(false);
  const field = useRef<TextAreaRef>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [dragging, setDragging] = useState(false);
  const uploads = useUploads(
    conversationId,
    useCallback((attachment: Attachment) => thread.send('', attachment), [thread]),
  );
  const mayAttach = mode === 'reply';
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (!mayAttach || files.length === 0) return;
    event.preventDefault();
    uploads.add(files);
  };
  const holdsFiles = (event: DragEvent): boolean => mayAttach && event.dataTransfer.types.includes('Files');
  const onDrop = (event: DragEvent): void => {
    setDragging(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    uploads.add([...event.dataTransfer.files]);
  };
  const words = drafts[mode];
  const sendable = words.trim() !== '' && words.length <= longest && !storing;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of mode puts the cursor back
  useEffect(() => {
    if (window.matchMedia('(min-width: 721px)').matches) field.current?.focus({ cursor: 'end' });
  }, [mode]);
  useEffect(() => () => thread.typing(false), [thread]);

  const write = (next: string): void => {
    setDrafts((before) => ({ ...before, [mode]: next }));
    tabStorage.write(draftKey, next);
    if (mode === 'reply') thread.typing(next.trim() !== '');
  };

  const submit = async (): Promise<void> => {
    if (!sendable) return;
    if (mode === 'reply') {
      thread.send(words.trim());
      write('');
      return;
    }
    setStoring(true);
    const problem = await thread.addNote(words.trim());
    setStoring(false);
    setFailure(problem === undefined ? undefined : text.composer.noteFailed(problem));
    if (problem === undefined) {
      write('');
      onLeave?.();
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // 229: the key belongs to an input method that is still composing; older browsers tell it only so.
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || composing) return;
    event.preventDefault();
    void submit();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside it does the same by keyboard
    <div
      className={`composer${mode === 'note' ? ' composer-note' : ''}${dragging ? ' composer-drop' : ''}`}
      data-drop={text.composer.dropHere}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={onDrop}
    >
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
        <Input.TextArea
          ref={field}
          variant="borderless"
          autoSize={{ minRows: 2, maxRows: 8 }}
          value={words}
          placeholder={mode === 'note' ? text.composer.notePlaceholder : text.composer.replyPlaceholder}
          aria-label={mode === 'note' ? text.composer.note : text.composer.reply}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => thread.typing(false)}
        />
        <div className="composer-foot">
          {mayAttach ? (
            <>
              <Tooltip title={text.composer.attach}>
                <Button
                  type="text"
                  icon={<PaperClipOutlined />}
                  aria-label={text.composer.attach}
                  onClick={() => chooser.current?.click()}
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
            </>
          ) : null}
          <span className="composer-told" role="status">
            {failure ?? countWords(words.length)}
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
    </div>
  );
}

function countWords(length: number): string {
  if (length > longest) return text.composer.over(length - longest);
  return length >= countFrom ? text.composer.left(longest - length) : '';
}
