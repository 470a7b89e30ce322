import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows that come and go together. */
const blockSize = 20;
/** So far beyond the edges of the list rows are there already, pixels: more than one turn of the wheel. */
const ahead = 800;

interface RowBlocksProps<Row> {
  rows: readonly Row[];
  /** Height of a row as long as none of its block has been seen, pixels. */
  usualHeight: number;
  draw: (row: Row) => ReactNode;
}

/**
 * A long list of which only what is near the eye is in the page, block by block; rows may have any height. The others
 * are held open by as much room as they took when they were last there.
 */
export function RowBlocks<Row>({ rows, usualHeight, draw }: RowBlocksProps<Row>) {
  const blocks = Array.from({ length: Math.ceil(rows.length / blockSize) }, (_, number) =>
    rows.slice(number * blockSize, (number + 1) * blockSize),
  );
  return blocks.map((block, number) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block is a place in the list, whatever stands there
    <Block key={number} firstNear={number === 0} height={block.length * usualHeight}>
      {() => block.map(draw)}
    </Block>
  ));
}

interface BlockProps {
  firstNear: boolean;
  height: number;
  children: () => ReactNode;
}

function Block({ firstNear, height, children }: BlockProps) {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(firstNear);
  const seenHeight = useRef<number>(undefined);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (entry === undefined) return;
        // What holds the room open has the height that its rows had.
        if (!entry.isIntersecting) seenHeight.current = entry.boundingClientRect.height;
        setNear(entry.isIntersecting);
      },
      { root: element.closest('.inbox-rows'), rootMargin: `${ahead}px 0px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={box} style={near ? undefined : { height: seenHeight.current ?? height }}>
      {near ? children() : null}
    </div>
  );
}
