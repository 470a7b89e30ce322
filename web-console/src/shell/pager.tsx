import { Button } from 'antd';
import { text } from '../strings.js';
import './pager.css';

interface PagerProps {
  /** Cursors of the pages walked through; the last one is the page on the screen. Empty: the first page. */
  cursors: readonly string[];
  /** Where the next page begins; absent on the last one. */
  next: string | undefined;
  /** The page on the screen is not yet the one that was asked for. */
  turning: boolean;
  onTurn: (cursors: string[]) => void;
}

/** Back and forth in a list whose pages are known by cursor only. Nothing where there is one page. */
export function Pager({ cursors, next, turning, onTurn }: PagerProps) {
  if (cursors.length === 0 && next === undefined) return null;
  return (
    <nav className="pager" aria-label={text.pager.label}>
      <Button disabled={cursors.length === 0} onClick={() => onTurn(cursors.slice(0, -1))}>
        {text.pager.previous}
      </Button>
      <span className="faint">{text.pager.pageOf(cursors.length + 1)}</span>
      <Button
        disabled={next === undefined || turning}
        onClick={() => (next === undefined ? undefined : onTurn([...cursors, next]))}
      >
        {text.pager.next}
      </Button>
    </nav>
  );
}
