import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** An element as an independent parser saw it. */
export type Seen = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** Elements inside it, in document order. */
  readonly inside: readonly Seen[];
};

/** Every element of a page, in document order; parse errors other than odd characters in text throw. */
export function readHtml(body: string | Uint8Array): readonly Seen[] {
  const errors: string[] = [];
  const document = parse(String(body), { onParseError: ({ code }) => errors.push(code) });
  const serious = errors.filter((code) => !/character-in-input-stream|unexpected-null/.test(code));
  if (serious.length > 0) throw new Error(`The page does not parse: ${serious.join(', ')}`);
  return collect(document);
}

export function find(
  elements: readonly Seen[],
  wanted: Partial<Record<string, string>> & { name?: string },
) {
  const { name, ...attributes } = wanted;
  return elements.filter(
    (element) =>
      (name === undefined || element.name === name) &&
      Object.entries(attributes).every(([key, value]) => element.attributes[key] === value),
  );
}

/** The one element that fits. */
export function one(elements: readonly Seen[], wanted: Parameters<typeof find>[1]): Seen {
  const [first, ...others] = find(elements, wanted);
  if (first === undefined || others.length > 0) {
    throw new Error(`${others.length + (first ? 1 : 0)} elements are ${JSON.stringify(wanted)}`);
  }
  return first;
}

/**
 * The two there may be: JSON-LD for search engines, a data block, which no browser runs (HTML standard,
 * section 4.12.1), and the script of the register, from here and with nothing in it.
 */
export function isKnownScript({ name, attributes, text }: Seen): boolean {
  const { type, src = '' } = attributes;
  const isData = Object.keys(attributes).length === 1 && type === 'application/ld+json';
  return (
    name === 'script' && (isData || (/^\/trust\/narrow-[0-9a-f]+\.js$/.test(src) && text === ''))
  );
}

/** White space as a reader sees it. */
export function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What a parser makes of a text by the HTML standard: no NUL, line breaks as line feeds. */
export function asParsed(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
}

function collect(node: Node): readonly Seen[] {
  const inside = 'childNodes' in node ? node.childNodes.flatMap((child) => collect(child)) : [];
  if (!('tagName' in node)) return inside;
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [{ name: node.tagName, attributes, text: textOf(node), inside }, ...inside];
}

function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
