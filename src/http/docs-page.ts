import { z } from 'zod';
import type { DescribedRoute } from './api-description.js';

/** A page to read the API on: no script, light and dark, one line a route that opens to its schemas. */
export function docsPage(routes: readonly DescribedRoute[], version: string): string {
  const groups = new Map<string, DescribedRoute[]>();
  for (const route of routes) {
    const name = groupOf(route.path);
    groups.set(name, [...(groups.get(name) ?? []), route]);
  }
  const names = [...groups.keys()].sort();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Zhanggui API</title><link rel="icon" href="data:,"><style>${style}</style></head><body>
<header><h1>掌柜 Zhanggui API <small>${escapeHtml(version)}</small></h1>
<p>Written from the same schemas that check the requests. For machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).
Errors are <code>application/problem+json</code> with a stable <code>code</code> and the wrong fields in <code>errors</code>.</p>
<nav>${names.map((name) => `<a href="#${name}">${escapeHtml(name)}</a>`).join('')}</nav></header>
<main>${names.map((name) => section(name, groups.get(name) ?? [])).join('\n')}</main></body></html>`;
}

function groupOf(path: string): string {
  return /^\/v1\/([\w-]+)/.exec(path)?.[1] ?? 'server';
}

function section(name: string, routes: DescribedRoute[]): string {
  return `<section><h2 id="${name}">${escapeHtml(name)}</h2>${routes.map(entry).join('\n')}</section>`;
}

function entry({ method, path, summary, who, query, body, response }: DescribedRoute): string {
  const parts = [
    schema('Query', query, 'input'),
    schema('Body', body, 'input'),
    schema('Answer', response, 'output'),
  ];
  const line = `<b class="${method.toLowerCase()}">${method}</b><code>${escapeHtml(path)}</code><span>${escapeHtml(summary)}</span>`;
  return `<details><summary>${line}</summary><p>Who: ${escapeHtml(who)}</p>${parts.join('')}</details>`;
}

function schema(title: string, type: z.ZodType | undefined, io: 'input' | 'output'): string {
  if (!type) return '';
  const { $schema: _dialect, ...json } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  return `<h3>${title}</h3><pre tabindex="0">${escapeHtml(JSON.stringify(json, undefined, 2))}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; font: 15px/1.55 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif;
  --ink: #23201d; --soft: #6d655e; --line: #e6e0d9; --card: #fff; --page: #faf8f5; --accent: #b3361b; --code: #f4f0ea; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece7e1; --soft: #a39a91; --line: #39342f; --card: #211e1b;
  --page: #181614; --accent: #f08a6c; --code: #2a2622; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 60rem; color: var(--ink); background: var(--page); }
h1 { margin: 0; font-size: 1.6rem; } h1 small { color: var(--soft); font-size: .9rem; font-weight: 400; }
header p { margin: .4rem 0 1rem; color: var(--soft); max-width: 46rem; } a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: .4rem; }
nav a { padding: .15rem .7rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); text-decoration: none; font-size: .9rem; }
h2 { margin: 2rem 0 .6rem; font-size: 1.05rem; }
details { border: 1px solid var(--line); background: var(--card); margin-top: -1px; padding: 0 .9rem; }
details:first-of-type { border-radius: .6rem .6rem 0 0; } details:last-of-type { border-radius: 0 0 .6rem .6rem; }
details:only-of-type { border-radius: .6rem; }
summary { display: grid; grid-template-columns: 4.2rem minmax(0, 24rem) minmax(0, 1fr); gap: .8rem; padding: .6rem 0; cursor: pointer; align-items: baseline; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
summary span { color: var(--soft); } code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
summary code { overflow-wrap: anywhere; } b { font-size: .75rem; letter-spacing: .04em; color: var(--accent); }
b.get { color: #2c7a51; } b.delete { color: #a3283f; }
@media (prefers-color-scheme: dark) { b.get { color: #74c69d; } b.delete { color: #f2879b; } }
details p { margin: 0 0 .4rem; color: var(--soft); } h3 { margin: .6rem 0 .3rem; font-size: .85rem; }
pre { margin: 0 0 .9rem; padding: .7rem .9rem; background: var(--code); border-radius: .5rem; overflow-x: auto; max-height: 24rem; }
@media (max-width: 40rem) { summary { grid-template-columns: 4.2rem 1fr; } summary span { grid-column: 2; } }
`;
