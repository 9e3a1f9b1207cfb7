import type { Child } from 'hono/jsx';
import { safeUrl } from '../core/text.ts';
import { useWords } from './language.tsx';
import { partWords } from './words/pages.ts';

/** One label and its value in a `dl.facts`; nothing at all where nothing is stated. */
export function Fact({ label, children }: { label: string; children?: Child }) {
  if (isNothing(children)) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

/** A link that leaves this place; an address that is not http(s) stays text. */
export function WebLink({ url, children }: { url: string | undefined; children?: Child }) {
  if (url === undefined) return null;
  const href = safeUrl(url);
  const text = isNothing(children) ? <Breakable text={url} /> : children;
  return href === undefined ? (
    <bdi>{text}</bdi>
  ) : (
    <a href={href} rel="noopener nofollow">
      {text}
    </a>
  );
}

/** A mailbox to write to; what is not plainly one stays text, so that no link carries more than an address. */
export function MailLink({ email }: { email: string | undefined }) {
  if (email === undefined) return null;
  if (!/^[\w.+'-]+@[a-z0-9.-]+$/i.test(email)) return <bdi>{email}</bdi>;
  return (
    <a href={`mailto:${email}`}>
      <Breakable text={email} />
    </a>
  );
}

/** An address that may go on in the next line behind a slash, and before a sign at which eyes stop too. */
export function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=[^/]\/)(?=[^/])|(?=[@.?])(?!\.[^.]*$)/).map((part, index) => (
        <>
          {index === 0 ? null : <wbr />}
          {part}
        </>
      ))}
    </>
  );
}

/** Parts with something between them; parts that say nothing are left out, and nothing is left of none. */
export function joined(parts: readonly Child[], by: Child = ', '): Child {
  const stated = parts.filter((part) => !isNothing(part));
  return stated.length === 0
    ? undefined
    : stated.flatMap((part, index) => (index === 0 ? [part] : [by, part]));
}

/** Between what stands in one line; text, so that it is read without a stylesheet too. */
export const dot = '\u00a0· ';

/** Where silence is an answer too. */
export function Unstated() {
  return <span class="quiet">{useWords(partWords).unstated}</span>;
}

function isNothing(child: Child): boolean {
  if (Array.isArray(child)) return child.every(isNothing);
  return child === undefined || child === null || child === '' || typeof child === 'boolean';
}
