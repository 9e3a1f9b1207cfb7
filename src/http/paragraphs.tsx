/** A text as somebody typed it: an empty line begins a paragraph. */
export function Paragraphs({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .filter((each) => each.trim() !== '')
        .map((paragraph) => (
          <p class="typed" dir="auto">
            {paragraph}
          </p>
        ))}
    </>
  );
}
