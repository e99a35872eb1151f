import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskMemory } from '../../../server/lsp/knowledge/diskMemory.ts';
import type { MemoryFiles } from '../../../server/lsp/knowledge/memoryFiles.ts';
import { type RememberedList, rememberedLists } from '../../../server/lsp/knowledge/rememberedLists.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

function kept(name: string, hash = 'h1', tool = 'pay', folder = '/home/me'): RememberedList {
  const tools = [{ name: tool, inputSchema: { type: 'object' } }];
  return { folder, name, hash, list: { server: name, fetchedAt: Date.UTC(2026, 0, 31), tools, skipped: [] } };
}

suite('The lists of earlier sessions', () => {
  let folder = '';
  let log: string[] = [];
  const memory = () => rememberedLists(diskMemory(folder), digest, (line) => void log.push(line));
  /** Some time passes. */
  const later = () => {
    for (const file of readdirSync(folder)) {
      const before = new Date(statSync(join(folder, file)).mtimeMs - 10_000);
      utimesSync(join(folder, file), before, before);
    }
  };

  setup(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'mcp-policy-')), 'memory');
    log = [];
  });
  teardown(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  test('are there in the next session, each of its own definition', async () => {
    await memory().remember(kept('pay', 'h1', 'old'));
    later();
    await memory().remember(kept('pay', 'h2', 'new'));
    later();
    await memory().remember(kept('other'));
    const next = memory();
    assert.deepEqual(await next.recall({ folder: '/home/me', name: 'pay', hash: 'h1' }), kept('pay', 'h1', 'old'));
    assert.deepEqual(await next.recall({ hash: 'h2' }), kept('pay', 'h2', 'new'));
    assert.equal(await next.recall({ folder: '/home/me', name: 'pay', hash: 'h3' }), undefined);
    assert.equal(await next.recall({ folder: '/home/you', name: 'pay' }), undefined);
    assert.deepEqual(log, []);
  });

  test('without a hash the latest of the name counts, without a name the latest of the folder', async () => {
    await memory().remember(kept('pay', 'h1', 'old'));
    later();
    await memory().remember(kept('pay', 'h2', 'new'));
    later();
    await memory().remember(kept('other'));
    assert.equal((await memory().recall({ folder: '/home/me', name: 'pay' }))?.hash, 'h2');
    assert.equal((await memory().recall({ folder: '/home/me' }))?.name, 'other');
  });

  test('the last of two lists that come at once is the one that stays', async () => {
    const lists = memory();
    await Promise.all([lists.remember(kept('pay', 'h1', 'first')), lists.remember(kept('pay', 'h1', 'second'))]);
    assert.equal((await lists.recall({ name: 'pay' }))?.list.tools[0]?.name, 'second');
    assert.equal(readdirSync(folder).length, 1);
  });

  test('hold the list and whose it is, nothing else, for nobody but their user', async () => {
    await memory().remember(kept('pay'));
    const [file = ''] = readdirSync(folder);
    assert.match(file, /^[0-9a-f-]+\.list$/);
    assert.equal(
      readFileSync(join(folder, file), 'utf8').split('\n')[0],
      '{"folder":"/home/me","name":"pay","hash":"h1"}',
    );
    if (process.platform !== 'win32') {
      assert.equal(statSync(join(folder, file)).mode & 0o077, 0);
      assert.equal(statSync(folder).mode & 0o077, 0);
    }
  });

  const broken: readonly (readonly [what: string, text: string | ((sound: string) => string)])[] = [
    ['an empty file', ''],
    ['half a file', (sound) => sound.slice(0, sound.length / 2)],
    ['no JSON', '{"folder":\n{}'],
    ['another JSON', '7\n{"tools": []}'],
    ['a list that is none', '{"folder":"/home/me","name":"pay","hash":"h1"}\n{"tools": 7}'],
    ['random bytes', '\u0000\u0001\ufffd'.repeat(1000)],
  ];
  for (const [what, text] of broken) {
    test(`${what} in the place of one is passed over, with a line in the log`, async () => {
      await memory().remember(kept('pay', 'h0', 'older'));
      later();
      await memory().remember(kept('pay'));
      for (const file of readdirSync(folder)) {
        const path = join(folder, file);
        const sound = readFileSync(path, 'utf8');
        if (sound.includes('"h1"')) writeFileSync(path, typeof text === 'string' ? text : text(sound));
      }
      assert.deepEqual(await memory().recall({ folder: '/home/me', name: 'pay' }), kept('pay', 'h0', 'older'));
      assert.equal(log.length, 1, log.join('\n'));
      assert.match(log[0] ?? '', /^A remembered list of tools was passed over/);
      assert.equal(await memory().recall({ name: 'pay', hash: 'h1' }), undefined);
    });
  }

  test('a file that says another name than its own is not used', async () => {
    await memory().remember(kept('pay'));
    const [file = ''] = readdirSync(folder);
    writeFileSync(
      join(folder, file),
      readFileSync(join(folder, file), 'utf8').replace('"name":"pay"', '"name":"steal"'),
    );
    assert.equal(await memory().recall({ name: 'pay' }), undefined);
  });

  test('a folder that is not there, or cannot be used, costs the memory and nothing else', async () => {
    assert.equal(await memory().recall({ name: 'pay' }), undefined);
    assert.deepEqual(log, []);
    writeFileSync(folder, 'a file');
    await memory().remember(kept('pay'));
    assert.equal(await memory().recall({ name: 'pay' }), undefined);
    assert.match(log[0] ?? '', /^A list of tools could not be remembered: /);
    assert.match(log[1] ?? '', /^The remembered lists of tools cannot be read: /);
  });

  test('what a process left unfinished is no list, and is taken away after a while', async () => {
    await memory().remember(kept('pay'));
    const unfinished = `${readdirSync(folder)[0]}.${randomUUID()}.unfinished`;
    writeFileSync(join(folder, unfinished), '{');
    mkdirSync(join(folder, 'some-folder'));
    assert.equal((await diskMemory(folder).list()).length, 1);
    assert.equal(readdirSync(folder).length, 3);
    const then = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(join(folder, unfinished), then, then);
    await diskMemory(folder).list();
    assert.equal(readdirSync(folder).length, 2);
  });

  test('nothing but lists of its own is read or taken away in a folder that holds others’ files, too', async () => {
    await memory().remember(kept('pay'));
    const [own = ''] = readdirSync(folder);
    const others = [
      ...Array.from({ length: 300 }, (_, index) => `thesis ${index}.txt`),
      'notes.list',
      'a-b-c.unfinished',
    ];
    for (const name of others) {
      writeFileSync(join(folder, name), 'mine');
      utimesSync(join(folder, name), new Date(0), new Date(0));
    }
    await memory().remember(kept('other'));
    assert.equal((await memory().recall({ name: 'pay' }))?.name, 'pay');
    for (const name of others) assert.equal(readFileSync(join(folder, name), 'utf8'), 'mine');
    assert.ok(readdirSync(folder).includes(own));
    assert.deepEqual(log, []);
  });

  if (process.platform !== 'win32') {
    test('a link that leads out of the folder is neither read nor followed when lists are taken away', async () => {
      await memory().remember(kept('pay'));
      const [own = ''] = readdirSync(folder);
      const outside = join(folder, '..', 'outside.list');
      writeFileSync(outside, readFileSync(join(folder, own)));
      rmSync(join(folder, own));
      symlinkSync(outside, join(folder, own));
      assert.equal(await memory().recall({ name: 'pay' }), undefined);
      await assert.rejects(diskMemory(folder).read(own), /is not a file/);
      for (let number = 0; number < 205; number++) await memory().remember(kept(`server ${number}`));
      assert.ok(existsSync(outside));
    });

    const odd: readonly (readonly [what: string, make: (path: string) => void])[] = [
      ['a link to an endless device', (path) => symlinkSync('/dev/zero', path)],
      ['a pipe that nobody writes to', (path) => void execFileSync('mkfifo', [path])],
      ['a link to itself', (path) => symlinkSync(path, path)],
      ['a folder', (path) => void mkdirSync(path)],
      ['a hundred megabytes', (path) => void ftruncateSync(openSync(path, 'w'), 100e6)],
    ];
    for (const [what, make] of odd) {
      test(`${what} in the place of a list costs that list alone`, async () => {
        await memory().remember(kept('pay', 'h0', 'older'));
        later();
        await memory().remember(kept('pay'));
        const file =
          readdirSync(folder).find((name) => readFileSync(join(folder, name), 'utf8').includes('"h1"')) ?? '';
        rmSync(join(folder, file));
        make(join(folder, file));
        assert.equal((await memory().recall({ folder: '/home/me', name: 'pay' }))?.hash, 'h0');
        await diskMemory(folder)
          .read(file)
          .then(
            (text) => assert.equal(text, undefined),
            (error) => assert.match(String(error), /not a file|larger than|ELOOP/),
          );
        await memory().remember(kept('pay', 'h2', 'new'));
        assert.equal((await memory().recall({ folder: '/home/me', name: 'pay' }))?.hash, 'h2');
      });
    }
  }

  test('whoever reads while another writes gets a whole list', async () => {
    const lists = memory();
    await lists.remember(kept('pay', 'h1', 'a'.repeat(900)));
    const writes = Array.from({ length: 20 }, (_, index) =>
      lists.remember(kept('pay', 'h1', `${'b'.repeat(900)}${index}`)),
    );
    const others = Array.from({ length: 20 }, () => memory().recall({ name: 'pay' }));
    for (const found of await Promise.all(others)) assert.equal(found?.list.tools.length, 1);
    await Promise.all(writes);
    assert.deepEqual(log, []);
  });

  test('are bounded in number and size: the oldest go first', async () => {
    const files = inMemory();
    const lists = rememberedLists(files, digest, (line) => void log.push(line));
    for (let number = 0; number < 205; number++) await lists.remember(kept(`server ${number}`));
    assert.equal((await files.list()).length, 200);
    assert.equal(await lists.recall({ name: 'server 4' }), undefined);
    assert.equal((await lists.recall({ name: 'server 5' }))?.name, 'server 5');
    files.sizeOf = 50 * 1024 * 1024;
    await lists.remember(kept('large'));
    assert.deepEqual((await files.list()).length, 2);
    const huge = kept('huge', 'h1', 'x');
    const list = { ...huge.list, cutShort: 'y'.repeat(17 * 1024 * 1024) };
    await lists.remember({ ...huge, list });
    assert.equal(await lists.recall({ name: 'huge' }), undefined);
    assert.match(log.at(-1) ?? '', /could not be remembered: it is too large/);
  });
});

/** A folder in memory, in which time passes with each writing. */
function inMemory(): MemoryFiles & { sizeOf: number } {
  const texts = new Map<string, { readonly text: string; readonly modifiedAt: number }>();
  let now = 0;
  const files = {
    sizeOf: 1,
    list: async () => [...texts].map(([name, { modifiedAt }]) => ({ name, size: files.sizeOf, modifiedAt })),
    read: async (name: string) => texts.get(name)?.text,
    write: async (name: string, text: string) => void texts.set(name, { text, modifiedAt: now++ }),
    remove: async (name: string) => void texts.delete(name),
  };
  return files;
}
