// The sheet of paper and the sizes of type on it, in points.

/** ISO 216 A4, landscape: five columns of prose are too narrow upright. */
export const page = { width: 841.89, height: 595.28 };
export const margin = { left: 42, right: 42, top: 40, bottom: 52 };
export const sizes = { title: 18, text: 9, cell: 8.2, label: 7.8, small: 7.2 };
