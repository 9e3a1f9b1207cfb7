import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import numbers from './asvs-ids.json' with { type: 'json' };

/**
 * The papers about security name tests, files and requirements; here they are read as text, so that they
 * fail when what they name has moved on. `asvs-ids.json` is every number of levels 1 and 2 of ASVS 5.0.0.
 */
const read = (path: string) => readFileSync(path, 'utf8');

const abuses = read('docs/abuse-cases.md');
const asvs = read('docs/asvs.md');

/** The cells of every row of a table that is no head and no line. */
function rowsOf(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
    .map((line) => line.slice(2, -2).split(' | '))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** What is between quotation marks of a language, as it stands in the source. */
function stands(title: string, source: string): boolean {
  return ["'", '"', '`'].some((quote) =>
    source.includes(`${quote}${title.replaceAll(quote, `\\${quote}`)}${quote}`),
  );
}

function missingFrom(markdown: string): readonly string[] {
  const named = markdown.matchAll(/`(test\/[\w./-]+)` › "([^"]+)"/g);
  return [...named].flatMap(([, path = '', title = '']) => {
    if (!existsSync(path)) return [path];
    return stands(title, read(path)) ? [] : [`${path} › ${title}`];
  });
}

/** Which of the cases says nothing that a test could be found by, or not where it runs. */
function bareIn(markdown: string): readonly string[] {
  return rowsOf(markdown).flatMap(([name = '', , tests = '', on = '']) => {
    if (name === 'case') return [];
    const isWhole = tests.split('<br>').every((each) => /^`test\/[^`]+` › "[^"]+"$/.test(each));
    return isWhole && /^N( W)?$|^W$/.test(on) ? [] : [name];
  });
}

test('every test that the abuse cases name is there under its name', () => {
  expect(missingFrom(abuses)).toEqual([]);
  expect(bareIn(abuses)).toEqual([]);
  expect(rowsOf(abuses).filter(([name]) => name !== 'case').length).toBeGreaterThanOrEqual(30);
});

test('a case that runs on workerd names a test that does', () => {
  const onWorkers =
    /`test\/(platform\/(worker|journey|compacting)|security\/(attacks|dependencies))/;
  const without = rowsOf(abuses).filter(
    ([, , tests = '', on = '']) => (on === 'N W') !== onWorkers.test(tests),
  );
  expect(without.map(([name]) => name).filter((name) => name !== 'case')).toEqual([]);
});

test('every requirement of ASVS 5.0.0, levels 1 and 2, has one row, and no other has one', () => {
  const rows = rowsOf(asvs).filter(([first = '']) => first.startsWith('V'));
  const found = rows.map(([first = '']) => first.split(' ')[0]);
  expect(numbers).toHaveLength(253);
  expect(found).toEqual(numbers);
});

test('the figures at the head of the ASVS table are those of its rows, and each row says why', () => {
  const marks = ['met', 'partly', 'not', 'does not apply'];
  const all = rowsOf(asvs);
  const rows = all.filter(([first = '']) => first.startsWith('V'));
  for (const [name, mark = '', evidence = ''] of rows) {
    expect(marks, name).toContain(mark);
    expect(evidence.length, name).toBeGreaterThan(4);
  }
  const figures = Object.fromEntries(all.filter(([first = '']) => marks.includes(first)));
  for (const mark of marks)
    expect(Number(figures[mark]), mark).toBe(rows.filter(([, each]) => each === mark).length);
});

test('every file that the papers name is there', () => {
  for (const paper of ['docs/asvs.md', 'docs/abuse-cases.md', 'docs/security.md']) {
    const named = read(paper).matchAll(/`((?:src|test|docs|openapi|bench|drizzle)\/[\w./-]+)`/g);
    const dead = [...named].map(([, path = '']) => path).filter((path) => !existsSync(path));
    expect(dead, paper).toEqual([]);
  }
});

test('a title that is not there, and a case without one, are found', () => {
  const row = (title: string) => `| a | b | \`test/security/races.test.ts\` › "${title}" | N |`;
  expect(missingFrom(row('nobody'))).toEqual(['test/security/races.test.ts › nobody']);
  expect(missingFrom('`test/nowhere.test.ts` › "a"')).toEqual(['test/nowhere.test.ts']);
  expect(bareIn('| a | b | by design | N |')).toEqual(['a']);
});
