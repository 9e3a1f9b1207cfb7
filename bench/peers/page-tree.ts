import { type DefaultTreeAdapterTypes as Tree, html, parse } from 'parse5';

/** An element as React makes one, or a text. */
export type Node =
  | string
  | {
      readonly tag: string;
      readonly props: Readonly<Record<string, unknown>>;
      readonly children: readonly Node[];
    };

const propNames: Readonly<Record<string, string>> = {
  class: 'className',
  for: 'htmlFor',
  charset: 'charSet',
  hreflang: 'hrefLang',
  maxlength: 'maxLength',
  autocomplete: 'autoComplete',
  datetime: 'dateTime',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  'stroke-width': 'strokeWidth',
  value: 'defaultValue',
};

/** What stands in head and body of a page, so that React can render the same elements. */
export function treeOfPage(page: string): readonly Node[] {
  const [root] = parse(page).childNodes.filter((node) => 'tagName' in node);
  return (root?.childNodes ?? []).flatMap((part) =>
    'childNodes' in part ? part.childNodes.flatMap(nodeOf) : [],
  );
}

function nodeOf(node: Tree.ChildNode): readonly Node[] {
  if ('value' in node) return [node.value];
  if (!('tagName' in node)) return [];
  const { tagName: tag, attrs } = node;
  const props = Object.fromEntries(attrs.map(({ name, value }) => propOf(tag, name, value)));
  const children = node.childNodes.flatMap(nodeOf);
  if (tag !== html.TAG_NAMES.SCRIPT) return [{ tag, props, children }];
  const inside = { dangerouslySetInnerHTML: { __html: children.join('') } };
  return [{ tag, props: { ...props, ...inside }, children: [] }];
}

function propOf(tag: string, name: string, value: string): [string, unknown] {
  if (name === 'value' && tag !== 'input') return [name, value];
  // An attribute without a value is true.
  return [propNames[name] ?? name, value === '' && name !== 'value' ? true : value];
}
