/** What helps a program and nobody who reads a page. */
export const forPrograms =
  /\b(PUT|POST|PATCH|DELETE|GET) [a-z/…]|\/api\/v1|\b[a-z]{3}_[0-9a-f]{32}\b|If-Match|ETag|\?[a-z_]+=|\b(effective|agreement)(On|From|Until)\b/;

/** What a page of the console says of why something was refused: its lead, or the faults of its form. */
function refusalsOf(page: string): readonly string[] {
  return [
    ...page.matchAll(
      /<(p|div|span|li) (?:id="[^"]*" )?class="(lead|faults|fault)"[^>]*>(.*?)<\/\1>/gs,
    ),
  ].map(([, , , inner = '']) =>
    inner
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

/** Throws where the console refuses something in words that are for programs. */
export async function checkRefusal(path: string, response: Response): Promise<void> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (response.status < 400 || !isPage) return;
  for (const said of refusalsOf(await response.clone().text()))
    if (forPrograms.test(said))
      throw new Error(`${path} refuses in words that are no page's: ${said}`);
}
