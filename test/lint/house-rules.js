// Two rules of the house that oxlint does not have: who may import whom, and no clock in a decision.
import { dirname, join, relative } from 'node:path';

const clocks = ['Date.now', 'Math.random', 'performance.now', 'crypto.getRandomValues'];
const dice = ['randomUUID', 'randomBytes', 'randomInt'];

const noClock = {
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.name === 'Date' && node.arguments.length === 0) report(context, node);
    },
    CallExpression(node) {
      const { object, property } = node.callee;
      const owner = object?.property?.name ?? object?.name;
      const name = property?.name ?? node.callee.name;
      if (dice.includes(name) || clocks.includes(`${owner}.${name}`)) report(context, node);
    },
  }),
};

function report(context, node) {
  context.report({ node, message: 'Time, chance and ids come in as values here.' });
}

// Options: `files`, `types` (for `import type` beside those) and `packages`; of the patterns that
// match the last decides. `own` is the importing file's folder; a file is named by folder and
// layer: src/notices/model/fold.ts is notices/model.
const imports = {
  meta: { schema: false },
  create(context) {
    const [{ files, types = [], packages }] = context.options;
    const self = layerOf(relative(context.cwd, context.filename));
    const [own] = self.split('/');
    const check = ({ source, importKind, exportKind }) => {
      const isType = importKind === 'type' || exportKind === 'type';
      if (typeof source?.value !== 'string') return;
      const isOurs = source.value.startsWith('.');
      const target = isOurs
        ? layerOf(join(dirname(relative(context.cwd, context.filename)), source.value))
        : source.value;
      const mayUse = isOurs ? [...files, ...(isType ? types : [])] : packages;
      if (target === self || isAllowed(target, mayUse, own)) return;
      const message = `${self} may not import ${target} (.oxlintrc.json says who may).`;
      context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

function layerOf(path) {
  const [top, ...inside] = path
    .replace(/\?raw$/, '')
    .replace(/\.(tsx?|js)$/, '')
    .split('/');
  return top === 'src' ? inside.slice(0, 2).join('/') : path;
}

function isAllowed(target, patterns, own) {
  const decides = patterns.findLast((pattern) => matches(target, pattern.replace(/^!/, ''), own));
  return decides !== undefined && !decides.startsWith('!');
}

function matches(target, pattern, own) {
  const name = pattern.replace(/^own\//, `${own}/`);
  if (name.endsWith('/**')) return target.startsWith(name.slice(0, -2));
  return new RegExp(`^${name.replaceAll('*', '[^/]+')}$`).test(target);
}

export default {
  meta: { name: 'house' },
  rules: { imports, 'no-clock': noClock },
};
