import { countryName } from '../core/countries.ts';
import { languages } from '../core/language.ts';
import type { ContactPoint, Organisation } from '../organisation/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { TimeOf } from './dates.tsx';
import { joined, MailLink, WebLink } from './facts.tsx';
import { useContentLang, useLanguage, useWords } from './language.tsx';
import { frameWords } from './words/pages.ts';

const forMachines = [
  ['/subprocessors.json', 'JSON'],
  ['/subprocessors.csv', 'CSV'],
  ['/openapi.json', 'OpenAPI'],
  ['/schema/subprocessor-list-1.json', 'JSON Schema'],
] as const;
/** Who publishes, whom to write to, and what else is here. */
export function Footer({ input }: { input: RenderInput }) {
  const { place, snapshot } = input;
  const { organisation } = snapshot;
  const words = useWords(frameWords).foot;
  const alsoHere = [
    ['/policies', words.policies],
    ['/log', words.log],
    ['/privacy-request', words.privacyRequests],
    ['/docs/api', words.apiReference],
    ['/use-this-data', words.useThisData],
    ['/accessibility', words.accessibility],
  ] as const;
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="foot-grid">
          <Publisher organisation={organisation} />
          <Contacts organisation={organisation} />
          <section class="screen">
            <h2>{words.machines}</h2>
            <ul>
              <FooterLinks base={place.base} links={forMachines} />
            </ul>
          </section>
          <section class="screen">
            <h2>{words.also}</h2>
            <ul>
              <FooterLinks base={place.pages} links={alsoHere} />
              {organisation.securityContact ? (
                <li>
                  <a href={`${place.pages}/controls#report`}>{words.report}</a>
                </li>
              ) : null}
            </ul>
          </section>
        </div>
        <p class="foot-end">
          <Edition input={input} />
        </p>
      </div>
    </footer>
  );
}

type Links = { readonly base: string; readonly links: readonly (readonly [string, string])[] };

function FooterLinks({ base, links }: Links) {
  return (
    <>
      {links.map(([path, label]) => (
        <li>
          <a href={`${base}${path}`}>{label}</a>
        </li>
      ))}
    </>
  );
}

function Edition({ input: { snapshot } }: { input: RenderInput }) {
  const words = useWords(frameWords).foot;
  if (snapshot.listPublishedAt === undefined)
    return <span>{snapshot.past === undefined ? words.nothingYet : words.nothingThen}</span>;
  return (
    <span>
      {words.edition(
        snapshot.listVersion,
        <TimeOf at={snapshot.listPublishedAt} zone={snapshot.organisation.timeZone} prose />,
      )}
    </span>
  );
}

function Publisher({ organisation }: { organisation: Organisation }) {
  const { name, legalName, legalForm, address, website } = organisation;
  const legal = legalName === name ? undefined : legalName;
  const town = [address?.postalCode, address?.locality].filter(Boolean).join(' ');
  const language = useLanguage();
  const country =
    address?.country === undefined ? undefined : countryName(address.country, language);
  return (
    <section>
      <h2 dir="auto">{name}</h2>
      <p dir="auto" lang={useContentLang()}>
        {joined(
          [
            legal,
            legalForm,
            ...(address?.lines ?? []),
            town,
            country,
            website && <WebLink url={website} />,
          ],
          <br />,
        )}
      </p>
    </section>
  );
}

function Contacts({ organisation }: { organisation: Organisation }) {
  const { dpo, euRepresentative, ukRepresentative } = organisation;
  const words = useWords(frameWords).foot;
  const parts = [
    dpo && <Contact desk="dpo" point={dpo} />,
    euRepresentative && <Contact desk="euRepresentative" point={euRepresentative} />,
    ukRepresentative && <Contact desk="ukRepresentative" point={ukRepresentative} />,
  ];
  if (parts.every((part) => part === undefined)) return null;
  return (
    <section>
      <h2>{words.dataProtection}</h2>
      <dl>{parts}</dl>
    </section>
  );
}

type Desk = 'dpo' | 'euRepresentative' | 'ukRepresentative';

function Contact({ desk, point }: { desk: Desk; point: ContactPoint }) {
  const language = useLanguage();
  // A desk that is called what it is needs no name, in no language.
  const isCalledSo = languages.some((each) => frameWords[each].foot[desk] === point.name);
  const name = isCalledSo ? undefined : point.name;
  const place = [
    point.address?.locality,
    point.address?.country && countryName(point.address.country, language),
  ];
  const reach =
    point.email === undefined ? <WebLink url={point.url} /> : <MailLink email={point.email} />;
  return (
    <>
      <dt>{frameWords[language].foot[desk]}</dt>
      <dd dir="auto">
        {joined([name, ...place])}
        {name === undefined ? null : <br />}
        {reach}
      </dd>
    </>
  );
}
