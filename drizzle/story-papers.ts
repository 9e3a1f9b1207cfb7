import type { Control } from '../src/controls/model.ts';
import { dayInProse } from '../src/http/dates.tsx';
import { addDays, type Day } from '../src/core/day.ts';
import type { Paper, PaperPart } from './papers.ts';

const author = 'Qluster Corp.';
const auditor = 'Example Assurance LLP';
type Controls = Readonly<Record<string, Control>>;

/** The SOC 2 Type I report, in the five sections that such a report has. */
export function reportPaper(asOf: Day, issuedOn: Day, controls: Controls): Paper {
  const day = dayInProse(asOf);
  return {
    title: 'SOC 2 Type I report on the Qluster service',
    author: auditor,
    lead: `Report on the description of the system and on the suitability of the design of its controls relevant to security, availability and confidentiality, as of ${day}. Restricted use: for Qluster Corp. and for those to whom it gives a copy.`,
    isLong: true,
    chapters: [
      {
        heading: '1. Independent service auditor’s report',
        parts: [
          'To the management of Qluster Corp.',
          { heading: 'Scope' },
          `We have examined the description by Qluster Corp. of the Qluster service as of ${day}, in section 3, by the description criteria DC section 200 of the AICPA, and the suitability of the design of the controls stated in it to give reasonable assurance that the service commitments and system requirements of Qluster Corp. would be achieved by the trust services criteria for security, availability and confidentiality (TSP section 100).`,
          'Qluster Corp. uses sub-service organisations for infrastructure and for the delivery of messages. The description states the controls that are assumed to be in place there; our examination did not extend to them (carve-out method).',
          { heading: 'Responsibilities of the service organisation' },
          'Management is responsible for its commitments, for designing and operating controls that achieve them, for the description and for the assertion in section 2.',
          { heading: 'Responsibilities of the service auditor' },
          'Our responsibility is to express an opinion on the description and on the suitability of the design of the controls, on the basis of our examination, which was made in accordance with the attestation standards of the AICPA. We did not examine how the controls operated over a period, and express no opinion on that.',
          { heading: 'Limits' },
          'A description is made for a wide range of report users and may leave out what one of them finds important. Because of their nature, controls may not prevent, or detect, all failures.',
          { heading: 'Opinion' },
          `In our opinion, in all material respects, the description presents the Qluster service as designed and implemented as of ${day}, and the controls stated in it were suitably designed as of ${day} to give reasonable assurance that the commitments would be achieved, if they operated effectively and if the sub-service organisations and user entities applied the complementary controls assumed.`,
          `${auditor}\n${dayInProse(issuedOn)}`,
        ],
      },
      {
        heading: '2. Assertion of management',
        parts: [
          `We have prepared the description of the Qluster service as of ${day}. We confirm, to the best of our knowledge and belief, that it presents the system as designed and implemented, that the controls stated were suitably designed, and that we left out nothing that the description criteria ask for.`,
          `The management of Qluster Corp.\n${dayInProse(issuedOn)}`,
        ],
      },
      {
        heading: '3. Description of the system',
        parts: [
          { heading: 'Services provided' },
          'The Qluster service is a workspace on the web in which teams collect documents, questions and decisions. Customers reach it by browser and by API; each customer’s content is kept apart by workspace.',
          { heading: 'Principal commitments and system requirements' },
          {
            items: [
              ['•', 'Content is encrypted in transit and at rest, and kept in the EEA.'],
              ['•', 'The service is available for 99.9 percent of each month.'],
              ['•', 'Personal data breaches are told within 48 hours of being known.'],
              ['•', 'Content is deleted within 66 days of the end of a contract.'],
            ],
          },
          { heading: 'Infrastructure, software, people, data' },
          'The service runs in two regions of one infrastructure provider, with encrypted backups at another. 41 employees develop and operate it. Access to production is limited to four engineers on call, recorded and reviewed.',
          { heading: 'Complementary controls of user entities' },
          {
            items: [
              ['•', 'Administrators take away the access of those who leave.'],
              ['•', 'Single sign-on, where used, is protected by a second factor.'],
              ['•', 'API tokens are kept secret and renewed.'],
            ],
          },
          { heading: 'Incidents' },
          'No incident occurred up to the date of this report that would have kept a commitment from being met.',
        ],
      },
      {
        heading: '4. Controls and criteria',
        parts: Object.entries(controls)
          .filter(([, { criteria, status }]) => criteria.tsc && status === 'in-place')
          .flatMap(([id, control]): readonly PaperPart[] => [
            { heading: `${id} ${control.title}` },
            plain(control.text),
            { facts: [['Criteria', (control.criteria.tsc ?? []).join(', ')]] },
          ]),
      },
      {
        heading: '5. Other information provided by management',
        parts: [
          'This section is not covered by the report of the auditor.',
          'The period of the Type II examination has begun. Until its report is issued, a bridge letter says what has changed; the current state of every control is on the trust centre.',
        ],
      },
    ],
  };
}

