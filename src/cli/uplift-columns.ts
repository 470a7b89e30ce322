import { lineError } from './jsonl.js';

/** Which value of the treatment column means what. */
export interface TreatmentReading {
  treatedValue: string;
  controlValue: string;
  /** Which of the two numbers that `read` gives is the treated arm. */
  treatedIndex: number;
}

/** Words that mean "was left alone", lower case; of two values the one that is such a word is the control. */
const controlWords =
  /^(?:0|0\.0+|false|no|n|f|none|control|controls|ctrl|placebo|untreated|holdout|hold-out|baseline|a|off|no[ _-]?(?:e-?mail|treatment|offer|coupon|contact|action|campaign|message|ad)s?|对照|对照组|空白|未投放|否|无)$/;
const treatedWords =
  /^(?:1|1\.0+|true|yes|y|t|treatment|treated|treat|test|exposed|b|on|variant|实验|实验组|投放|处理组|是|有)$/;

/** Reads a column of two values, of which one must be recognised as treated or as control. */
export function binaryTreatment(file: string, column: string) {
  const values: string[] = [];
  return {
    /** @returns 0 or 1, by the order in which the values came */
    read(text: string, line: number): number {
      const value = text.trim();
      if (value === '')
        throw lineError(file, line, column, 'is empty; every row must say whether it was treated');
      const known = values.indexOf(value);
      if (known !== -1) return known;
      if (values.length === 2)
        throw lineError(
          file,
          line,
          column,
          `has a third value, "${shortened(value)}" beside "${shortened(values[0])}" and "${shortened(values[1])}"; exactly two are needed`,
        );
      values.push(value);
      return values.length - 1;
    },

    /** After the last row. @throws AppError when there was one value only, or it is not clear which is the control */
    finish(): TreatmentReading {
      const [first, second] = values;
      if (first === undefined || second === undefined)
        throw lineError(
          file,
          2,
          column,
          `has one value only, "${shortened(first)}"; treated and untreated rows are needed`,
        );
      const controlIndex = whichIsControl(first, second);
      if (controlIndex === undefined)
        throw lineError(
          file,
          1,
          column,
          `holds "${shortened(first)}" and "${shortened(second)}", and it is not clear which is the control; use 0 and 1, or control and treated`,
        );
      const treatedIndex = 1 - controlIndex;
      return {
        treatedIndex,
        treatedValue: values[treatedIndex] as string,
        controlValue: values[controlIndex] as string,
      };
    },
  };
}

function whichIsControl(first: string, second: string): 0 | 1 | undefined {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  const [aControl, bControl] = [controlWords.test(a), controlWords.test(b)];
  if (aControl !== bControl) return aControl ? 0 : 1;
  const [aTreated, bTreated] = [treatedWords.test(a), treatedWords.test(b)];
  if (aTreated !== bTreated) return aTreated ? 1 : 0;
  // Numbers: the smaller is the control (−1 and 1, 1 and 2).
  const [x, y] = [Number(first), Number(second)];
  if (Number.isFinite(x) && Number.isFinite(y) && x !== y) return x < y ? 0 : 1;
  return undefined;
}

function shortened(text: string | undefined): string {
  const given = text ?? '';
  return given.length > 40 ? `${given.slice(0, 40)}…` : given;
}
