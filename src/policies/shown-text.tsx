import { useWords } from '../http/language.tsx';
import { policyWords } from './words/pages.ts';
import { headingsOf, plainText, readMarkdown } from '../updates/markdown.ts';
import { Parts } from '../updates/shown-markdown.tsx';
import { readSource, withoutMarks } from './model/source.ts';

/** Fewer headings than this are seen at a glance. */
const leastContents = 4;

/** A text as a page shows it: its headings can be linked to, and a long one begins with its contents. */
export function PolicyText({ text, base }: { text: string; base: string }) {
  const parts = partsOf(text);
  const headings = headingsOf(parts);
  const main = [...headings.values()].filter(({ level }) => level === 2);
  return (
    <>
      {main.length < leastContents ? null : (
        <nav class="screen" aria-label={useWords(policyWords).contents}>
          <ol class="contents">
            {main.map(({ id, words }) => (
              <li>
                <a href={`#${id}`} dir="auto">
                  {words}
                </a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div class="prose text">
        <Parts of={parts} how={{ base, headings }} />
      </div>
    </>
  );
}

/** The same as a fragment of HTML, for programs; `root` is the whole address of the trust centre. */
export function policyHtml(text: string, root: string): string {
  const parts = partsOf(text);
  return (<Parts of={parts} how={{ base: root, headings: headingsOf(parts) }} />).toString();
}

/** The first words, where a text says nothing about itself. */
export function beginningOf(text: string): string {
  const parts = partsOf(text).filter(({ type }) => type === 'paragraph');
  return plainText(parts.slice(0, 1)).replaceAll(/\s+/g, ' ').trim();
}

/** What is read of it, without marks. */
export function plainPolicy(text: string): string {
  return plainText(partsOf(text));
}

function partsOf(text: string) {
  const source = readSource(text);
  return readMarkdown(withoutMarks('fault' in source ? text : source.body));
}
