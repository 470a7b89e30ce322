import {
  DeleteOutlined,
  EditOutlined,
  PlusOutlined,
  SearchOutlined,
  ThunderboltOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Segmented, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import type { CannedReply } from '../../../src/contract/agent-tools.js';
import { api } from '../api/endpoints.js';
import { describeFailure } from '../api/problem.js';
import { useDesk } from '../live/desk-context.js';
import { cannedKey, useCannedReplies } from '../live/desk-queries.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { Pill } from '../shell/pill.js';
import { text } from '../strings.js';
import { ReplyDialog } from './reply-dialog.js';
import './canned-replies.css';

const words = text.canned;
type Shown = 'all' | 'shared' | 'personal';

/** Replies that are sent often: admins keep the shared ones, everybody their own. */
export function CannedRepliesPage() {
  const { staff } = useDesk();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const list = useCannedReplies();
  const [shown, setShown] = useState<Shown>('all');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<{ reply: CannedReply | undefined }>();
  const isAdmin = staff.role === 'admin';
  const all = list.data?.items ?? [];
  const typed = search.trim().toLowerCase();
  const rows = all.filter(
    ({ scope, title, category, text: said, initials }) =>
      (shown === 'all' || scope === shown) &&
      (typed === '' || `${title}\n${category}\n${said}\n${initials}`.toLowerCase().includes(typed)),
  );
  const categories = [...new Set(all.map(({ category }) => category).filter((each) => each !== ''))];
  const groups = [...new Set(rows.map(({ category }) => category))];
  const mayChange = ({ scope }: CannedReply): boolean => scope === 'personal' || isAdmin;

  const remove = (reply: CannedReply): void => {
    modal.confirm({
      title: words.deleteTitle(reply.title),
      content: words.deleteHint,
      okText: words.delete,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      async onOk() {
        try {
          await api.deleteCannedReply(reply.id);
          void message.success(words.deleted(reply.title));
        } catch (failure) {
          void message.error(describeFailure(failure));
        }
        await queries.invalidateQueries({ queryKey: cannedKey });
      },
    });
  };
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ reply: undefined })}>
      {words.add}
    </Button>
  );

  return (
    <div className="canned">
      <div className="canned-tools">
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: words.all },
            { value: 'shared', label: text.desk.shared },
            { value: 'personal', label: text.desk.personal },
          ]}
        />
        <Input
          className="canned-search"
          prefix={<SearchOutlined />}
          allowClear
          value={search}
          maxLength={40}
          placeholder={words.search}
          aria-label={words.search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className="grow" />
        {isAdmin && list.data !== undefined ? <ShopName name={list.data.shopName} /> : null}
        {add}
      </div>
      {list.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {list.error !== null && list.data === undefined ? (
        <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />
      ) : null}
      {list.data !== undefined && rows.length === 0 ? (
        <EmptyNote
          icon={<ThunderboltOutlined />}
          title={all.length === 0 ? words.empty : words.noneFound}
          {...(all.length === 0
            ? { hint: words.emptyHint, action: add }
            : {
                action: (
                  <Button
                    onClick={() => {
                      setSearch('');
                      setShown('all');
                    }}
                  >
                    {words.clear}
                  </Button>
                ),
              })}
        />
      ) : null}
      {groups.map((group) => (
        <section key={group} className="canned-group">
          <h2>{group === '' ? words.none : group}</h2>
          <ul>
            {rows
              .filter(({ category }) => category === group)
              .map((reply) => (
                <li key={reply.id} className="canned-row">
                  <div className="grow">
                    <div className="canned-head">
                      <strong>{reply.title}</strong>
                      <code>/{reply.initials.slice(0, 12)}</code>
                      {reply.scope === 'personal' ? <Pill tone="info">{text.desk.personal}</Pill> : null}
                    </div>
                    <p>
                      <WithBlanks words={reply.text} />
                    </p>
                  </div>
                  {mayChange(reply) ? (
                    <span className="canned-actions">
                      <Button
                        type="text"
                        size="small"
                        icon={<EditOutlined />}
                        aria-label={words.editRow(reply.title)}
                        onClick={() => setOpen({ reply })}
                      />
                      <Button
                        type="text"
                        size="small"
                        icon={<DeleteOutlined />}
                        aria-label={words.deleteRow(reply.title)}
                        onClick={() => remove(reply)}
                      />
                    </span>
                  ) : null}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {open === undefined ? null : (
        <ReplyDialog
          key={open.reply?.id ?? 'new'}
          stored={open.reply}
          categories={categories}
          mayShare={isAdmin}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

/** What {店铺名} stands for, changed in place. */
function ShopName({ name }: { name: string | undefined }) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const change = async (next: string): Promise<void> => {
    if (next.trim() === '' || next.trim() === name) return;
    try {
      await api.changeShopName(next.trim());
      await queries.invalidateQueries({ queryKey: cannedKey });
    } catch (failure) {
      void message.error(describeFailure(failure));
    }
  };
  return (
    <span className="canned-shop" title={words.shopNameHint}>
      <span className="faint">{words.shopName}</span>
      <Typography.Text
        editable={{
          text: name ?? '',
          maxLength: 30,
          tooltip: words.shopNameHint,
          onChange: (next) => void change(next),
        }}
      >
        {name ?? '—'}
      </Typography.Text>
    </span>
  );
}

/** A reply with its blanks marked. */
function WithBlanks({ words: whole }: { words: string }) {
  const parts = whole.split(/(\{[^{}\n]{1,12}\})/);
  let at = 0;
  return parts.map((part) => {
    at += part.length;
    return part.startsWith('{') ? (
      <span key={at} className="blank">
        {part}
      </span>
    ) : (
      part
    );
  });
}
