import assert from 'node:assert/strict';
import { documentLinks } from '../../../../server/language/navigation/documentLinks.ts';
import { policyOf } from './written.ts';

const links: { what: string; uri: string; schema: string; target: string }[] = [
  {
    what: 'a path beside the policy',
    uri: 'file:///home/me/policies/policy.json',
    schema: '../schemas/policy.schema.json',
    target: 'file:///home/me/schemas/policy.schema.json',
  },
  {
    what: 'an address on the web',
    uri: 'file:///policy.json',
    schema: 'https://example.com/policy schema.json#top',
    target: 'https://example.com/policy%20schema.json#top',
  },
  {
    what: 'an address on the web in an untitled file',
    uri: 'untitled:Untitled-1',
    schema: 'http://example.com/a.json',
    target: 'http://example.com/a.json',
  },
  {
    what: "a file on the policy's own host",
    uri: 'file://nas/share/policy.json',
    schema: './policy.schema.json',
    target: 'file://nas/share/policy.schema.json',
  },
];

const unlinked: { what: string; uri?: string; text: string }[] = [
  { what: 'a command', text: '{"$schema": "command:workbench.action.quit"}' },
  { what: 'a script', text: '{"$schema": "javascript:alert(1)"}' },
  { what: "the editor's own scheme", text: '{"$schema": "vscode://file/etc/passwd"}' },
  { what: 'data', text: '{"$schema": "data:text/html,hello"}' },
  {
    what: 'a file on another host, which would be sent credentials',
    text: '{"$schema": "//evil.example/share/a.json"}',
  },
  { what: 'a path in an untitled file', uri: 'untitled:Untitled-1', text: '{"$schema": "a.json"}' },
  { what: 'a path in a virtual file', uri: 'vscode-vfs://github/a/policy.json', text: '{"$schema": "a.json"}' },
  { what: 'a broken address', text: '{"$schema": "http://["}' },
  { what: 'an absurdly long address', text: `{"$schema": "${'a'.repeat(3000)}"}` },
  { what: 'an empty address', text: '{"$schema": " "}' },
  { what: 'a value of another type', text: '{"$schema": ["a.json"]}' },
  { what: 'a key without a value', text: '{"$schema"' },
  { what: 'the key of a tool', text: '{"tools": {"$schema": "a.json"}}' },
  { what: 'an empty file', text: '' },
];

suite('Document links', () => {
  for (const { what, uri, schema, target } of links) {
    test(`"$schema" is a link where it is ${what}`, () => {
      const document = policyOf(JSON.stringify({ $schema: schema, version: '1' }), uri);
      const [link] = documentLinks(document);
      assert.equal(link?.target, target);
      assert.equal(link && document.text.getText(link.range), schema);
    });
  }

  for (const { what, uri = 'file:///policy.json', text } of unlinked) {
    test(`no link for ${what}`, () => assert.deepEqual(documentLinks(policyOf(text, uri)), []));
  }
});
