import type { Child } from 'hono/jsx';

type Props = { readonly labels: readonly string[]; readonly children?: Child };

/** The head of a table. Roles are said, because the stylesheet folds tables and browsers then forget them. */
export function TableHead({ labels, children }: Props) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {labels.map((label) => (
          <th scope="col" role="columnheader">
            {label}
          </th>
        ))}
        {children}
      </tr>
    </thead>
  );
}
