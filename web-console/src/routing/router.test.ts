import { describe, expect, it } from 'vitest';
import { pathTo, readPlace } from './router.js';

describe('readPlace', () => {
  it('splits the path below /console and the query', () => {
    const { parts, query } = readPlace('/console/knowledge/a%2Fb?tab=history');
    expect(parts).toEqual(['knowledge', 'a/b']);
    expect(query.get('tab')).toBe('history');
  });

  it('is the start page for the bare path and for foreign ones', () => {
    expect(readPlace('/console').parts).toEqual([]);
    expect(readPlace('/console/').parts).toEqual([]);
    expect(readPlace('/consoles/knowledge').parts).toEqual([]);
  });

  it('survives a malformed escape', () => {
    expect(readPlace('/console/%E0%A4%A').parts).toEqual(['%E0%A4%A']);
  });

  it('reads back what pathTo writes', () => {
    expect(readPlace(pathTo('knowledge', '发货 时间/1')).parts).toEqual(['knowledge', '发货 时间/1']);
  });
});
