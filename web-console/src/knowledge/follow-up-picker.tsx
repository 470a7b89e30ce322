import { useQueries } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { api } from '../api/endpoints.js';
import { text } from '../strings.js';
import { useEntries } from './entry-queries.js';

interface FollowUpPickerProps {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  exclude: string | undefined;
  disabled: boolean;
}

/** Chooses up to eight other entries by their question; what is stored are ids. */
export function FollowUpPicker({ id, value = [], onChange, exclude, disabled }: FollowUpPickerProps) {
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useEntries({ limit: 20, status: 'published', ...(search === '' ? {} : { search }) });
  const chosen = useQueries({
    queries: value.map((entryId) => ({
      queryKey: ['knowledge', 'title', entryId],
      queryFn: async () => (await api.entry(entryId)).entry.question,
      staleTime: 5 * 60_000,
      retry: false,
    })),
  });
  const titles = new Map(value.map((entryId, index) => [entryId, chosen[index]?.data ?? entryId]));
  for (const entry of found.data?.items ?? []) if (entry.id !== exclude) titles.set(entry.id, entry.question);

  return (
    <Select
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      value={value}
      disabled={disabled}
      maxCount={8}
      placeholder={text.knowledge.followUpsPlaceholder}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={found.isFetching ? <Spin size="small" /> : null}
      options={[...titles].map(([entryId, label]) => ({ value: entryId, label }))}
      onChange={(next: string[]) => {
        setTyped('');
        onChange?.(next);
      }}
    />
  );
}
