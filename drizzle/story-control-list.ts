import type { Control, ControlStatus } from '../src/controls/model.ts';
import type { Criteria } from '../src/controls/model/criteria.ts';
import { addDays, type Day } from '../src/core/day.ts';

type Told = readonly [
  id: string,
  title: string,
  text: string,
  criteria: Criteria,
  state?: { readonly status: ControlStatus; readonly inDays?: number },
];

const categories: readonly (readonly [string, readonly Told[]])[] = [
  [
    'Governance',
    [
      [
        'GV-01',
        'Security programme with an owner',
        'The head of security answers to the chief executive. Policies are approved by both once a year and whenever something large changes; every employee confirms having read them.',
        {
          tsc: ['CC1.2', 'CC1.3', 'CC5.3'],
          iso27001: ['A.5.1', 'A.5.2'],
          ccm: ['GRC-01', 'GRC-06'],
        },
      ],
      [
        'GV-02',
        'Risks assessed twice a year',
        'Risks are written down with likelihood, harm, owner and what is done about each. The list is gone through by management every spring and autumn, and after each major incident.',
        { tsc: ['CC3.1', 'CC3.2', 'CC3.4'], iso27001: ['A.5.7'], ccm: ['GRC-02'] },
      ],
      [
        'GV-03',
        'Sub-processors reviewed before and during use',
        'Nobody processes customer data for us without a review of security and law, and a contract with the obligations of ours. Each is reviewed again every year; the register of this trust centre lists all of them.',
        { tsc: ['CC9.2'], iso27001: ['A.5.19', 'A.5.20', 'A.5.22'], ccm: ['STA-07', 'STA-08'] },
      ],
      [
        'GV-04',
        'Internal audits',
        'Somebody who does not run a control checks it: each at least every second year. The first round is half done.',
        { tsc: ['CC4.1', 'CC4.2'], iso27001: ['A.5.35'], ccm: ['A&A-02'] },
        { status: 'in-part', inDays: 75 },
      ],
    ],
  ],
  [
    'People',
    [
      [
        'HR-01',
        'Background checks',
        'Identity, references and, where the law allows it, criminal records are checked before somebody starts in a role with access to production.',
        { tsc: ['CC1.4'], iso27001: ['A.6.1'], ccm: ['HRS-01'] },
      ],
      [
        'HR-02',
        'Training at the start and every year',
        'Security and privacy in the first week, then once a year; engineers take a course in secure development besides. Phishing is tried out four times a year.',
        { tsc: ['CC1.4', 'CC2.2'], iso27001: ['A.6.3'], ccm: ['HRS-11', 'HRS-12'] },
      ],
      [
        'HR-03',
        'Confidentiality agreed in writing',
        'Employees and contractors sign it before they get an account, and it goes on after they leave.',
        { tsc: ['CC1.1', 'C1.1'], iso27001: ['A.6.2', 'A.6.6'], ccm: ['HRS-10'] },
      ],
      [
        'HR-04',
        'Access ends with the job',
        'Accounts are closed within **one hour** of the end of employment, by the same system that keeps the contracts. Devices are wiped and returned within a week.',
        { tsc: ['CC6.2', 'CC6.3'], iso27001: ['A.5.11', 'A.6.5'], ccm: ['HRS-05', 'IAM-07'] },
      ],
    ],
  ],
  [
    'Access control',
    [
      [
        'AC-01',
        'Least privilege by role',
        'Access follows the role and is requested, approved by the system’s owner and recorded. Nobody has standing access to customer content.',
        { tsc: ['CC6.1', 'CC6.3'], iso27001: ['A.5.15', 'A.5.18'], ccm: ['IAM-05'] },
      ],
      [
        'AC-02',
        'Single sign-on for every internal system',
        'One identity provider, with a second factor for everybody. Shared accounts are not used; the three that cannot be avoided are sealed, and opening one raises an alarm.',
        { tsc: ['CC6.1'], iso27001: ['A.5.16', 'A.5.17', 'A.8.5'], ccm: ['IAM-02', 'IAM-14'] },
      ],
      [
        'AC-03',
        'Access reviewed every quarter',
        'Owners of systems confirm each person’s access or take it away. Production is reviewed every month.',
        { tsc: ['CC6.2', 'CC6.3'], iso27001: ['A.5.18'], ccm: ['IAM-08'] },
      ],
      [
        'AC-04',
        'Hardware keys for production',
        'Engineers reach production only with a hardware security key (FIDO2) and from a managed device, for a stated reason and at most eight hours.',
        { tsc: ['CC6.1', 'CC6.6'], iso27001: ['A.8.2', 'A.8.5'], ccm: ['IAM-09', 'IAM-14'] },
      ],
      [
        'AC-05',
        'Customers decide who signs in',
        'SAML and OpenID Connect on every paid plan, SCIM on the Business plan; roles, session length and allowed networks are set by the customer’s administrators.',
        { tsc: ['CC6.1', 'CC6.2'], iso27001: ['A.5.16'], ccm: ['IAM-13'] },
      ],
    ],
  ],
  [
    'Cryptography',
    [
      [
        'CR-01',
        'Encryption on the way',
        'TLS 1.2 or 1.3 to the outside and between our own services; HSTS with preload. Older versions and weak ciphers are refused.',
        { tsc: ['CC6.7'], iso27001: ['A.8.20', 'A.8.24'], ccm: ['CEK-03', 'DSP-10'] },
      ],
      [
        'CR-02',
        'Encryption at rest',
        'Databases, files and backups are encrypted with AES-256. Each workspace has a data key of its own, wrapped by a key that does not leave the key management service.',
        { tsc: ['CC6.1', 'C1.1'], iso27001: ['A.8.24'], ccm: ['CEK-03', 'CEK-08'] },
      ],
      [
        'CR-03',
        'Keys change every year',
        'Wrapping keys are rotated once a year by themselves, and at once when somebody who could use them leaves.',
        { tsc: ['CC6.1'], iso27001: ['A.8.24'], ccm: ['CEK-12'] },
      ],
      [
        'CR-04',
        'Secrets kept in one place',
        'Programs get secrets from a vault when they start. Repositories are searched for secrets at each push, and a push with one is refused.',
        { tsc: ['CC6.1'], iso27001: ['A.5.17', 'A.8.4'], ccm: ['CEK-10', 'IAM-15'] },
      ],
      [
        'CR-05',
        'Keys managed by the customer',
        'Customers of the Business plan will be able to keep the wrapping key of their workspace in a key management service of their own and to withdraw it.',
        { tsc: ['CC6.1'], iso27001: ['A.8.24'], ccm: ['CEK-08'] },
        { status: 'planned', inDays: 128 },
      ],
    ],
  ],
  [
    'Secure development',
    [
      [
        'SD-01',
        'Every change reviewed',
        'Nothing reaches the main branch without the approval of a second engineer and passing tests. Nobody can switch this off alone.',
        { tsc: ['CC8.1'], iso27001: ['A.8.25', 'A.8.32'], ccm: ['CCC-02', 'AIS-04'] },
      ],
      [
        'SD-02',
        'Dependencies watched',
        'Third-party code is pinned and checked daily against published vulnerabilities. Critical ones are mended in 3 days, high in 14, others in 60.',
        { tsc: ['CC7.1'], iso27001: ['A.8.8', 'A.8.28'], ccm: ['TVM-03', 'TVM-08'] },
      ],
      [
        'SD-03',
        'Tested by outsiders every year',
        'An independent firm tests the website, the Qluster service and its API with the source code at hand; findings are tracked until they are tested again.',
        { tsc: ['CC4.1', 'CC7.1'], iso27001: ['A.8.29'], ccm: ['TVM-06'] },
      ],
      [
        'SD-04',
        'Builds signed and reproducible',
        'What runs in production is built from a reviewed commit by one build system and signed; other images do not start. That builds come out the same bytes twice holds for two services of three.',
        { tsc: ['CC8.1'], iso27001: ['A.8.25', 'A.8.31'], ccm: ['CCC-04', 'STA-12'] },
        { status: 'in-part', inDays: 47 },
      ],
      [
        'SD-05',
        'Test systems without customer data',
        'Development and tests run in accounts of their own with generated data.',
        { tsc: ['CC8.1', 'C1.1'], iso27001: ['A.8.31', 'A.8.33'], ccm: ['DSP-15'] },
      ],
    ],
  ],
  [
    'Operations and monitoring',
    [
      [
        'OP-01',
        'Logs kept out of reach',
        'Sign-ins, administrative acts and access to content are logged to an account that those who run the systems cannot write to, and kept for 400 days.',
        { tsc: ['CC7.2'], iso27001: ['A.8.15', 'A.8.17'], ccm: ['LOG-02', 'LOG-07'] },
      ],
      [
        'OP-02',
        'Somebody is on call',
        'Alarms reach an engineer at any hour, and a second one after ten minutes. Rules for unusual access are reviewed each month.',
        { tsc: ['CC7.2', 'CC7.3'], iso27001: ['A.8.16'], ccm: ['LOG-03', 'SEF-06'] },
      ],
      [
        'OP-03',
        'Hardened systems, patched in time',
        'Servers are replaced from a hardened image every two weeks rather than mended. No port is open to the internet but those of the load balancers.',
        {
          tsc: ['CC6.6', 'CC6.8', 'CC7.1'],
          iso27001: ['A.8.9', 'A.8.20'],
          ccm: ['IVS-04', 'TVM-03'],
        },
      ],
      [
        'OP-04',
        'Managed devices',
        'Laptops have encrypted disks, an enforced lock, protection against malware and current software, or they lose access.',
        { tsc: ['CC6.7', 'CC6.8'], iso27001: ['A.8.1', 'A.8.7'], ccm: ['UEM-05', 'UEM-08'] },
      ],
      [
        'OP-05',
        'Incidents handled by a plan',
        'Roles, severities and deadlines are written down and practised twice a year. Customers concerned are told within 48 hours, and a review without blame is finished within ten working days.',
        {
          tsc: ['CC7.4', 'CC7.5'],
          iso27001: ['A.5.24', 'A.5.26', 'A.5.27'],
          ccm: ['SEF-03', 'SEF-07'],
        },
      ],
    ],
  ],
  [
    'Continuity and data',
    [
      [
        'BC-01',
        'Backups tried every quarter',
        'Databases are backed up continuously and, encrypted, every day to another provider in Germany and Finland; backups are kept for 35 days. A restore of everything is done and timed each quarter.',
        { tsc: ['A1.2', 'A1.3'], iso27001: ['A.8.13'], ccm: ['BCR-08'] },
      ],
      [
        'BC-02',
        'Runs in three zones',
        'The loss of a data centre is survived without anybody doing anything. The loss of the region is practised once a year; objectives are 4 hours and 15 minutes.',
        { tsc: ['A1.2'], iso27001: ['A.5.30', 'A.8.14'], ccm: ['BCR-03', 'BCR-06'] },
      ],
      [
        'BC-03',
        'A second region kept warm',
        'A standing copy of the service in a second region of the EU, ready to take over, instead of one that is built there from backups.',
        { tsc: ['A1.2', 'A1.3'], iso27001: ['A.8.14'], ccm: ['BCR-11'] },
        { status: 'planned', inDays: 205 },
      ],
      [
        'DP-01',
        'Deletion by the clock',
        'Content is deleted 30 days after the contract ends and from backups 35 days later. A job proves it every night and raises an alarm where it cannot.',
        { tsc: ['C1.2', 'P4.3'], iso27001: ['A.8.10'], ccm: ['DSP-16'] },
      ],
      [
        'DP-02',
        'Workspaces kept apart',
        'Every query carries the workspace, the database refuses those without it, and tests try to cross over at each release.',
        { tsc: ['CC6.1', 'C1.1'], iso27001: ['A.8.3'], ccm: ['IVS-06'] },
      ],
    ],
  ],
];

