/** `THOROUGH=yes npm test` takes what costs minutes and finds little more: whole years, more kills, more attempts. */
export const isThorough = process.env['THOROUGH'] === 'yes';
