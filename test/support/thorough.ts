/** `THOROUGH=yes npm test` takes what costs minutes and finds little more: whole years, more kills, more attempts. */
export const isThorough = process.env['THOROUGH'] === 'yes';

/** Of a property that is costly to try: a third, since each run draws the same; all where it is thorough. */
export const draws = (all: number): number => (isThorough ? all : Math.ceil(all / 3));
