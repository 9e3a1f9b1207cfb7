// The privacy policy of the invented Qluster Corp. in three versions. What stands between marks is
// written by Annex from the configuration of the day.

const head = `---
title: Privacy policy
description: What Qluster Corp. does with personal data, why, for how long, and what you can ask of us.
---
`;

const scope = `## Who we are and what this covers

Qluster Corp. is a Delaware corporation. It decides how and why personal data is used on its website and in this trust centre, and in the dealings that come of them: when you write to us, when your company buys from us, when you sign in to manage your company’s account. For that data we are the controller (a “business” under the law of California).

What customers put into the Qluster service is theirs. There we only do what the customer tells us to, under our data processing agreement. If your employer or another organisation uses Qluster and you have a question about data it keeps there, ask that organisation; if you ask us, we pass your question on to it without delay.
`;

const collectedFirst = `## What we collect, why, and where from

| What | Why | Legal basis | Where from |
| --- | --- | --- | --- |
| **Inquiries**: name, work e-mail, company, what you wrote, and the e-mail that follows | To answer you, and to prepare a contract if you want one | Art. 6(1)(b) and (f) GDPR | You |
| **Account data**: name, work e-mail, role and company of those who may act for a customer | To perform the agreement and to bill it | Art. 6(1)(b) and (f) GDPR | You or your company |
| **Subscriptions**: the address and topics you chose | To tell you what you asked to hear | Art. 6(1)(a) GDPR; for contract contacts Art. 6(1)(c) and (f) | You or your company |
| **Requests for documents**: who asked for what, and what was given out | To share confidential reports with those they are meant for | Art. 6(1)(f) GDPR | You |
| **Privacy requests**: what you asked, and what we did | To answer you, and to show that we did | Art. 6(1)(c) GDPR | You |
`;

const usage = `| **Use of an account**: entries in the audit log and the times at which authorised users sign in | To keep accounts secure, and to show customers who did what in theirs | Art. 6(1)(f) and 32 GDPR | Your use of the account |
`;

const notCollected = `
Under the law of California these are identifiers, professional information, commercial information and internet activity, each as far as the table says. We do not collect government identifiers such as social security, passport or driving licence numbers; please do not send them to us. We collect no sensitive personal information to infer anything about anybody.
`;

const uses = `## What we do not do

- We do not sell personal data, and we do not share it for advertising across websites. We have not done so in the past twelve months.
- We do not train AI models on personal data, and we do not let our providers do it.
- We make no decision about you by automated means alone that has legal or similarly significant effects.
- We send marketing only to those who asked for it. Every message has a link that ends it, and you may opt out at any time.
`;

const disclosed = `## Who else gets it

Inside our company those who need it for their work. Outside:

<!-- annex:subprocessors -->
<!-- /annex:subprocessors -->

Besides them: advisers who are bound to secrecy; a buyer of our business, who would be bound by this policy; and authorities, where a law compels us. We examine each demand of an authority, contest it where we can, and tell whom it concerns unless we are forbidden to.
`;

const transfers = `## Where it goes

We are in the United States and so is some of this data. When personal data from the European Economic Area, the United Kingdom or Switzerland goes to a country without an adequacy decision, we rely on the standard contractual clauses of the European Commission (Implementing Decision (EU) 2021/914), with the addendum of the United Kingdom and the adjustments for Switzerland. The list of sub-processors says it for each of them.
`;

const retention = `## How long we keep it

<!-- annex:retention -->
<!-- /annex:retention -->
`;

const cookies = `## Cookies and trackers

<!-- annex:cookies -->
<!-- /annex:cookies -->

<!-- annex:analytics -->
<!-- /annex:analytics -->

Where customers sign in to Qluster, we set one cookie that keeps them signed in. It is essential, belongs to us, and ends with the session. There are no non-essential cookies. More is in our [cookie notice](/policies/cookie-notice).
`;

const security = `## How it is protected

Data is encrypted on its way and at rest, access follows the role, and what is done with it is recorded. The page on [security](/controls) says what we do and who has examined it. If a breach puts you at risk, we tell you and the authorities as the law requires.
`;

const rights = `## Your rights

<!-- annex:rights -->
<!-- /annex:rights -->
`;

const children = `## Children

Qluster is made for companies, and we do not knowingly collect data of children under 16. If you are a parent or guardian and believe that a child has given us personal data, write to [privacy@qluster.example](mailto:privacy@qluster.example): we delete it without asking for more than we need to find it.
`;

const changes = `## When this policy changes

Each version has a number, the day from which it holds, and a page that stays. The day of the last update stands above. We announce a material change here, in the feed and by e-mail to those who follow it at least 30 days before it takes effect, and to customers by direct notice where their agreement says so. What changed between two versions can be read word by word on the page of each.
`;

const contact = `## How to reach us

Our data protection officer: [privacy@qluster.example](mailto:privacy@qluster.example), or Qluster Corp., 100 Example Street, Wilmington, DE 19801, United States. Our representatives in the European Union and in the United Kingdom are named above, under your rights.
`;

/** What it said at first. */
export const firstPrivacyPolicy = [
  head,
  scope,
  `${collectedFirst}${notCollected}`,
  uses.replace(
    '\n- We do not train AI models on personal data, and we do not let our providers do it.',
    '',
  ),
  disclosed,
  transfers,
  retention,
  cookies,
  security,
  rights,
  children,
  changes,
  contact,
].join('\n');

/** With the promise not to train models, and shorter periods. */
export const secondPrivacyPolicy = [
  head,
  scope,
  `${collectedFirst}${notCollected}`,
  uses,
  disclosed,
  transfers,
  retention,
  cookies,
  security,
  rights,
  children,
  changes,
  contact,
].join('\n');

/** With the audit log of accounts. */
export const thirdPrivacyPolicy = [
  head,
  scope,
  `${collectedFirst}${usage}${notCollected}`,
  uses,
  disclosed.replace(
    'Inside our company those who need it for their work. Outside:',
    'Inside our company those who need it for their work. What authorised users did in a customer’s account can be read by the administrators of that customer. Outside:',
  ),
  transfers,
  retention,
  cookies,
  security,
  rights,
  children,
  changes,
  contact,
].join('\n');

const here = `
What this trust centre itself keeps, in full:

<!-- annex:collected -->
<!-- /annex:collected -->
`;

/** With all that this trust centre keeps, as its tables are declared. */
export const fourthPrivacyPolicy = thirdPrivacyPolicy.replace(
  notCollected,
  `${here}${notCollected}`,
);
