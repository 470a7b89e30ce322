import { Tooltip } from 'antd';

interface Step {
  name: string;
  meaning: string | undefined;
  value: number;
}

/** Steps one below the other, each as a part of `whole`; a step may be larger than the one before. */
export function BarFunnel({
  steps,
  whole,
  tone = 1,
}: {
  steps: readonly Step[];
  whole: number;
  tone?: number;
}) {
  const most = Math.max(whole, ...steps.map(({ value }) => value), 1);
  return (
    <dl className="funnel">
      {steps.map(({ name, meaning, value }) => (
        <div key={name} className="funnel-step">
          <dt>
            <Tooltip title={meaning} trigger={['hover', 'focus']}>
              <button type="button" className="plot-term">
                {name}
              </button>
            </Tooltip>
          </dt>
          <dd>
            <span className="funnel-track" aria-hidden>
              <span
                className={`funnel-bar plot-fill-${tone}`}
                style={{ width: `${Math.max(value > 0 ? 0.8 : 0, (100 * value) / most)}%` }}
              />
            </span>
            <span className="funnel-value">
              {value.toLocaleString('zh-CN')}
              <span className="faint">{whole > 0 ? ` ${Math.round((1000 * value) / whole) / 10}%` : ''}</span>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
