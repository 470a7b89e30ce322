import type { RandomStream } from '../../platform/seeded-random.js';
import type { Cell, CellsInOrder } from './features.js';

/** Different words that a column remembers; later ones count as one. */
const mostWords = 50_000;
const longestWord = 200;
/** Cells of all columns together: 12 bytes each at most. */
const mostCells = 12_000_000;
const mostRows = 200_000;

export interface TrainingRows {
  columns: CellsInOrder[];
  outcome: Float64Array;
  treatment: Float64Array;
  /** Rows that came by, of which those kept are a fair sample. */
  seen: number;
}

/**
 * Takes rows as they are read and keeps a random sample of bounded size, each row as likely as any other (Vitter 1985,
 * algorithm R), so that memory does not grow with the file.
 */
export function collectRows(columnCount: number, random: RandomStream, limit = mostRows) {
  const capacity = Math.max(1000, Math.min(limit, Math.floor(mostCells / Math.max(1, columnCount))));
  const writers = Array.from({ length: columnCount }, () => growingColumn(capacity));
  let outcome = new Float64Array(1024);
  let treatment = new Float64Array(1024);
  let kept = 0;
  let seen = 0;
  return {
    /** @param outcomeValue a number; @param treatmentValue 0 or 1 */
    add(cells: readonly Cell[], outcomeValue: number, treatmentValue: number): void {
      seen += 1;
      const place = kept < capacity ? kept : Math.floor(random() * seen);
      if (place >= capacity) return;
      if (place >= outcome.length) {
        outcome = enlarged(outcome, capacity);
        treatment = enlarged(treatment, capacity);
      }
      kept = Math.max(kept, place + 1);
      outcome[place] = outcomeValue;
      treatment[place] = treatmentValue;
      for (let c = 0; c < columnCount; c += 1) writers[c]?.put(place, cells[c]);
    },
    rows(): TrainingRows {
      return {
        columns: writers.map((writer) => writer.read(kept)),
        outcome: outcome.slice(0, kept),
        treatment: treatment.slice(0, kept),
        seen,
      };
    },
  };
}

function growingColumn(capacity: number) {
  let numbers = new Float64Array(1024);
  /** 0: the number stands; −1: not known; otherwise the word's number. */
  let codes: Int32Array | undefined;
  const places = new Map<string, number>();
  const words: string[] = [''];
  const codeOf = (word: string): number => {
    const short = word.length > longestWord ? word.slice(0, longestWord) : word;
    const known = places.get(short);
    if (known !== undefined) return known;
    if (words.length > mostWords) return mostWords;
    // A copy of its own: a piece of a large text would keep the whole text in memory.
    const own = Buffer.from(short).toString();
    places.set(own, words.length);
    words.push(own);
    return words.length - 1;
  };
  return {
    put(row: number, cell: Cell): void {
      if (row >= numbers.length) {
        numbers = enlarged(numbers, capacity);
        if (codes !== undefined) {
          const larger = new Int32Array(numbers.length);
          larger.set(codes);
          codes = larger;
        }
      }
      if (typeof cell === 'number') {
        numbers[row] = cell;
        if (codes !== undefined) codes[row] = 0;
        return;
      }
      codes ??= new Int32Array(numbers.length);
      codes[row] = cell === undefined ? -1 : codeOf(cell);
    },
    read: (length: number): CellsInOrder => ({
      length,
      at(row) {
        const code = codes?.[row] ?? 0;
        if (code === 0) return numbers[row];
        return code < 0 ? undefined : words[code];
      },
    }),
  };
}

function enlarged(values: Float64Array, most: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.min(most, values.length * 2));
  larger.set(values);
  return larger;
}
