const most = 2_000;

/** Why nothing is posted to this address, in words for who typed it; `loopback`: http to this machine is allowed. */
export function faultInHookAddress(
  text: string,
  { loopback, origin }: { readonly loopback: boolean; readonly origin: string },
): string | undefined {
  if (text.length > most) return `Has at most ${most} characters.`;
  if (!URL.canParse(text))
    return 'Must be a web address, e.g. https://hooks.customer.example/annex.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'Must hold no user and no password.';
  if (url.origin === origin) return 'Must not be an address of this trust centre.';
  const isNear = loopback && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (isNear && url.protocol === 'http:') return undefined;
  return url.protocol === 'https:' ? undefined : 'Must begin with https://.';
}
