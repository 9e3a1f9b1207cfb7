export const exportHeaders = {
  'content-type': 'application/jsonl; charset=utf-8',
  'content-disposition': 'attachment; filename="annex-export.jsonl"',
} as const;
