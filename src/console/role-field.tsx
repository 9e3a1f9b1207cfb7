import type { Role } from '../context.ts';
import { ChoiceField, type FormState } from '../http/form-fields.tsx';
import { roles } from '../staff/model/roles.ts';

const roleWords: Readonly<Record<Role, string>> = {
  owner: 'Owner: does everything, and says who may do what',
  publisher: 'Publisher: the register, notices, updates and policies',
  approver: 'Approver: reads everything, and is the second pair of eyes',
  'document-manager': 'Document manager: controls, documents and who is given them',
  'privacy-officer': 'Privacy officer: customers, inquiries, privacy requests, retention',
  viewer: 'Viewer: sees what is not about persons, changes nothing',
  auditor: 'Auditor: reads everything and takes it along, changes nothing',
  editor: 'Editor: publisher, document manager and privacy officer in one',
};

/** The role of a person or a key. */
export function RoleField({ form }: { readonly form: FormState }) {
  const options = roles.map((value) => ({ value, text: roleWords[value] }));
  return <ChoiceField form={form} name="role" label="Role" options={options} />;
}
