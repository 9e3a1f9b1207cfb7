import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import type { DownloadState } from '../model.ts';
import type { HistoryLine } from '../model/record.ts';
import { presentDownload } from '../present/record.ts';
import { Holder } from './whose.tsx';

const stateWords: Readonly<Record<DownloadState, string>> = {
  prepared: 'Begun; its end is not known',
  finished: 'Sent whole',
  broken: 'Broke off',
};

/** Copies that were given out, newest first. */
export function Copies({
  c,
  items,
  root,
  zone,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly items: readonly HistoryLine[];
  readonly root: string;
  readonly zone: string;
}) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <RecordTable
      caption="Copies, newest first"
      rows={items}
      columns={[
        {
          label: 'Copy',
          cell: (line) => (
            <a href={`${root}/documents/grants/${line.download.grantId}`}>
              {presentDownload(line, role).reference}
            </a>
          ),
        },
        { label: 'Who', cell: (line) => <Holder shown={presentDownload(line, role)} /> },
        {
          label: 'Document',
          cell: ({ title, version }) => (
            <>
              <bdi>{title}</bdi>
              <span class="sub">Version {version}</span>
            </>
          ),
        },
        { label: 'When', cell: ({ download }) => <Moment at={download.at} zone={zone} /> },
        {
          label: 'How',
          cell: (line) => {
            const { via, state } = line.download;
            const { clientAddress } = presentDownload(line, role);
            return (
              <>
                {via === 'token' ? 'By a program' : 'By the mailed link'}
                <span class="sub">
                  {stateWords[state]}
                  {clientAddress === null ? null : `, from ${clientAddress}`}
                </span>
              </>
            );
          },
        },
      ]}
    />
  );
}
