const promises = [
  ['满 59 元包邮', '不满收 8 元运费'],
  ['七天无理由', '签收次日起算'],
  ['15 天价保', '降价退差价'],
  ['真人客服', '每天 9:00–22:00'],
] as const;

/** The shop's promises, as its knowledge base states them. */
export function Promises() {
  return (
    <ul class="promises width">
      {promises.map(([title, text]) => (
        <li key={title}>
          <strong>{title}</strong>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
