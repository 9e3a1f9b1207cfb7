/** What the lines between `---` at the beginning of a text may say, one `name: value` each. */
const frontMatterNames = ['title', 'description'] as const;
type FrontMatterName = (typeof frontMatterNames)[number];

export type Source = Readonly<Partial<Record<FrontMatterName, string>>> & {
  /** Markdown, with the marks of generated sections. */
  readonly body: string;
};

const fence = '---';

/**
 * Reads the front matter of a text: a part of YAML that YAML reads the same, plain or double-quoted
 * scalars. Gives what is wrong with it in words instead.
 */
export function readSource(text: string): Source | { readonly fault: string } {
  const [first, ...lines] = text.split('\n');
  if (first?.trimEnd() !== fence) return { body: text };
  const end = lines.findIndex((line) => line.trimEnd() === fence);
  if (end === -1) return { fault: 'The front matter has no end: close it by a line of ---.' };
  const read: Partial<Record<FrontMatterName, string>> = {};
  for (const [index, line] of lines.slice(0, end).entries()) {
    if (line.trim() === '') continue;
    const found = readLine(line);
    if ('fault' in found) return { fault: atLine(index + 2, found.fault) };
    if (read[found.name] !== undefined)
      return { fault: atLine(index + 2, `The front matter says ${found.name} twice.`) };
    read[found.name] = found.value;
  }
  return { ...read, body: lines.slice(end + 1).join('\n') };
}

/** As editors count: from 1, the front matter among them. */
export function atLine(line: number, fault: string): string {
  return `Line ${line}: ${fault}`;
}

function readLine(line: string): { name: FrontMatterName; value: string } | { fault: string } {
  const [, name = '', written = ''] = /^([a-z]+):\s(.*)$/s.exec(line) ?? [];
  const known = frontMatterNames.find((each) => each === name);
  if (known === undefined)
    return {
      fault: `The front matter has lines such as "title: Privacy policy". It may say ${frontMatterNames.join(' and ')}; it says “${line.slice(0, 40)}”.`,
    };
  const value = unquoted(written.trim());
  if (value === undefined || value === '' || value.length > 300)
    return {
      fault: `In the front matter ${known} is plain text of one line, at most 300 characters; in double quotes where it holds a colon or begins with a sign.`,
    };
  return { name: known, value };
}

/** Undefined for what YAML would read as something else than this text. */
function unquoted(text: string): string | undefined {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(["\\])/g, '$1');
  return /^[^\p{L}\p{N}]|: |:$| #/u.test(text) ? undefined : text;
}

/** A stretch of a text: what somebody wrote, or what Annex generates. */
export type Stretch = { readonly section?: string; readonly text: string };

/** The stretches of a text in their order. Gives what is wrong with the marks in words instead. */
export function readStretches(text: string): readonly Stretch[] | { readonly fault: string } {
  const stretches: Stretch[] = [];
  let lines: string[] = [];
  let open: string | undefined;
  let begun = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const mark = readMark(line);
    if (mark === undefined) {
      lines.push(line);
      continue;
    }
    if (mark.isEnd ? mark.section !== open : open !== undefined)
      return { fault: atLine(index + 1, misplaced(mark.section)) };
    stretches.push(stretchOf(open, lines));
    open = mark.isEnd ? undefined : mark.section;
    begun = index + 1;
    lines = [];
  }
  if (open !== undefined)
    return {
      fault: atLine(begun, `The generated section ${open} has no end: <!-- /annex:${open} -->.`),
    };
  return [...stretches, stretchOf(open, lines)];
}

function readMark(line: string): { section: string; isEnd: boolean } | undefined {
  const [, end, section] = /^<!-- (\/?)annex:([a-z-]+) -->$/.exec(line.trim()) ?? [];
  return section === undefined ? undefined : { section, isEnd: end === '/' };
}

function stretchOf(section: string | undefined, lines: readonly string[]): Stretch {
  return { ...(section !== undefined && { section }), text: lines.join('\n') };
}

function misplaced(section: string): string {
  return `The generated section ${section} is not well marked: it begins with <!-- annex:${section} --> and ends with <!-- /annex:${section} -->, each on a line of its own, and none stands in another.`;
}

/** Names of the generated sections of a text, each once. */
export function sectionsIn(text: string): readonly string[] {
  return [...new Set(stretchesOf(text).flatMap(({ section }) => section ?? []))];
}

/** The text with what `generate` gives between the marks; as it was where that is undefined. */
export function refill(text: string, generate: (section: string) => string | undefined): string {
  return stretchesOf(text)
    .map(({ section, text: before }) =>
      section === undefined
        ? before
        : `<!-- annex:${section} -->\n${generate(section) ?? before}\n<!-- /annex:${section} -->`,
    )
    .join('\n');
}

/** The text without the marks. */
export function withoutMarks(text: string): string {
  return stretchesOf(text)
    .map((stretch) => stretch.text)
    .join('\n\n');
}

/** A text whose marks are wrong, which none is that was saved, has no generated sections. */
function stretchesOf(text: string): readonly Stretch[] {
  const read = readStretches(text);
  return 'fault' in read ? [{ text }] : read;
}