export function bridgePaper(asOf: Day, until: Day): Paper {
  return {
    title: 'Bridge letter to the SOC 2 Type I report',
    author,
    lead: `From ${dayInProse(addDays(asOf, 1))} to ${dayInProse(until)}`,
    chapters: [
      {
        heading: 'To those who rely on our report',
        parts: [
          `${auditor} examined the design of the controls of the Qluster service as of ${dayInProse(asOf)}. The report of Type II, on how they work, will cover the half year that runs now.`,
          `To the best of our knowledge, since that day and up to ${dayInProse(until)}, nothing has changed in the control environment of the Qluster service that would change the conclusions of the report to its disadvantage.`,
          'Two controls were added in that time: hardware security keys for everybody with access to production, and signed builds. Neither replaces one that was examined.',
          'This letter is our own statement. Our auditor has not examined it, and it does not take the place of the report.',
          'Security, Qluster Corp.\nsecurity@qluster.example',
        ],
      },
    ],
  };
}

export function penetrationPaper(testedOn: Day): Paper {
  return {
    title: 'Summary of the penetration test',
    author: 'Example Red Team Ltd',
    lead: `The Qluster service, web application and API, tested until ${dayInProse(testedOn)}`,
    chapters: [
      {
        heading: 'What was tested',
        parts: [
          {
            facts: [
              ['Target', 'app.qluster.example and api.qluster.example, on a copy of production'],
              ['Method', 'Grey box with source code at hand, OWASP WSTG 4.2 and ASVS 4.0 level 2'],
              ['Effort', '15 person-days by two testers'],
              ['Left out', 'Social engineering, denial of service, infrastructure of the provider'],
            ],
          },
        ],
      },
      {
        heading: 'What was found',
        parts: [
          'Nothing of critical or high severity. Tenants could not be crossed, neither by identifiers nor by the search.',
          {
            items: [
              [
                '2',
                'of medium severity: a rate limit that could be passed by changing a header, and a session that outlived a change of password by up to ten minutes. Both were mended and tested again.',
              ],
              [
                '4',
                'of low severity, of which three are mended. The fourth, a verbose error of the API, is planned for the next release.',
              ],
              ['5', 'remarks without a severity.'],
            ],
          },
          'Details are not a part of this summary, so that it can be given to others.',
        ],
      },
      {
        heading: 'Conclusion',
        parts: [
          'Compared to services of its size the application is well protected. We recommend to repeat the test within a year and after changes to how people sign in.',
        ],
      },
    ],
  };
}

export function clausesPaper(): Paper {
  return {
    title: 'Standard contractual clauses, module two, with annexes',
    author,
    lead: 'Commission Implementing Decision (EU) 2021/914 of 4 June 2021: transfer from controller to processor',
    chapters: [
      {
        heading: 'How the clauses are agreed',
        parts: [
          'The clauses of module two, as published in the Official Journal (L 199, 7.6.2021, p. 31), are agreed without change between the customer as data exporter and Qluster Corp. as data importer where the customer’s content leaves the EEA under the data processing agreement. Where the customer is itself a processor, module three takes the place of module two.',
          {
            facts: [
              ['Clause 7', 'The docking clause applies.'],
              [
                'Clause 9(a)',
                'Option 2, general written authorisation; at least 30 days’ notice of a change of the list.',
              ],
              ['Clause 11(a)', 'The option does not apply.'],
              ['Clause 17', 'Option 1, the law of Ireland.'],
              ['Clause 18(b)', 'The courts of Ireland.'],
            ],
          },
        ],
      },
      {
        heading: 'Annex I',
        parts: [
          { heading: 'A. Parties' },
          {
            facts: [
              ['Data exporter', 'The customer named in the order form, as controller'],
              [
                'Data importer',
                'Qluster Corp., 100 Example Street, Wilmington, DE 19801, US, as processor',
              ],
              ['Contact', 'Data protection officer, privacy@qluster.example'],
            ],
          },
          { heading: 'B. Description of the transfer' },
          {
            facts: [
              ['Data subjects', 'Employees, customers and suppliers of the customer'],
              [
                'Personal data',
                'Names, contact data, contents of documents and messages, records of use',
              ],
              ['Sensitive data', 'None is asked for; what the customer enters is protected alike'],
              ['Frequency', 'Continuous, for the term of the contract'],
              ['Nature, purpose', 'Hosting, search, support and operation of the Qluster service'],
              ['Retention', 'For the term, and at most 66 days after it'],
            ],
          },
          { heading: 'C. Competent supervisory authority' },
          'The authority of the member state in which the exporter is established; else the Data Protection Commission, Ireland.',
        ],
      },
      {
        heading: 'Annex II: technical and organisational measures',
        parts: [
          'Those stated on the page on security of the trust centre at the time of the transfer, at least: encryption in transit (TLS 1.2 or later) and at rest (AES-256), access by need and with a second factor, recorded sessions in production, backups tried every quarter, a response to incidents around the clock, and tests by independent firms every year.',
        ],
      },
      {
        heading: 'Annex III: list of sub-processors',
        parts: [
          'The list of sub-processors on the trust centre, in the version in force; every version keeps a permanent address.',
        ],
      },
    ],
  };
}

