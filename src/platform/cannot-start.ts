/** Why Annex does not start, in a sentence for whoever started it; no stack helps them. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
