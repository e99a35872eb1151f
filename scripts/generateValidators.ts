/**
 * Compiles the JSON Schemas of `schemas/` into standalone validators (`schemas/generated/validators.cjs`).
 * Compiling at start-up would cost every language server and every command tens of milliseconds.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';

const schemas = join(__dirname, '..', 'schemas');
const generated = join(schemas, 'generated');

const ajv = new Ajv({
  allErrors: true,
  // The messages name the keys that an object could have had.
  verbose: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
  code: { source: true },
});

const exported = { validatePolicy: 'policy.schema.json' };

const names: Record<string, string> = {};
for (const [name, file] of Object.entries(exported)) {
  const schema = JSON.parse(readFileSync(join(schemas, file), 'utf8'));
  ajv.addSchema(schema);
  names[name] = schema.$id;
}

mkdirSync(generated, { recursive: true });
writeFileSync(join(generated, 'validators.cjs'), standaloneCode(ajv, names));
writeFileSync(
  join(generated, 'validators.d.cts'),
  `import type { ValidateFunction } from 'ajv';\n${Object.keys(exported)
    .map((name) => `export declare const ${name}: ValidateFunction;\n`)
    .join('')}`,
);
