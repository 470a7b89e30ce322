import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../platform/package-root.js';
import { commands } from './commands.js';
import { runCli } from './run.js';

let folder: string;
let environment: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-cli-'));
  environment = { DATA_DIR: join(folder, 'data'), MODEL_DIR: join(folder, 'no-models') };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...words: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(words, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    environment,
  });
  return { code, out, err };
}
async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const failsWith = (line: string | RegExp) => ({
  code: 1,
  out: [],
  err: [typeof line === 'string' ? line : expect.stringMatching(line)],
});

const knowledge = 'category: 退换\nentries:\n  - id: how\n    question: 怎么退货\n    answer: 先申请\n';
const intents =
  'group: 闲聊\nintents:\n  - {id: hello, name: 问好, examples: [你好], action: reply, reply: 您好}\n';

describe('the command line', () => {
  it('explains itself, as a whole and command by command', async () => {
    const all = await run('--help');
    expect(all.code).toBe(0);
    expect(all.err).toEqual([]);
    for (const { name, summary, options, operands } of commands) {
      expect(all.out.join('\n')).toContain(name);
      for (const flag of ['--help', '-h']) {
        const { code, out } = await run(...name.split(' '), flag);
        expect(code).toBe(0);
        expect(out[0]).toContain(name);
        expect(out.join('\n')).toContain(summary);
        for (const option of Object.keys(options)) expect(out.join('\n')).toContain(`--${option} `);
        if (operands) expect(out.join('\n')).toContain(operands.explanation);
      }
    }
    const group = await run('knowledge', '--help');
    expect(group.out.join('\n')).toContain('knowledge export');
    expect(group.out.join('\n')).not.toContain('migrate');
  });

  it.each([
    [[], /^Say what to do: match, mood, recommend, knowledge check, .*--help\.$/],
    [['frobnicate'], /^There is no command "frobnicate"\. There are: match, /],
    [
      ['knowledge'],
      /^"knowledge" needs one of these behind it: knowledge check, knowledge import, knowledge export\.$/,
    ],
    [['knowledge', 'chek', 'x.yml'], /needs one of these behind it/],
    [['knowledge', 'check'], /^"knowledge check" needs FILES\. It is typed: knowledge check FILES$/],
    [['knowledge', 'check', 'a.yml', '--fast'], /does not know --fast/],
    [['knowledge', 'check', 'a.yml', '-f'], /does not know -f/],
    [['knowledge', 'export'], /needs --out DIR/],
    [['knowledge', 'export', '--out'], /needs DIR after --out/],
    [['knowledge', 'export', '--out', 'a', '--out', 'b'], /takes --out once/],
    [['knowledge', 'export', '--out', 'a', 'b'], /does not know what to do with "b"/],
    [['match', '--knowledge', 'k', '--queries', 'q'], /needs --out FILE/],
    [['migrate', 'now'], /does not know what to do with "now"/],
  ] as const)('answers %j with one line that helps', async (words, line) => {
    expect(await run(...words)).toEqual(failsWith(line));
  });

  it('says what is wrong with the settings', async () => {
    const err: string[] = [];
    const path = await file('ok.yml', knowledge);
    const code = await runCli(['knowledge', 'check', path], {
      out: () => {},
      err: (line) => err.push(line),
      environment: { PORT: 'many' },
    });
    expect([code, err]).toEqual([1, [expect.stringContaining('PORT must be a whole number')]]);
  });
});

