import { aspects } from '../changes/model.ts';
import { safeUrl } from '../core/text.ts';
import type { Address } from '../subprocessors/model/facts.ts';
import type { ContactPoint, Organisation, Service } from './model.ts';

/** The publisher as every machine format shows it; what only the publisher needs stays out. */
export function presentOrganisation(organisation: Organisation) {
  return {
    name: organisation.name,
    legalName: organisation.legalName,
    legalForm: organisation.legalForm,
    address: presentAddress(organisation.address),
    website: presentUrl(organisation.website),
    languages: organisation.languages,
    timeZone: organisation.timeZone,
    dpo: presentContact(organisation.dpo),
    euRepresentative: presentContact(organisation.euRepresentative),
    ukRepresentative: presentContact(organisation.ukRepresentative),
    securityContact: presentSecurityContact(organisation),
  };
}

/** What customers are promised before a change; where only some of it was set, the rest follows from that. */
export function presentNoticePolicy({
  noticeDays,
  objectionDays = noticeDays,
  noticeForAmendments = aspects,
}: Organisation) {
  return { noticeDays, objectionDays, noticeForAmendments };
}

export function presentService(service: Service) {
  return {
    slug: service.slug,
    name: service.name,
    description: service.description,
    order: service.order,
    translations: service.translations,
  };
}

export function presentAddress(address: Address | undefined) {
  return (
    address && {
      lines: address.lines,
      postalCode: address.postalCode,
      locality: address.locality,
      country: address.country,
    }
  );
}

/**
 * A link as RFC 3986 writes it: the URL standard leaves `|`, `^`, `[`, a stray `%` and further `#`
 * as they are, and validators of `format: uri` refuse them. Undefined for what is not a link.
 */
export function presentUrl(text: string | undefined): string | undefined {
  const href = text === undefined ? undefined : safeUrl(text);
  if (href === undefined) return undefined;
  const [resource = '', ...fragment] = href.split('#');
  const parts = fragment.length === 0 ? [resource] : [resource, fragment.join('%23')];
  return parts.map(escapeForUri).join('#');
}

function escapeForUri(text: string): string {
  return text
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/g, (char) => encodeURIComponent(char));
}

function presentContact(contact: ContactPoint | undefined) {
  return (
    contact && {
      name: contact.name,
      address: presentAddress(contact.address),
      email: contact.email,
      url: presentUrl(contact.url),
    }
  );
}

function presentSecurityContact({ securityContact }: Organisation) {
  return (
    securityContact && {
      ...presentContact(securityContact),
      policyUrl: presentUrl(securityContact.policyUrl),
      encryptionUrl: presentUrl(securityContact.encryptionUrl),
    }
  );
}
