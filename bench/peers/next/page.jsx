import { readFileSync } from 'node:fs';
import { createElement } from 'react';

// The same elements as the product's page, from memory: no database is asked, which spares Next.js its share.
let nodes;

export function Page() {
  nodes ??= JSON.parse(readFileSync(`${process.env.DATA}/page.json`, 'utf8'));
  return <>{nodes.map(render)}</>;
}

function render(node, key) {
  if (typeof node === 'string') return node;
  const { tag, props, children } = node;
  return children.length === 0
    ? createElement(tag, { key, ...props })
    : createElement(tag, { key, ...props }, children.map(render));
}
