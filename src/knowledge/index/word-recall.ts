import { Index } from 'flexsearch';

/** Questions that may be recalled for one query. */
const recallLimit = 300;
/** Up to this many questions every term of a question finds it, and every term of a query is looked up. */
const mostInFull = 6000;
/** In larger tables a term finds at most this many questions: the shortest that hold it. */
const mostPerTerm = 2000;
/** … and a query looks up its rarest terms until they find this many together, but not fewer than the least. */
const mostLookedUp = 12_000;
const leastTerms = 3;

/** The terms of all questions, by number: those of question q are `terms[starts[q] .. starts[q + 1] - 1]`. */
export interface TermRows {
  terms: Int32Array;
  starts: Int32Array;
}

/**
 * Builds FlexSearch over the questions' terms.
 *
 * FlexSearch's time grows with the number of questions that a query's terms find. In a large table that is bounded in
 * two ways: a term keeps the questions in which it weighs most for BM25, the shortest ("champion lists", Manning,
 * Raghavan & Schütze 2008, 7.1.3), and a query asks for its rarest terms first and leaves out what is nearly everywhere.
 *
 * @param rows One per kind of term; the same number in two kinds is not the same term.
 * @returns Takes the terms of a query, a collection for each kind, and gives at most 300 questions, those with the
 *   most terms in common first.
 */
export async function buildWordRecall(
  rows: readonly TermRows[],
  pause: () => Promise<void>,
): Promise<(query: readonly { keys(): Iterable<number> }[]) => number[]> {
  const count = Math.max(0, ...rows.map(({ starts }) => starts.length - 1));
  const large = count > mostInFull;
  // FlexSearch splits what we hand it at spaces: numbers of terms, each marked with its kind.
  const flex = new Index({
    tokenize: 'strict',
    encode: (content: string) => content.split(' '),
    cache: false,
    // Places within a question mean nothing here.
    ...(large ? { resolution: 1 } : {}),
  });
  const listed = rows.map(
    ({ terms }) => new Int32Array(terms.reduce((top, term) => Math.max(top, term + 1), 0)),
  );
  const order = large ? shortestFirst(rows, count) : undefined;
  for (let turn = 0; turn < count; turn++) {
    const question = order?.[turn] ?? turn;
    const found: string[] = [];
    for (const [kind, { terms, starts }] of rows.entries()) {
      const times = listed[kind] as Int32Array;
      for (let at = starts[question] as number; at < (starts[question + 1] as number); at++) {
        const term = terms[at] as number;
        if (large && (times[term] as number) >= mostPerTerm) continue;
        times[term] = (times[term] as number) + 1;
        found.push(`${kind}${term}`);
      }
    }
    if (found.length > 0) flex.add(question, found.join(' '));
    if (turn % 100 === 99) await pause();
  }

  return (query) => {
    const asked = query.flatMap((terms, kind) =>
      Array.from(terms.keys(), (term) => ({ name: `${kind}${term}`, finds: listed[kind]?.[term] ?? 0 })),
    );
    const looked = large ? rarest(asked) : asked;
    if (looked.length === 0) return [];
    const found = flex.search(looked.map(({ name }) => name).join(' '), {
      limit: recallLimit,
      suggest: true,
    });
    return found.filter((id): id is number => typeof id === 'number');
  };
}

function rarest(asked: { name: string; finds: number }[]): { name: string; finds: number }[] {
  const sorted = asked.filter(({ finds }) => finds > 0).sort((a, b) => a.finds - b.finds);
  let total = 0;
  const enough = sorted.findIndex(({ finds }, at) => {
    total += finds;
    return total > mostLookedUp && at >= leastTerms;
  });
  return enough === -1 ? sorted : sorted.slice(0, enough);
}

function shortestFirst(rows: readonly TermRows[], count: number): Int32Array {
  const lengths = Int32Array.from({ length: count }, (_, q) =>
    rows.reduce((sum, { starts }) => sum + (starts[q + 1] as number) - (starts[q] as number), 0),
  );
  return Int32Array.from({ length: count }, (_, q) => q).sort(
    (a, b) => (lengths[a] as number) - (lengths[b] as number) || a - b,
  );
}
