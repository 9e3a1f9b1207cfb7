/** What says why a text can not be shown as it is meant; loaded with the first text that is written. */
export async function loadMarkdownJudge(): Promise<
  (text: string, isLocal?: boolean) => string | undefined
> {
  return (await import('../markdown.ts')).faultInMarkdown;
}
