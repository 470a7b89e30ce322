import { Tooltip } from 'antd';
import type { ReactNode } from 'react';

/** A term with its explanation: by pointer, by keyboard, or by a tap. */
export function Explained({ told, children }: { told: string; children: ReactNode }) {
  return (
    <Tooltip title={told} trigger={['hover', 'focus', 'click']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable without a pointer */}
      <span className="explained" tabIndex={0}>
        {children}
      </span>
    </Tooltip>
  );
}