export function agreementPaper(): Paper {
  const article = (heading: string, ...parts: PaperPart[]) => ({ heading, parts });
  return {
    title: 'Data processing agreement',
    author,
    lead: 'Under article 28 of Regulation (EU) 2016/679, between the customer and Qluster Corp.',
    chapters: [
      article(
        '1. Subject and term',
        'Qluster Corp. processes personal data on behalf of the customer to provide the Qluster service, as described in annex 1, as long as the contract for the service lasts and until the data is deleted.',
      ),
      article(
        '2. Instructions',
        'It processes only on documented instructions, which this agreement and the use of the service give. It says at once if it thinks that an instruction infringes the law.',
      ),
      article(
        '3. Confidentiality',
        'Everybody who may see personal data is bound to secrecy, also after leaving.',
      ),
      article(
        '4. Security',
        'It takes the measures of article 32 stated on the trust centre, and may change them as long as protection does not fall.',
      ),
      article(
        '5. Sub-processors',
        'The customer authorises those on the list of the trust centre. At least 30 days before another is added or one is replaced, the customer is told and may object on reasonable grounds of data protection. If no solution is found, the customer may end the service concerned and is paid back what it paid ahead. Each sub-processor is bound to the duties of this agreement; Qluster Corp. answers for it as for itself.',
      ),
      article(
        '6. Rights of data subjects',
        'It helps the customer to answer requests, forwards within five working days what reaches it, and answers none itself.',
      ),
      article(
        '7. Help',
        'It helps with impact assessments and consultations, as far as they concern the service.',
      ),
      article(
        '8. Breaches',
        'It tells of a personal data breach without undue delay and at most 48 hours after it knows of it, with what article 33(3) asks for as far as it is known, and adds the rest as it comes.',
      ),
      article(
        '9. Deletion',
        'For 30 days after the contract the customer can export its data. Then it is deleted within 36 days, backups included, unless the law asks to keep it.',
      ),
      article(
        '10. Evidence',
        'It gives what is needed to show compliance: the SOC 2 report, the summary of the last penetration test, answers to reasonable questions. Where that is not enough, the customer may audit once a year, announced 30 days before, without disturbing operations or seeing data of others.',
      ),
      article(
        '11. Transfers',
        'Personal data leaves the EEA only under chapter V of the Regulation. The standard contractual clauses with their annexes are part of this agreement.',
      ),
      {
        heading: 'Annex 1: description of the processing',
        parts: [
          {
            facts: [
              ['Nature, purpose', 'Hosting, search, support and operation of the Qluster service'],
              ['Data subjects', 'Users of the customer, and whoever is named in its content'],
              ['Personal data', 'Account data, contents, records of use'],
              ['Place', 'EEA; exceptions by sub-processor on the trust centre'],
            ],
          },
        ],
      },
    ],
  };
}

export function caiqPaper(on: Day, controls: Controls): Paper {
  return {
    title: 'Consensus assessments questionnaire (CAIQ 4), answers',
    author,
    lead: `The answers of Qluster Corp. for the Qluster service, as of ${dayInProse(on)}. A self-assessment: nobody else has examined it.`,
    chapters: [
      {
        heading: 'Answers by control of the Cloud Controls Matrix',
        parts: Object.values(controls)
          .filter(({ criteria }) => criteria.ccm)
          .flatMap(({ title, text, criteria, status }): readonly PaperPart[] => [
            { heading: `${(criteria.ccm ?? []).join(', ')}: ${title}` },
            `${status === 'in-place' ? 'Yes.' : status === 'in-part' ? 'In part.' : 'Not yet.'} ${plain(text)}`,
          ]),
      },
    ],
  };
}

/** What is Markdown in it read as words. */
function plain(text: string): string {
  return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*`]/g, '');
}
