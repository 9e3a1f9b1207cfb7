import { countryName } from '../core/countries.ts';
import type { ContactPoint, Organisation } from '../organisation/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { TimeOf } from './dates.tsx';
import { joined, MailLink, WebLink } from './facts.tsx';

const forMachines = [
  ['/subprocessors.json', 'JSON'],
  ['/subprocessors.csv', 'CSV'],
  ['/openapi.json', 'OpenAPI'],
  ['/schema/subprocessor-list-1.json', 'JSON Schema'],
] as const;
const alsoHere = [
  ['/policies', 'Policies'],
  ['/log', 'Transparency log'],
  ['/privacy-request', 'Privacy requests'],
  ['/docs/api', 'API reference'],
] as const;

/** Who publishes, whom to write to, and what else is here. */
export function Footer({ input }: { input: RenderInput }) {
  const { place, snapshot } = input;
  const { organisation } = snapshot;
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="foot-grid">
          <Publisher organisation={organisation} />
          <Contacts organisation={organisation} />
          <section class="screen">
            <h2>For machines</h2>
            <ul>
              <FooterLinks base={place.base} links={forMachines} />
            </ul>
          </section>
          <section class="screen">
            <h2>Also here</h2>
            <ul>
              <FooterLinks base={place.base} links={alsoHere} />
              {organisation.securityContact ? (
                <li>
                  <a href={`${place.base}/controls#report`}>Report a vulnerability</a>
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
  if (snapshot.listPublishedAt === undefined)
    return (
      <span>
        {snapshot.past === undefined
          ? 'Nothing is published yet.'
          : 'Nothing is recorded of that time.'}
      </span>
    );
  return (
    <span>
      Version {snapshot.listVersion} of the register, published{' '}
      <TimeOf at={snapshot.listPublishedAt} zone={snapshot.organisation.timeZone} prose />
    </span>
  );
}

function Publisher({ organisation }: { organisation: Organisation }) {
  const { name, legalName, legalForm, address, website } = organisation;
  const legal = legalName === name ? undefined : legalName;
  const town = [address?.postalCode, address?.locality].filter(Boolean).join(' ');
  const country = address?.country === undefined ? undefined : countryName(address.country);
  return (
    <section>
      <h2 dir="auto">{name}</h2>
      <p dir="auto">
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
  const parts = [
    dpo && <Contact label="Data protection officer" point={dpo} />,
    euRepresentative && <Contact label="EU representative" point={euRepresentative} />,
    ukRepresentative && <Contact label="UK representative" point={ukRepresentative} />,
  ];
  if (parts.every((part) => part === undefined)) return null;
  return (
    <section>
      <h2>Data protection</h2>
      <dl>{parts}</dl>
    </section>
  );
}

function Contact({ label, point }: { label: string; point: ContactPoint }) {
  const name = point.name === label ? undefined : point.name;
  const place = [
    point.address?.locality,
    point.address?.country && countryName(point.address.country),
  ];
  const reach =
    point.email === undefined ? <WebLink url={point.url} /> : <MailLink email={point.email} />;
  return (
    <>
      <dt>{label}</dt>
      <dd dir="auto">
        {joined([name, ...place])}
        {name === undefined ? null : <br />}
        {reach}
      </dd>
    </>
  );
}
