import { BookOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, Select, type TableColumnsType } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { EntryStatus, KnowledgeEntry } from '../../../src/contract/knowledge.js';
import { clockWords, rowTime } from '../conversations/waiting-time.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { EmptyNote } from '../shell/failure-note.js';
import { NoneFound } from '../shell/none-found.js';
import { Pager } from '../shell/pager.js';
import { RecordTable } from '../shell/record-table.js';
import { text } from '../strings.js';
import { EntryDrawer } from './entry-drawer.js';
import { useCategories, useEntries } from './entry-queries.js';
import { EntryStatusTag } from './entry-status.js';
import './knowledge.css';

const pageSize = 30;
const newEntry = 'new';
const words = text.knowledge;

const columns: TableColumnsType<KnowledgeEntry> = [
  {
    title: words.question,
    dataIndex: 'question',
    render: (_, entry) => (
      <div className="entry-cell">
        <button
          type="button"
          className="entry-link ellipsis"
          onClick={() => navigate(pathTo('knowledge', entry.id))}
        >
          {entry.question}
        </button>
        <div className="faint ellipsis">{entry.answer}</div>
      </div>
    ),
  },
  { title: words.category, dataIndex: 'category', width: 120, ellipsis: true, responsive: ['md'] },
  {
    title: words.similar,
    width: 90,
    responsive: ['lg'],
    render: (_, { similar }) => <span className="soft">{words.similarCount(similar.length)}</span>,
  },
  { title: words.status, width: 170, render: (_, entry) => <EntryStatusTag entry={entry} /> },
  {
    title: words.updated,
    width: 140,
    responsive: ['lg'],
    render: (_, { updatedAt, updatedBy }) => (
      <div className="entry-updated">
        {updatedWords(updatedAt)}
        {updatedBy === undefined ? null : <div className="faint ellipsis">{updatedBy}</div>}
      </div>
    ),
  },
];

function updatedWords(iso: string): string {
  const told = rowTime(iso, Date.now(), text.thread.yesterday);
  return told.includes(':') ? `${text.thread.today} ${clockWords(iso)}` : told;
}

/** Admins' list of what the bot may say, with the editor of one entry in a drawer. */
export function KnowledgePage() {
  const openId = usePlace().parts[1];
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState<string>();
  const [status, setStatus] = useState<EntryStatus>();
  // Cursors of the pages walked through; the last one is the page on the screen.
  const [cursors, setCursors] = useState<string[]>([]);
  const asked = useDeferredValue(search.trim());
  const cursor = cursors.at(-1);
  const list = useEntries({
    limit: pageSize,
    ...(asked === '' ? {} : { search: asked }),
    ...(category === undefined ? {} : { category }),
    ...(status === undefined ? {} : { status }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const categories = useCategories();
  const filtered = asked !== '' || category !== undefined || status !== undefined;
  const next = list.data?.nextCursor;

  const filter = (change: () => void): void => {
    setCursors([]);
    change();
  };
  const clear = (): void =>
    filter(() => {
      setSearch('');
      setCategory(undefined);
      setStatus(undefined);
    });
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate(pathTo('knowledge', newEntry))}>
      {words.create}
    </Button>
  );

  return (
    <div className="knowledge">
      <div className="knowledge-bar">
        <Input
          className="knowledge-search"
          prefix={<SearchOutlined />}
          allowClear
          value={search}
          maxLength={200}
          placeholder={words.search}
          aria-label={words.search}
          onChange={(event) => filter(() => setSearch(event.target.value))}
        />
        <Select
          className="knowledge-filter"
          allowClear
          showSearch
          value={category ?? null}
          placeholder={words.allCategories}
          aria-label={words.category}
          options={(categories.data?.categories ?? []).map((each) => ({
            value: each.category,
            label: `${each.category}（${each.count}）`,
          }))}
          onChange={(value: string | null) => filter(() => setCategory(value ?? undefined))}
        />
        <Select<EntryStatus | null>
          className="knowledge-filter"
          allowClear
          value={status ?? null}
          placeholder={words.allStatuses}
          aria-label={words.status}
          options={(['published', 'draft', 'archived'] as const).map((value) => ({
            value,
            label: words.statusName[value],
          }))}
          onChange={(value) => filter(() => setStatus(value ?? undefined))}
        />
        <span className="grow" />
        {create}
      </div>
      <div className="knowledge-table">
        <RecordTable<KnowledgeEntry>
          list={list}
          rowKey="id"
          columns={columns}
          rowClass={({ id }) => (id === openId ? 'entry-row entry-open' : 'entry-row')}
          onOpen={({ id }) => navigate(pathTo('knowledge', id))}
          empty={
            filtered ? (
              <NoneFound words={{ ...words, clear: words.clearFilter }} onClear={clear} />
            ) : (
              <EmptyNote icon={<BookOutlined />} title={words.none} hint={words.noneHint} action={create} />
            )
          }
        />
      </div>
      <Pager cursors={cursors} next={next} turning={list.isPlaceholderData} onTurn={setCursors} />
      {openId === undefined ? null : (
        <EntryDrawer key={openId} id={openId === newEntry ? undefined : openId} />
      )}
    </div>
  );
}