describe('checking', () => {
  it('names file and line of what is wrong in a file of words', async () => {
    const path = await file('words.csv', '停用词,请问\n同义词,快递,请问\n专有词,好\n');
    expect(await run('vocabulary', 'check', path)).toMatchObject({
      code: 1,
      err: expect.arrayContaining([
        expect.stringContaining(`${path}:2 “请问”是停用词`),
        expect.stringContaining(`${path}:3 专有词至少两个字`),
      ]),
    });
    expect(await run('vocabulary', 'check', 'not-there.yml')).toMatchObject({ code: 1 });
  });

  it('passes the starter content, given as files or as folders', async () => {
    const [base, starter] = [join(packageRoot(), 'knowledge-base'), join(packageRoot(), 'intents')];
    const files = (await readdir(base))
      .filter((name) => name.endsWith('.yml'))
      .map((name) => join(base, name));
    expect(await run('knowledge', 'check', ...files)).toMatchObject({ code: 0, err: [] });
    expect((await run('knowledge', 'check', base)).out).toEqual([
      expect.stringMatching(/^\d{3} entries, nothing wrong\.$/),
    ]);
    expect(await run('intents', 'check', starter, '--knowledge', ...files)).toMatchObject({
      code: 0,
      err: [],
    });
    expect(await run('vocabulary', 'check', join(base, 'vocabulary', 'starter.yml'))).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^\d+ items, nothing wrong\.$/)],
    });
    const rules = join(packageRoot(), 'order-rules');
    expect(await run('orders', 'check', rules, '--knowledge', ...files)).toMatchObject({
      code: 0,
      out: [expect.stringMatching(/^\d\d rules, nothing wrong\.$/)],
    });
    const few = await file('few.yml', knowledge);
    const { code, err } = await run('orders', 'check', rules, '--knowledge', few);
    expect(code).toBe(1);
    expect(err[1]).toMatch(
      /rules\.yml:\d+ rules\.0\.entry: there is no entry "ordering-cancel-before-dispatch"/,
    );
  });

  it('lists every problem with its place after a summary, and one problem alone', async () => {
    const bad = await file(
      'bad.yml',
      knowledge.replace('怎么退货', '""').replace('answer: 先申请', 'anwser: x'),
    );
    expect(await run('knowledge', 'check', bad)).toEqual({
      code: 1,
      out: [],
      err: [
        '3 problems:',
        expect.stringContaining(`${bad}:3 entries.0.answer: `),
        `${bad}:4 entries.0.question: must not be empty`,
        `${bad}:5 entries.0.anwser: is not a known field`,
      ],
    });
    expect(await run('knowledge', 'check', join(folder, 'nowhere.yml'))).toEqual(
      failsWith(`${join(folder, 'nowhere.yml')} does not exist`),
    );
  });

  it('checks intents next to the knowledge that they go with', async () => {
    const answer = intents.replace('action: reply, reply: 您好', 'action: answer, entry: nowhere');
    const path = await file('answer.yml', answer);
    expect((await run('intents', 'check', path)).code).toBe(0);
    expect(await run('intents', 'check', path, '--knowledge', await file('k.yml', knowledge))).toEqual(
      failsWith(`${path}:3 intents.0.entry: there is no entry "nowhere"`),
    );
  });
});

describe('what works on the database', () => {
  it('imports, exports and imports back, on one embedded database after the other command', async () => {
    const source = await file('import.yml', knowledge);
    expect(await run('migrate')).toEqual({ code: 0, out: ['The embedded database is up to date.'], err: [] });
    expect((await run('knowledge', 'import', source)).out).toEqual(['1 new, 0 changed, 0 as they were.']);
    expect((await run('intents', 'import', await file('intents.yml', intents))).out).toEqual([
      '1 new, 0 changed, 0 as they were.',
    ]);
    const out = join(folder, 'new', 'export');
    expect((await run('knowledge', 'export', '--out', out)).out).toEqual(['1 entry in 1 file.']);
    expect((await run('intents', 'export', '--out', out)).out).toEqual(['1 intent in 1 file.']);
    expect((await readdir(out)).sort()).toEqual(['退换.yml', '闲聊.yml'].sort());
    expect(await readFile(join(out, '退换.yml'), 'utf8')).toContain('question: 怎么退货');
    expect((await run('knowledge', 'import', join(out, '退换.yml'))).out).toEqual([
      '0 new, 0 changed, 1 as they were.',
    ]);
    expect((await run('intents', 'import', join(out, '闲聊.yml'))).out).toEqual([
      '0 new, 0 changed, 1 as they were.',
    ]);

    const rules = join(packageRoot(), 'order-rules');
    expect(await run('orders', 'import', rules)).toEqual(
      failsWith(/^rules\.0\.entry: there is no entry "ordering-cancel-before-dispatch"/),
    );
    const ownEntry = (await readFile(join(rules, 'rules.yml'), 'utf8')).replace(/entry: .*/g, 'entry: how');
    const own = await file('own-rules.yml', ownEntry);
    expect((await run('orders', 'import', own)).out).toEqual(['Version 1 of the rules is in force.']);
    expect((await run('orders', 'import', own)).out).toEqual(['The rules are as they were.']);

    const clash = await file('clash.yml', knowledge.replace('id: how', 'id: other'));
    expect(await run('knowledge', 'import', clash)).toEqual(
      failsWith(`${clash}:4 entries.0.question: "怎么退货" is claimed by the entry "how" too`),
    );
    const bad = await file(
      'bad.yml',
      knowledge.replace('question: 怎么退货', 'question: ""').replace('先申请', '""'),
    );
    expect(await run('knowledge', 'import', bad)).toEqual(
      failsWith(`${bad}:4 entries.0.question: must not be empty (and 1 more problem)`),
    );
    expect((await run('knowledge', 'import', source)).out).toEqual(['0 new, 0 changed, 1 as they were.']);

    await mkdir(join(folder, 'blocked', '退换.yml'), { recursive: true });
    expect(await run('knowledge', 'export', '--out', join(folder, 'blocked'))).toEqual(
      failsWith(/^The files cannot be written/),
    );
    expect(await readdir(join(folder, 'blocked'))).toEqual(['退换.yml']);
  }, 120_000);

  it('says in one line when the database cannot be reached, without the password', async () => {
    environment.DATABASE_URL = 'postgresql://shop:geheim@127.0.0.1:9/shop';
    try {
      const { code, err } = await run('migrate');
      expect(code).toBe(1);
      expect(err).toHaveLength(1);
      expect(err[0]).not.toContain('geheim');
    } finally {
      delete environment.DATABASE_URL;
    }
  });
});

