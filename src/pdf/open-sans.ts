import cyrillic from '@fontsource/open-sans/files/open-sans-cyrillic-400-normal.woff?inline';
import greek from '@fontsource/open-sans/files/open-sans-greek-400-normal.woff?inline';
import latin from '@fontsource/open-sans/files/open-sans-latin-400-normal.woff?inline';
import latinExtended from '@fontsource/open-sans/files/open-sans-latin-ext-400-normal.woff?inline';
import { readFont, type Font } from './font.ts';

/** Open Sans (OFL 1.1) in the parts in which it is published for the web; each PDF embeds those it uses. */
export function openSans(): readonly Font[] {
  return [latin, latinExtended, greek, cyrillic].map((url, index) => {
    const bytes = atob(url.slice(url.indexOf(',') + 1));
    const tag = `ANNEX${'ABCD'[index]}`;
    return readFont(
      `${tag}+OpenSans`,
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    );
  });
}
