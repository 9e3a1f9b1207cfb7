type Row = Readonly<Record<string, unknown>>;
type Tables = ReadonlyMap<string, readonly Row[]>;

/** What must hold of what was done with persons' data after every test; the faults in words. */
export function checkPersonalData(tables: Tables): readonly string[] {
  const erased = new Set(
    (tables.get('rights_requests') ?? [])
      .filter((row) => row['person'] === null)
      .map((row) => row['id']),
  );
  return [
    ...(tables.get('personal_data_runs') ?? []).flatMap((row) => [
      ...((row['finished_at'] === null) === (row['matter'] === null)
        ? [`run ${String(row['id'])} is done and still knows for whom, or is not and does not`]
        : []),
      ...(/@/.test(JSON.stringify(row)) ? [`run ${String(row['id'])} names an address`] : []),
    ]),
    ...(tables.get('subject_addresses') ?? []).flatMap((row) => [
      ...(erased.has(row['request_id']) ? [`addresses of ${String(row['request_id'])} stay`] : []),
      ...(/@/.test(String(row['address'])) ? ['an added address stands in the clear'] : []),
    ]),
    ...(tables.get('data_copies') ?? []).flatMap((row) => [
      ...(/pds_/.test(JSON.stringify(row)) ? ['the secret of a session stands in the clear'] : []),
      ...((row['used_at'] === null) === (row['secret_hash'] === null)
        ? []
        : [`copy ${String(row['id'])} was used without a session, or has one unused`]),
    ]),
  ];
}