describe('matching', () => {
  it('answers a file of questions, and says afterwards that it had no model', async () => {
    const k = await file(
      'k.jsonl',
      '{"id":"how","question":"怎么退货","similar":["咋退啊"],"answer":"先申请"}\n{"id":"ship","question":"什么时候发货"}\n',
    );
    const q = await file('q.jsonl', '{"id":"1","text":"咋退啊"}\n');
    const r = join(folder, 'r.jsonl');
    const { code, out, err } = await run('match', '--knowledge', k, '--queries', q, '--out', r);
    expect([code, out]).toEqual([0, []]);
    expect(err.join('\n')).toContain('Matching by words alone');
    expect(JSON.parse(await readFile(r, 'utf8'))).toMatchObject({
      id: '1',
      decision: 'answer',
      candidates: [{ id: 'how' }],
    });
  });

  it('fails with one line that names file, line and field, and writes nothing', async () => {
    const k = await file('k.jsonl', '{"id":"how","question":"怎么退货"}\n{"id":"two"}\n');
    const q = await file('q.jsonl', '{"id":"1","text":"咋退啊"}\n');
    const r = join(folder, 'none.jsonl');
    const { code, out, err } = await run('match', '--knowledge', k, '--queries', q, '--out', r);
    expect([code, out, err.length]).toEqual([1, [], 1]);
    expect(err[0]).toContain('k.jsonl');
    expect(err[0]).toMatch(/2.*question/);
    await expect(readFile(r)).rejects.toThrow();
  });

  it('makes an account once, tells its password once, and names what is wrong', async () => {
    const add = (role: string) =>
      run('staff', 'add', '--email', 'Chef@shop.test', '--name', '店长', '--role', role);
    expect(await add('boss')).toEqual(failsWith(/--role.*must be one of agent, supervisor, admin/));
    const { code, out } = await add('admin');
    expect(code).toBe(0);
    expect(out).toEqual([expect.stringMatching(/^chef@shop\.test may log in as admin\. .*: [\w-]{16}$/)]);
    expect(await add('admin')).toEqual(failsWith(/chef@shop\.test/));
  });
});

describe('API keys', () => {
  it('are made, listed without the key, and revoked', async () => {
    const add = (...scopes: string[]) => run('keys', 'add', '--name', '订单同步', '--scopes', ...scopes);
    expect(await add('everything')).toEqual(failsWith(/--scopes.*must be among catalogue:write/));
    const { code, out } = await add('orders:write', 'events:write');
    expect(code).toBe(0);
    const key = out[0]?.split(': ').at(-1) ?? '';
    expect(key).toMatch(/^zg_\w{52}$/);
    const listed = await run('keys', 'list');
    expect(listed.out[0]).toContain('orders:write,events:write  never used');
    expect(listed.out.join()).not.toContain(key);
    const [id = ''] = listed.out[0]?.split(' ') ?? [];
    expect(await run('keys', 'revoke', 'x')).toEqual(failsWith(/needs one id/));
    expect(await run('keys', 'revoke', id)).toMatchObject({ code: 0 });
    expect((await run('keys', 'list')).out[0]).toContain('revoked');
  });
});

describe('mood', () => {
  it('reads a file of texts', async () => {
    const q = await file('mood.jsonl', '{"id":"1","text":"我要投诉你们"}\n');
    const r = join(folder, 'mood-out.jsonl');
    expect(await run('mood', '--queries', q, '--out', r)).toMatchObject({ code: 0, out: [] });
    const read = JSON.parse(await readFile(r, 'utf8')) as { id: string; angry: number };
    expect(read.id).toBe('1');
    expect(read.angry).toBeGreaterThan(0.4);
  });

  it('fails with one line that names file, line and field', async () => {
    const q = await file('mood-bad.jsonl', '{"id":"1","text":"好"}\n{"id":"2"}\n');
    const out = join(folder, 'mood-none.jsonl');
    expect(await run('mood', '--queries', q, '--out', out)).toEqual(failsWith(/mood-bad\.jsonl:2: text: /));
    await expect(readFile(out)).rejects.toThrow();
  });
});
