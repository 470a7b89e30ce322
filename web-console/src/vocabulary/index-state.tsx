import { CheckCircleFilled, LoadingOutlined, WarningFilled } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { VocabularyIndexStatus } from '../../../src/contract/vocabulary.js';
import { text } from '../strings.js';

const words = text.vocabulary.state;

/** Whether what was saved already answers, in one line that is read out when it changes. */
export function IndexState({ index }: { index: VocabularyIndexStatus | undefined }) {
  if (index === undefined) return null;
  const { building, usualSeconds, builtAt, failure } = index;
  const seconds = Math.max(1, usualSeconds ?? 1);
  const state = building ? 'building' : failure !== undefined ? 'failed' : builtAt ? 'live' : 'unknown';
  return (
    <span className={`index-state index-${state}`} role="status">
      {state === 'building' ? (
        <>
          <LoadingOutlined /> {usualSeconds === undefined ? words.building : words.buildingFor(seconds)}
        </>
      ) : null}
      {state === 'failed' ? (
        <Tooltip title={failure}>
          <WarningFilled /> {words.failed}
        </Tooltip>
      ) : null}
      {state === 'live' ? (
        <>
          <CheckCircleFilled /> {words.live}
          <span className="faint index-hint"> · {words.liveHint(seconds)}</span>
        </>
      ) : null}
      {state === 'unknown' ? words.unknown : null}
    </span>
  );
}
