import { HistoryOutlined } from '@ant-design/icons';
import { Button, Collapse, Skeleton } from 'antd';
import type { OrderRules } from '../../../src/contract/order-rules.js';
import { describeFailure } from '../api/problem.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import { ChangeList } from './change-list.js';
import { useRulesHistory } from './rules-api.js';
import { diffRules } from './rules-diff.js';

const words = text.orderRules;
const moment = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });

/** Every change that was made, newest first, with what it changed. @param current the rules in force */
export function HistoryView({ current }: { current: OrderRules | undefined }) {
  const history = useRulesHistory();
  if (history.data === undefined) {
    return history.error === null ? (
      <Skeleton active className="page-skeleton" />
    ) : (
      <FailureNote words={describeFailure(history.error)} retry={() => void history.refetch()} />
    );
  }
  const items = history.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return <EmptyNote icon={<HistoryOutlined />} title={words.noHistory} hint={words.noHistoryHint} />;
  return (
    <div className="rules-history">
      <Collapse
        items={items.map(({ id, version, at, by, before }, index) => {
          // What a change made is what the next one found.
          const after = index === 0 ? current : items[index - 1]?.before;
          return {
            key: id,
            label: words.version(version),
            extra: (
              <span className="faint">
                {by ?? words.somebody} · {moment.format(new Date(at))}
              </span>
            ),
            children: after ? (
              <ChangeList changes={diffRules(before, after)} />
            ) : (
              <span className="faint">{words.unreadable}</span>
            ),
          };
        })}
      />
      {history.hasNextPage ? (
        <Button loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {text.more}
        </Button>
      ) : null}
    </div>
  );
}
