import { Fact } from '../../http/facts.tsx';
import { renderPage } from '../../http/layout.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';
import type { SignedPacket } from '../present.ts';
import type { Part } from '../readable.ts';
import { readablePacket } from '../words.ts';
import { packetWords } from '../words/pages.ts';

/** Of a customer's own page: where it belongs, and where the same is as a file. */
export type PacketLinks = { readonly my: string; readonly json: string; readonly pdf: string };

/** A packet to read and to print. */
export function packetPage(
  input: RenderInput,
  packet: SignedPacket,
  links?: PacketLinks,
): Rendered {
  const { lead, parts } = readablePacket(packet);
  const { language } = input.place;
  const words = packetWords[language];
  const { title } = words;
  const lang = language === 'en' ? undefined : 'en';
  const shown = <PacketParts parts={parts} />;
  return renderPage(
    { input, title, description: lead, noindex: true },
    <>
      <div class="title">
        <h1>{title}</h1>
        {words.inEnglish === '' ? null : <p class="small">{words.inEnglish}</p>}
        <p class="lead" dir="auto" lang={lang}>
          {lead}
        </p>
      </div>
      {links ? (
        <p class="acts">
          <a href={links.json}>{words.signed}</a> <a href={links.pdf}>PDF</a>{' '}
          <a href={links.my}>{words.terms}</a>
        </p>
      ) : null}
      {lang === undefined ? shown : <div lang={lang}>{shown}</div>}
    </>,
  );
}

/** All that a packet says, for whichever page it stands on. */
export function PacketParts({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <>
      {parts.map((part, index) => (
        <OnePart part={part} id={`part-${index + 1}`} />
      ))}
    </>
  );
}

function OnePart({ part, id }: { part: Part; id: string }) {
  const { heading, paragraphs = [], facts = [], quote } = part;
  return (
    <div class="block">
      <h2 id={id} dir="auto">
        {heading}
      </h2>
      {paragraphs.map((text) => (
        <p>{text}</p>
      ))}
      {facts.length === 0 ? null : (
        <dl class="facts wide">
          {facts.map(([label, text]) => (
            <Fact label={label}>{text}</Fact>
          ))}
        </dl>
      )}
      {quote === undefined ? null : (
        <pre class="quoted" dir="auto">
          {quote}
        </pre>
      )}
    </div>
  );
}
