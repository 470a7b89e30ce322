import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { request } from '../api/http.js';
import { describeFailure, ProblemError } from '../api/problem.js';
import { guardLeaving } from '../routing/router.js';
import { text } from '../strings.js';
import { settingSentence } from './setting-sentence.js';

/** Complaints by path, as `weekdays.monday.0.until`. */
export type FieldErrors = Readonly<Record<string, string>>;

/**
 * Asks before unsaved work is left.
 * @returns asks the same where leaving is something else than going to another page, such as closing a dialog
 */
export function useLeaveGuard(dirty: boolean): (proceed: () => void) => void {
  const { modal } = App.useApp();
  const ask = useCallback(
    (proceed: () => void) =>
      void modal.confirm({
        title: text.shell.leaveTitle,
        content: text.shell.leaveHint,
        okText: text.shell.leaveGo,
        cancelText: text.shell.leaveStay,
        okButtonProps: { danger: true },
        onOk: proceed,
      }),
    [modal],
  );
  useEffect(() => (dirty ? guardLeaving(ask) : undefined), [dirty, ask]);
  return ask;
}

/** The field complaints of a refused request. */
export function fieldErrors(failure: unknown): FieldErrors {
  if (!(failure instanceof ProblemError)) return {};
  return Object.fromEntries(
    failure.errors.map(({ path, message }) => [path.replace(/^body\./, ''), settingSentence(message)]),
  );
}

/** A settings document that is edited as a whole: read, changed in place, saved or put back. */
export function useDocument<T>(path: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const queryKey = ['settings', path];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => request<T>(path) });
  const [draft, setDraft] = useState<T>();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const dirty = draft !== undefined && JSON.stringify(draft) !== JSON.stringify(data);
  useLeaveGuard(dirty);

  return {
    /** As it is on the screen; undefined until it has come. */
    value: draft ?? data,
    dirty,
    saving,
    errors,
    failure: data === undefined && error !== null ? describeFailure(error) : undefined,
    reload: () => void refetch(),
    change(next: T): void {
      setDraft(next);
      if (Object.keys(errors).length > 0) setErrors({});
    },
    undo(): void {
      setDraft(undefined);
      setErrors({});
    },
    async save(): Promise<void> {
      if (draft === undefined) return;
      setSaving(true);
      try {
        queries.setQueryData(queryKey, await request<T>(path, { method: 'PUT', body: draft }));
        setDraft(undefined);
        setErrors({});
        void message.success(text.settings.saved);
      } catch (failure) {
        const found = fieldErrors(failure);
        setErrors(found);
        void message.error(Object.keys(found).length > 0 ? text.settings.fix : describeFailure(failure));
      } finally {
        setSaving(false);
      }
    },
  };
}

export type SettingsDocument<T> = ReturnType<typeof useDocument<T>>;
