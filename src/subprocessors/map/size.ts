/** Units across the drawing. Whole ones are fine enough for a country, and short to write. */
export const width = 1000;
