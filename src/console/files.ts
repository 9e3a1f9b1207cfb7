import { Refusal, refusalOf } from '../core/errors.ts';

const field = '#/file';

/** The file that was chosen in the field `file`. Refuses `invalid` where none was. */
export function chosenFile(files: ReadonlyMap<string, File>): File {
  const file = files.get('file');
  if (file === undefined) throw refusalOf([{ pointer: field, detail: 'Choose the file.' }]);
  return file;
}

/** What is refused of the file as such is said at its field. */
export async function aboutFile<T>(reading: Promise<T>): Promise<T> {
  return reading.catch((error) => {
    if (!(error instanceof Refusal) || error.errors.length > 0 || error.code === 'busy')
      throw error;
    const { code, detail } = error;
    throw new Refusal(code, detail, { cause: error, errors: [{ pointer: field, detail }] });
  });
}
