import { describe, expect, it } from 'vitest';
import type { VocabularyContent } from '../contract/vocabulary.js';
import { readVocabulary, writeVocabulary } from './vocabulary-file.js';

const items: VocabularyContent[] = [
  { kind: 'synonyms', means: '快递', said: ['物流', '包裹'] },
  { kind: 'stopWord', word: '请问' },
  { kind: 'word', word: '小蓝瓶' },
];
const contents = (format: 'yaml' | 'csv', text: string) => {
  const read = readVocabulary(format, text);
  return 'lines' in read ? read.lines.map(({ content }) => content) : read.problems;
};

describe('vocabulary files', () => {
  it.each(['yaml', 'csv'] as const)('%s: what is written reads back the same', (format) => {
    expect(contents(format, writeVocabulary(format, items))).toEqual(items);
    expect(contents(format, writeVocabulary(format, []))).toEqual([]);
  });

  it('reads what spreadsheets write: marks, quotes, empty cells and lines', () => {
    const text =
      '\uFEFF类型,词,其他说法\r\n同义词,快递,物流,"包裹",,\r\n\r\n停用词,请问,,,\r\nword,小蓝瓶\r\n';
    expect(contents('csv', text)).toEqual(items);
  });

  it('tells the line of everything that is wrong', () => {
    expect(contents('csv', '同义词,快递\n什么,a\n停用词,请问,那个\n停用词,亲')).toEqual([
      { path: 'line 1', message: '请至少再写一个说法' },
      { path: 'line 2', message: expect.stringContaining('什么') },
      { path: 'line 3', message: '停用词一行只写一个词' },
    ]);
    expect(contents('yaml', 'stopWords:\n  - 请问\n  - [a]\n')).toEqual([
      expect.objectContaining({ path: 'line 3' }),
    ]);
    expect(contents('yaml', 'stopWord: [请问]\n')).toEqual([
      { path: 'line 1', message: expect.stringContaining('stopWord') },
    ]);
    expect(contents('yaml', 'a: [')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('YAML') }),
    ]);
  });
});