/** The controls by id, as they stand `today`; `before` has two as they were when the page was opened. */
export function controlsOf(opened: Day, today: Day) {
  const all: Readonly<Record<string, Control>> = Object.fromEntries(
    categories.flatMap(([category, told], place) =>
      told.map((each, index) => [
        each[0],
        controlOf(category, each, { order: 100 * (place + 1) + index, opened, today }),
      ]),
    ),
  );
  const earlier = (id: string, inDays: number): Control => {
    const control = all[id];
    if (control === undefined) throw new Error(`the story has no control ${id}`);
    const { lastReviewedOn: _, ...facts } = control;
    return { ...facts, status: 'planned', plannedFor: addDays(opened, inDays) };
  };
  return { all, before: { 'AC-04': earlier('AC-04', 90), 'SD-04': earlier('SD-04', 150) } };
}

function controlOf(
  category: string,
  [, title, text, criteria, state]: Told,
  { order, opened, today }: { order: number; opened: Day; today: Day },
): Control {
  const status = state?.status ?? 'in-place';
  return {
    category,
    title,
    text,
    status,
    criteria,
    order,
    ...(state?.inDays !== undefined && { plannedFor: addDays(today, state.inDays) }),
    ...(status !== 'planned' && { lastReviewedOn: addDays(opened, -3 - ((order * 7) % 40)) }),
  };
}
