/** Units across; the text is drawn for 1 unit a pixel. */
export const width = 960;
