/** A place in the order of an instant and an id. */
export function placeOf(at: Date, id: string | number): string {
  return `${at.getTime()}:${id}`;
}

/** The instant and the id of a place; before everything where there is none. */
export function readPlace(place: string | undefined): { readonly at: Date; readonly id: string } {
  const [, at = '0', id = ''] = /^(-?\d+):(.*)$/s.exec(place ?? '') ?? [];
  return { at: new Date(Number(at)), id };
}
