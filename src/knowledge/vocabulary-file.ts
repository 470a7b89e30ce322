import { Document, isMap, isSeq } from 'yaml';
import type { FieldError } from '../contract/ack.js';
import {
  type VocabularyContent,
  type VocabularyFormat,
  type VocabularyKind,
  vocabularyContent,
  vocabularyFile,
} from '../contract/vocabulary.js';
import { fieldErrorsOf } from '../platform/errors.js';
import { parseSource } from '../platform/yaml-source.js';

/** One item of a file, and where it stands (lines start at 1). */
export interface VocabularyLine {
  line: number;
  content: VocabularyContent;
}

/** What is wrong in a file: `path` is `line 12`, or empty for the whole. */
export type VocabularyReading = { lines: VocabularyLine[] } | { problems: FieldError[] };

export const lineProblem = (line: number, message: string): FieldError => ({ path: `line ${line}`, message });

/** Reads a whole file of words; everything that is wrong with its form is told, line by line. */
export function readVocabulary(format: VocabularyFormat, text: string): VocabularyReading {
  // Spreadsheets put an invisible mark before the first character.
  const clean = text.replace(/^\uFEFF/, '');
  return format === 'yaml' ? readYaml(clean) : readCsv(clean);
}

function readYaml(text: string): VocabularyReading {
  const source = parseSource('', text, vocabularyFile);
  if (Array.isArray(source))
    return {
      problems: source.map(({ line, path, message }) =>
        line === undefined
          ? { path: '', message }
          : lineProblem(line, path === '' ? message : `${path}: ${message}`),
      ),
    };
  const { value, lineOf } = source;
  const single = (list: 'stopWords' | 'words', kind: 'stopWord' | 'word') =>
    value[list].map((word, at) => ({ line: lineOf(`${list}.${at}`), content: { kind, word } }));
  return {
    lines: [
      ...value.synonyms.map(
        (group, at): VocabularyLine => ({
          line: lineOf(`synonyms.${at}`),
          content: { kind: 'synonyms', ...group },
        }),
      ),
      ...single('stopWords', 'stopWord'),
      ...single('words', 'word'),
    ],
  };
}

/** First cell of a CSV line; both the words people read and those of the contract. */
const kindNames: Record<string, VocabularyKind> = {
  同义词: 'synonyms',
  停用词: 'stopWord',
  专有词: 'word',
  synonyms: 'synonyms',
  stopWord: 'stopWord',
  word: 'word',
};
const header = '类型,词,其他说法';

/** `类型,词,其他说法…` a line, as spreadsheets write it. No expression holds a comma or a quote, so none is escaped. */
function readCsv(text: string): VocabularyReading {
  const lines: VocabularyLine[] = [];
  const problems: FieldError[] = [];
  for (const [index, row] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const cells = row.split(/[,，\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 0 || (index === 0 && cells[0] === '类型')) continue;
    const [kindName = '', first = '', ...others] = cells;
    const kind = Object.hasOwn(kindNames, kindName) ? kindNames[kindName] : undefined;
    if (kind === undefined) {
      problems.push(lineProblem(line, `第一列“${kindName.slice(0, 20)}”要写同义词、停用词或专有词`));
      continue;
    }
    const said = others.filter((cell) => cell !== '');
    if (kind !== 'synonyms' && said.length > 0) {
      problems.push(lineProblem(line, `${kindName}一行只写一个词`));
      continue;
    }
    const read = vocabularyContent.safeParse(
      kind === 'synonyms' ? { kind, means: first, said } : { kind, word: first },
    );
    if (read.success) lines.push({ line, content: read.data });
    else problems.push(...fieldErrorsOf(read.error.issues).map(({ message }) => lineProblem(line, message)));
  }
  return problems.length > 0 ? { problems } : { lines };
}

/** A whole file that imports back to the same items. */
export function writeVocabulary(format: VocabularyFormat, items: readonly VocabularyContent[]): string {
  const sorted = items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const groups = sorted.flatMap((item) => (item.kind === 'synonyms' ? [item] : []));
  const singles = (kind: VocabularyKind) =>
    sorted.flatMap((item) => (item.kind === kind && item.kind !== 'synonyms' ? [item.word] : []));
  if (format === 'csv') {
    const rows = [
      header,
      ...groups.map(({ means, said }) => ['同义词', means, ...said].join(',')),
      ...singles('stopWord').map((word) => `停用词,${word}`),
      ...singles('word').map((word) => `专有词,${word}`),
    ];
    // Without the mark, spreadsheets on Windows take the file for another encoding.
    return `\uFEFF${rows.join('\r\n')}\r\n`;
  }
  const document = new Document({
    synonyms: groups.map(({ means, said }) => ({ means, said })),
    stopWords: singles('stopWord'),
    words: singles('word'),
  });
  const list = document.get('synonyms');
  for (const group of isSeq(list) ? list.items : []) {
    const said = isMap(group) ? group.get('said', true) : undefined;
    if (isSeq(said)) said.flow = true;
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function nameOf(content: VocabularyContent): string {
  return content.kind === 'synonyms' ? content.means : content.word;
}
