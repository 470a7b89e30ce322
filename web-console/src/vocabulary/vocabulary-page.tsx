import {
  DeleteOutlined,
  EditOutlined,
  PlusOutlined,
  SearchOutlined,
  SwapOutlined,
  TagsOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input, Table, type TableColumnsType, Tabs } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { VocabularyItem, VocabularyKind } from '../../../src/contract/vocabulary.js';
import { describeFailure } from '../api/problem.js';
import { clockWords, rowTime } from '../conversations/waiting-time.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { Pager } from '../shell/pager.js';
import { text } from '../strings.js';
import { ImportDialog } from './import-dialog.js';
import { IndexState } from './index-state.js';
import { ItemDialog } from './item-dialog.js';
import { nameOf } from './item-name.js';
import { useVocabulary, vocabularyApi, vocabularyWritten } from './vocabulary-api.js';
import './vocabulary.css';

const words = text.vocabulary;
const kinds = ['synonyms', 'stopWord', 'word'] as const;
const pageSize = 50;

type Open = { item: VocabularyItem | undefined } | 'import' | undefined;

/** Admins' lists of the shop's own words: three kinds, search, file in and out, and whether what was saved is live. */
export function VocabularyPage() {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const named = usePlace().parts[1];
  const kind: VocabularyKind = kinds.find((each) => each === named) ?? 'synonyms';
  const [search, setSearch] = useState('');
  const [cursors, setCursors] = useState<string[]>([]);
  const [open, setOpen] = useState<Open>();
  const asked = useDeferredValue(search.trim());
  const cursor = cursors.at(-1);
  const list = useVocabulary({
    kind,
    limit: pageSize,
    ...(asked === '' ? {} : { search: asked }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const next = list.data?.nextCursor;
  const shown = list.data?.items.filter((item) => item.kind === kind) ?? [];

  const remove = (item: VocabularyItem): void => {
    modal.confirm({
      title: words.deleteTitle(nameOf(item)),
      content: words.deleteHint[item.kind],
      okText: words.delete,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      async onOk() {
        try {
          await vocabularyApi.remove(item);
          void message.success(words.deleted(nameOf(item)));
        } catch (failure) {
          void message.error(describeFailure(failure));
        }
        await vocabularyWritten(queries);
      },
    });
  };
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ item: undefined })}>
      {words.add[kind]}
    </Button>
  );

  return (
    <div className="vocabulary">
      <div className="vocabulary-bar">
        <Tabs
          className="vocabulary-kinds"
          activeKey={kind}
          onChange={(key) => {
            setCursors([]);
            navigate(pathTo('vocabulary', key));
          }}
          items={kinds.map((key) => ({
            key,
            label: (
              <>
                {words.kind[key]}
                <span className="vocabulary-count">{list.data?.counts[key] ?? ''}</span>
              </>
            ),
          }))}
        />
        <IndexState index={list.data?.index} />
      </div>
      <div className="vocabulary-tools">
        <Input
          className="vocabulary-search"
          prefix={<SearchOutlined />}
          allowClear
          value={search}
          maxLength={40}
          placeholder={words.search}
          aria-label={words.search}
          onChange={(event) => {
            setCursors([]);
            setSearch(event.target.value);
          }}
        />
        <span className="grow" />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'import', label: words.import },
              { type: 'divider' },
              {
                key: 'csv',
                label: (
                  <a href={vocabularyApi.exportPath('csv')} download>
                    {words.exportCsv}
                  </a>
                ),
              },
              {
                key: 'yaml',
                label: (
                  <a href={vocabularyApi.exportPath('yaml')} download>
                    {words.exportYaml}
                  </a>
                ),
              },
            ],
            onClick: ({ key }) => (key === 'import' ? setOpen('import') : undefined),
          }}
        >
          <Button icon={<SwapOutlined rotate={90} />}>{words.file}</Button>
        </Dropdown>
        {add}
      </div>
      <p className="faint vocabulary-about">{words.about[kind]}</p>
      <div className="vocabulary-table">
        {list.error !== null && list.data === undefined ? (
          <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />
        ) : (
          <Table<VocabularyItem>
            rowKey="id"
            size="middle"
            sticky
            columns={columnsOf(kind, (item) => setOpen({ item }), remove)}
            dataSource={shown}
            loading={list.isPending || list.isPlaceholderData}
            pagination={false}
            onRow={(item) => ({ onClick: () => setOpen({ item }) })}
            rowClassName="vocabulary-row"
            locale={{
              emptyText:
                list.isPending || list.isPlaceholderData ? (
                  ' '
                ) : asked === '' ? (
                  <EmptyNote
                    icon={<TagsOutlined />}
                    title={words.none[kind]}
                    hint={words.noneHint[kind]}
                    action={add}
                  />
                ) : (
                  <EmptyNote
                    icon={<SearchOutlined />}
                    title={words.noneFound}
                    hint={words.noneFoundHint}
                    action={<Button onClick={() => setSearch('')}>{words.clearSearch}</Button>}
                  />
                ),
            }}
          />
        )}
      </div>
      <Pager cursors={cursors} next={next} turning={list.isPlaceholderData} onTurn={setCursors} />
      {open === 'import' ? <ImportDialog onClose={() => setOpen(undefined)} /> : null}
      {open === undefined || open === 'import' ? null : (
        <ItemDialog
          key={open.item?.id ?? 'new'}
          kind={open.item?.kind ?? kind}
          stored={open.item}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function columnsOf(
  kind: VocabularyKind,
  edit: (item: VocabularyItem) => void,
  remove: (item: VocabularyItem) => void,
): TableColumnsType<VocabularyItem> {
  const said: TableColumnsType<VocabularyItem> =
    kind === 'synonyms'
      ? [
          {
            title: words.said,
            render: (_, item) => (
              <div className="said">
                {item.kind === 'synonyms'
                  ? item.said.map((each) => (
                      <span key={each} className="said-word">
                        {each}
                      </span>
                    ))
                  : null}
              </div>
            ),
          },
        ]
      : [];
  return [
    {
      title: kind === 'synonyms' ? words.means : words.word[kind],
      ...(kind === 'synonyms' ? { width: '22%' } : {}),
      render: (_, item) => <strong className="vocabulary-name">{nameOf(item)}</strong>,
    },
    ...said,
    {
      title: words.updated,
      width: 150,
      responsive: ['lg'],
      render: (_, { updatedAt, updatedBy }) => (
        <div className="vocabulary-updated">
          {updatedWords(updatedAt)}
          <div className="faint ellipsis">{updatedBy ?? words.bySystem}</div>
        </div>
      ),
    },
    {
      width: 92,
      align: 'right',
      render: (_, item) => (
        <span className="vocabulary-actions">
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={words.editRow(nameOf(item))}
            onClick={(event) => {
              event.stopPropagation();
              edit(item);
            }}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={words.deleteRow(nameOf(item))}
            onClick={(event) => {
              event.stopPropagation();
              remove(item);
            }}
          />
        </span>
      ),
    },
  ];
}

function updatedWords(iso: string): string {
  const told = rowTime(iso, Date.now(), text.thread.yesterday);
  return told.includes(':') ? `${text.thread.today} ${clockWords(iso)}` : told;
}
