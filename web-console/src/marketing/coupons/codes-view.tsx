import { BarcodeOutlined, DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { CodeBatch } from '../../../../src/contract/coupons.js';
import { describeFailure } from '../../api/problem.js';
import { dayWords } from '../../conversations/waiting-time.js';
import { EmptyNote, FailureNote } from '../../shell/failure-note.js';
import { Pill } from '../../shell/pill.js';
import { text } from '../../strings.js';
import { couponText } from '../../strings-coupons.js';
import { couponsApi, couponWritten, downloadBatch, useBatches } from './coupons-api.js';

const words = couponText.codes;
const mostCodes = 10_000;
const usualCodes = 100;

/** Batches of single-use codes: made, taken out once, made worthless. */
export function CodesView({ couponId, active }: { couponId: string; active: boolean }) {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const list = useBatches(couponId);
  const [making, setMaking] = useState(false);
  const day = (iso: string): string => dayWords(iso, Date.now());

  const told = async (work: () => Promise<string | undefined>): Promise<void> => {
    try {
      const done = await work();
      if (done !== undefined) void message.success(done);
    } catch (failure) {
      void message.error(describeFailure(failure));
    }
    couponWritten(queries);
  };
  const download = (batch: CodeBatch): void => {
    modal.confirm({
      title: words.downloadTitle,
      content: words.downloadHint,
      okText: words.download,
      cancelText: text.cancel,
      onOk: () =>
        told(async () => {
          saveAs(await downloadBatch(couponId, batch.id), `codes-${batch.id}.csv`);
          return undefined;
        }),
    });
  };
  const makeWorthless = (batch: CodeBatch): void => {
    modal.confirm({
      title: words.voidTitle,
      content: words.voidHint,
      okText: words.void,
      cancelText: text.cancel,
      okButtonProps: { danger: true },
      onOk: () =>
        told(async () => {
          await couponsApi.voidBatch(couponId, batch.id);
          return words.voidedNow;
        }),
    });
  };
  const create = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!active} onClick={() => setMaking(true)}>
      {words.create}
    </Button>
  );
  const columns: TableColumnsType<CodeBatch> = [
    { title: words.label, dataIndex: 'label', ellipsis: true },
    { title: words.count, dataIndex: 'count', width: 90, align: 'right' },
    { title: words.open, dataIndex: 'open', width: 80, align: 'right' },
    { title: words.redeemed, dataIndex: 'redeemed', width: 80, align: 'right', responsive: ['md'] },
    {
      title: words.createdAt,
      width: 120,
      responsive: ['md'],
      render: (_, { createdAt }) => day(createdAt),
    },
    {
      width: 230,
      align: 'right',
      render: (_, batch) => (
        <span className="batch-actions">
          {batch.voidedAt === undefined ? null : <Pill>{words.voided(day(batch.voidedAt))}</Pill>}
          {batch.exportedAt === undefined ? (
            <Button
              size="small"
              icon={<DownloadOutlined />}
              disabled={batch.voidedAt !== undefined}
              onClick={() => download(batch)}
            >
              {words.download}
            </Button>
          ) : (
            <span className="faint">{words.downloaded(day(batch.exportedAt))}</span>
          )}
          {batch.open === 0 || batch.voidedAt !== undefined ? null : (
            <Button size="small" type="text" danger onClick={() => makeWorthless(batch)}>
              {words.void}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <div className="list-page">
      <div className="list-bar">
        <span className="grow faint">{active ? '' : words.notActive}</span>
        {create}
      </div>
      <div className="list-table">
        {list.error !== null && list.data === undefined ? (
          <FailureNote words={describeFailure(list.error)} retry={() => void list.refetch()} />
        ) : (
          <Table<CodeBatch>
            rowKey="id"
            size="middle"
            columns={columns}
            dataSource={list.data ?? []}
            loading={list.isPending}
            pagination={false}
            locale={{
              emptyText: list.isPending ? (
                ' '
              ) : (
                <EmptyNote icon={<BarcodeOutlined />} title={words.none} hint={words.noneHint} />
              ),
            }}
          />
        )}
      </div>
      {making ? (
        <MakeBatch
          onClose={() => setMaking(false)}
          onMake={(wanted) =>
            told(async () => {
              await couponsApi.makeBatch(couponId, wanted);
              setMaking(false);
              return words.made(wanted.count);
            })
          }
        />
      ) : null}
    </div>
  );
}

interface MakeBatchProps {
  onMake: (wanted: { count: number; label: string }) => Promise<void>;
  onClose: () => void;
}

function MakeBatch({ onMake, onClose }: MakeBatchProps) {
  const [count, setCount] = useState<number | null>(usualCodes);
  const [label, setLabel] = useState('');
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    if (count === null) return;
    setBusy(true);
    await onMake({ count, label: label.trim() });
    setBusy(false);
  };
  return (
    <Modal
      open
      title={words.create}
      okText={words.create}
      cancelText={text.cancel}
      okButtonProps={{ disabled: count === null }}
      confirmLoading={busy}
      onOk={() => void make()}
      onCancel={onClose}
      width={400}
    >
      <div className="make-batch">
        <label htmlFor="batch-count">{words.count}</label>
        <InputNumber<number>
          id="batch-count"
          className="wide"
          min={1}
          max={mostCodes}
          precision={0}
          value={count}
          onChange={setCount}
        />
        <label htmlFor="batch-label">{words.label}</label>
        <Input
          id="batch-label"
          value={label}
          maxLength={60}
          placeholder={words.labelPlaceholder}
          onChange={({ target }) => setLabel(target.value)}
        />
      </div>
    </Modal>
  );
}

/** Gives the browser a file to keep. */
function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
