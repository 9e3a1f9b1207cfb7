import { integrityOf, sha256 } from '../core/hash.ts';
import changes from './elements/changes.js?raw';
import controls from './elements/controls.js?raw';
import element from './elements/element.js?raw';
import subprocessors from './elements/subprocessors.js?raw';
import subscribe from './elements/subscribe.js?raw';

const parts = [element, subprocessors, changes, controls, subscribe].map((part) =>
  part.replaceAll(/^import [^;]*;\n+/gm, '').replaceAll(/^export /gm, ''),
);

/** All elements as one script in a scope of its own; where it cannot run, the links inside stay. */
export const code = `(() => {\nif (!('adoptedStyleSheets' in document)) return;\n\n${parts.join('\n')}})();\n`;

/** Names the bytes: another script has another one. */
export const digest = sha256(code).slice(0, 16);

export const integrity = integrityOf(code);

/** Below the base path: the script that this deployment ships, and the same one for good. */
export const movingPath = '/embed.js';
export const pinnedPath = `/embed/${digest}/annex.js`;
