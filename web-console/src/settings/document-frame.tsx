import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import type { SettingsDocument } from './use-document.js';

const words = text.settings;

interface DocumentFrameProps<T> {
  document: SettingsDocument<T>;
  children: (value: T) => ReactNode;
}

/** What stands around every settings document: loading, failing, and the bar that saves. */
export function DocumentFrame<T>({ document, children }: DocumentFrameProps<T>) {
  const { value, failure, dirty, saving, errors } = document;
  if (value === undefined) {
    return failure === undefined ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 8 }} />
    ) : (
      <FailureNote title={words.failed} words={failure} retry={document.reload} />
    );
  }
  return (
    <form
      className="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        void document.save();
      }}
    >
      <div className="settings-fields">{children(value)}</div>
      <footer className={dirty ? 'settings-bar settings-bar-dirty' : 'settings-bar'}>
        <span className={Object.keys(errors).length > 0 ? 'settings-wrong' : 'faint'} role="status">
          {Object.keys(errors).length > 0 ? words.fix : dirty ? words.unsaved : ''}
        </span>
        <span className="grow" />
        <Button disabled={!dirty || saving} onClick={document.undo}>
          {words.undo}
        </Button>
        <Button type="primary" htmlType="submit" disabled={!dirty} loading={saving}>
          {words.save}
        </Button>
      </footer>
    </form>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: ReactNode;
}

/** One setting: name and explanation on the left, the control on the right. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="setting">
      <label htmlFor={id}>
        {label}
        {hint === undefined ? null : <span className="faint">{hint}</span>}
      </label>
      <div>
        {children}
        <FieldError words={error} />
      </div>
    </div>
  );
}

export function FieldError({ words: told }: { words: string | undefined }) {
  return told === undefined ? null : (
    <div className="setting-error" role="alert">
      {told}
    </div>
  );
}

export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="settings-group" aria-label={title}>
      <h2>{title}</h2>
      {hint === undefined ? null : <p className="faint">{hint}</p>}
      {children}
    </section>
  );
}
