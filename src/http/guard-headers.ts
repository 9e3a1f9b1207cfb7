/** Two years, as browsers' lists of hosts that are never asked in the clear want it. */
export function transportHeaders(origin: string): Readonly<Record<string, string>> {
  return origin.startsWith('https:')
    ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }
    : {};
}

/** What every answer tells browsers that shows nothing by itself; pages have a policy of their own. */
export function guardHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...transportHeaders(origin),
  };
}
