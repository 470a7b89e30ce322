import type { PrivacyRequestView } from '../../contract/privacy.js';

const states: Record<PrivacyRequestView['state'], string> = {
  waiting: '已提交，还在反悔期',
  running: '正在删除',
  done: '已经删除',
  cancelled: '已撤回，没有删除',
};
const done = { delete: '已删除', clear: '已匿名', keep: '保留' } as const;

/**
 * How a deletion stands, as a page for whoever has the receipt: the person has no account any more. It names nobody.
 * @param timeZone of the shop
 */
export function receiptPage(
  { id, state, createdAt, dueAt, proof }: PrivacyRequestView,
  timeZone: string,
): string {
  const at = (iso: string) =>
    new Intl.DateTimeFormat('zh-CN', { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(
      new Date(iso),
    );
  const lines = [
    ['凭证号', id],
    ['进度', states[state]],
    ['提交时间', at(createdAt)],
    ...(state === 'waiting' ? [['开始时间', at(dueAt)]] : []),
    ...(proof ? [['完成时间', at(proof.endedAt)]] : []),
  ];
  const rows = proof?.tables.filter((table) => table.rows > 0) ?? [];
  const table = rows
    .map(({ title, how, rows: count, keeps }) => {
      const why = keeps ? `<small>${escaped(keeps)}</small>` : '';
      return `<tr><td>${escaped(title)}${why}</td><td>${count} 行</td><td>${done[how]}</td></tr>`;
    })
    .join('');
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>数据删除凭证</title>
<h1>数据删除凭证</h1>
<dl>${lines.map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>
${proof ? `<table border="1" cellpadding="6"><tr><th>数据</th><th>数量</th><th>结果</th></tr>${table}</table>` : ''}
${proof ? `<p>上传的文件：删除 ${proof.files} 个</p><p>签名：<code>${escaped(proof.signature)}</code></p>` : ''}
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
