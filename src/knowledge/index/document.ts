/** Something that can be matched: a knowledge entry or an intent. */
export interface MatchDocument {
  id: string;
  kind: 'entry' | 'intent';
  title: string;
  /** The standard question first, then similar ones (or an intent's examples). At least one. */
  questions: string[];
  /** Documents with the same outcome need not be told apart: their chances add up. Absent: an outcome of its own. */
  outcome?: string;
}

/** All questions of all documents in one row; a document's questions are neighbours. */
export interface QuestionTable {
  /** Normalised text of each question. */
  texts: string[];
  /** Index of the document that a question belongs to. */
  documentOf: Int32Array;
  /** Document d owns the questions `starts[d] .. starts[d + 1] - 1`. */
  starts: Int32Array;
  /** Number of the outcome that a document leads to. */
  outcomeOf: Int32Array;
}

/** Questions `from .. to - 1` that are to be treated as if they were not in the index. */
export interface Exclusion {
  from: number;
  to: number;
}

export const nothingExcluded: Exclusion = { from: 0, to: 0 };

/**
 * Lays the questions out in one row. Questions that are empty once normalised, or repeat within one document, are
 * left out; a document without any question left keeps an empty range and is never a candidate.
 */
export function tabulate(
  documents: readonly MatchDocument[],
  normalize: (text: string) => string,
): QuestionTable {
  const texts: string[] = [];
  const owners: number[] = [];
  const starts = new Int32Array(documents.length + 1);
  for (const [index, document] of documents.entries()) {
    starts[index] = texts.length;
    for (const text of new Set(document.questions.map(normalize))) {
      if (text === '') continue;
      texts.push(text);
      owners.push(index);
    }
  }
  starts[documents.length] = texts.length;
  return { texts, documentOf: Int32Array.from(owners), starts, outcomeOf: numberOutcomes(documents) };
}

function numberOutcomes(documents: readonly MatchDocument[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(documents, ({ outcome, kind, id }) => {
    const name = outcome ?? `${kind} ${id}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}
