import { readFile } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** CycloneDX 1.7 as the project publishes it; Ajv does not know the internationalised formats. */
export async function cycloneDxSchema(): Promise<ValidateFunction> {
  const folder = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
  const read = async (name: string) => JSON.parse(await readFile(`${folder}/${name}`, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addFormat('idn-email', /^[^@\s]+@[^@\s]+$/);
  ajv.addFormat('iri-reference', (text) => URL.canParse(text, 'https://base.example'));
  for (const name of ['jsf-0.82', 'spdx', 'cryptography-defs'])
    ajv.addSchema(
      await read(`${name}.SNAPSHOT.schema.json`),
      `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`,
    );
  return ajv.compile(await read('bom-1.7.SNAPSHOT.schema.json'));
}
