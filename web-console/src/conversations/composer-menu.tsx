import { useEffect, useRef } from 'react';

export interface MenuItem {
  id: string;
  title: string;
  /** A word on the left, such as whose it is. */
  mark?: string;
  hint?: string;
}

interface ComposerMenuProps {
  id: string;
  items: readonly MenuItem[];
  active: number;
  label: string;
  empty: string;
  foot?: string | undefined;
  onPick: (index: number) => void;
  onActive: (index: number) => void;
}

export const optionId = (menu: string, index: number): string => `${menu}-${index}`;

/** What may be put in at the cursor. The focus stays in the composer, which moves the choice by keys. */
export function ComposerMenu({ id, items, active, label, empty, foot, onPick, onActive }: ComposerMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="composer-menu">
      {items.length === 0 ? <div className="composer-menu-empty faint">{empty}</div> : null}
      <div ref={list} id={id} role="listbox" aria-label={label} className="composer-menu-items">
        {items.map(({ id: key, title, mark, hint }, index) => (
          <div
            key={key}
            id={optionId(id, index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="composer-menu-item"
            onMouseMove={() => onActive(index)}
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              onPick(index);
            }}
          >
            {mark === undefined ? null : <span className="composer-menu-mark">{mark}</span>}
            <strong className="ellipsis">{title}</strong>
            {hint === undefined ? null : <span className="faint ellipsis">{hint}</span>}
          </div>
        ))}
      </div>
      {foot === undefined || items.length === 0 ? null : (
        <div className="composer-menu-foot faint">{foot}</div>
      )}
    </div>
  );
}
