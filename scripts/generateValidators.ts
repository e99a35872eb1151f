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

const exported = { validatePolicy: 'policy.schema.json', validateScenarios: 'policytest.schema.json' };

const names: Record<string, string> = {};
for (const [name, file] of Object.entries(exported)) {
  const schema = JSON.parse(readFileSync(join(schemas, file), 'utf8'));
  ajv.addSchema(schema);
  names[name] = schema.$id;
}

/** With this many errors a validator goes through no further entries of the list or object at hand. */
const mostErrors = 1000;

/**
 * ajv joins the errors of a list's entries with `concat`, which takes time by the square of their number, and knows no end
 * between the first error and the last. Both are changed in the code that it writes.
 */
function bounded(code: string): string {
  const changes: [pattern: RegExp, replacement: string][] = [
    [
      /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g,
      'if(vErrors === null){vErrors = $1.errors;}else {for(const found of $1.errors)vErrors.push(found);}',
    ],
    [/for\(let (i\d+)=0; \1<(len\d+); \1\+\+\)\{/g, `for(let $1=0; $1<$2 && errors < ${mostErrors}; $1++){`],
    [/for\(const key\d+ in data\d*\)\{/g, `$&if(errors >= ${mostErrors})break;`],
  ];
  const changed = changes.reduce((before, [pattern, replacement]) => {
    if (!pattern.test(before)) throw new Error(`ajv writes other code than before: there is no ${pattern}`);
    return before.replaceAll(pattern, replacement);
  }, code);
  if (changed.includes('.concat(')) throw new Error('ajv joins errors in a way that is not known here');
  return changed;
}

mkdirSync(generated, { recursive: true });
writeFileSync(
  join(generated, 'validators.cjs'),
  `${bounded(standaloneCode(ajv, names))}exports.mostSchemaErrors = ${mostErrors};\n`,
);
writeFileSync(
  join(generated, 'validators.d.cts'),
  `import type { ValidateFunction } from 'ajv';\n${Object.keys(exported)
    .map((name) => `export declare const ${name}: ValidateFunction;\n`)
    .join('')}export declare const mostSchemaErrors: number;\n`,
);
