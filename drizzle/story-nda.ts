/** The confidentiality terms of the demonstration. A lawyer should read them before anybody else uses them. */
export const ndaText = `These terms are between **Qluster Corp.** ("we") and whoever accepts them ("you"), for yourself and, as far as you may, for the company that you name. They are about reports and other documents on our security that we give you on request.

## 1. What is confidential

1. Confidential is every document that our trust centre marks as given under these terms, what stands in it, and what either of us tells the other in writing in the course of reading it. What you tell us about your own security, so that we can answer, is confidential in the same way.
2. Not confidential is what is or becomes public without a breach of these terms, what the receiver knew before or gets lawfully from somebody else, and what the receiver works out alone.

## 2. What you may do

1. Use the documents to judge our security: for buying from us, for supervising us as your supplier, and for your own audits and legal duties.
2. Show them to those of your staff, advisers and auditors who need them for that and are bound to keep them confidential. You answer for them.
3. Show them to a supervisory authority, a court or a customer where the law makes you. Tell us before, where you are allowed to, so that we can object.

## 3. What you may not do

1. Publish the documents, pass them on to others, or use them to compete with us or to attack our systems.
2. Remove or cover what names you in a copy. Copies carry the name of whoever fetched them; please do not forward links to them.
3. Take the documents as advice or as a promise: a report tells of the time that it names, and the auditor owes you nothing because we showed it to you.

## 4. How it is kept

Both of us protect what is confidential with the care that we use for our own secrets of the kind, and tell the other without delay when it has got into wrong hands.

## 5. How long

1. These terms hold from your acceptance, and for **three years** after you fetched the last document.
2. When your access ends, or when we ask, delete the documents. You may keep what law or your backups make you keep, for as long as they do, under these terms.

## 6. Everything else

1. Nobody gets a licence or any other right by these terms. All rights in the documents stay where they are.
2. If a part of these terms does not hold, the rest does. Changes are made in a new version that you accept anew; a contract that we have signed with you goes before these terms.
3. The law of the State of New York holds, without its rules on conflicts of laws. If you are in the European Economic Area, the United Kingdom or Switzerland, the mandatory law of your country stays with you.`;
