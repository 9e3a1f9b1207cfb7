/**
 * Text that no reader of Markdown (CommonMark, GitHub's dialect) takes for markup, with as few
 * backslashes as that allows, because the raw file is read too. Line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]<>|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^(?:[#+=-])|(?<=^| )#/g, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
    .replace(/\S+/g, (word) => (word.includes('\\') ? unlinked(word) : word));
}

// Where GitHub's dialect makes a link of an address by itself, a backslash would become part of it.
function unlinked(word: string): string {
  return word.replaceAll('://', '\\://').replace(/www\./gi, (found) => found.replace('.', '\\.'));
}

/** Every line of a text that says something, joined by hard line breaks of CommonMark. */
export function escapeLines(text: string, indent: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(escapeMarkdown)
    .filter((line) => line !== '')
    .join(`\\\n${indent}`);
}

/** A link whose address is read as it stands; `url` comes from `presentUrl`, which leaves no bracket. */
export function linkMarkdown(url: string): string {
  return `<${url}>`;
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\0', '\u{FFFD}')
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029 ]+/g, ' ')
    .trim();
}
