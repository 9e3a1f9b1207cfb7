import type { Branding } from '../model.ts';
import { coloursOf } from './contrast.ts';

/** What the stylesheet ends with: the organisation's colours in place of ours. On paper all is black. */
export function sheetOf({ accent }: Branding): string {
  if (accent === undefined) return '';
  const { light, dark } = coloursOf(accent);
  return (
    `@media screen {\n  :root {\n    --accent: ${light};\n  }\n}\n` +
    `@media screen and (prefers-color-scheme: dark) {\n  :root {\n    --accent: ${dark};\n  }\n}\n`
  );
}
