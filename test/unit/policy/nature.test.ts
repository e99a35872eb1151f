import assert from 'node:assert/strict';
import { natureOf } from '../../../server/policy/nature.ts';
import { parseTree } from '../../../server/policy/syntax/syntaxTree.ts';

const cases: { what: string; text: string; nature: string }[] = [
  { what: 'a policy', text: '{"version": "1", "default": "deny", "tools": {}}', nature: 'policy' },
  { what: 'an empty file, which may become one', text: '', nature: 'policy' },
  { what: 'an empty object, which may become one', text: '{}', nature: 'policy' },
  { what: 'a policy with a wrong version', text: '{"version": 2, "tools": {}}', nature: 'policy' },
  { what: 'a half-written policy', text: '{"default": "deny", "tools": {"a', nature: 'policy' },
  { what: 'only a version', text: '{"version": "1"}', nature: 'policy' },
  { what: "AWS IAM's", text: '{"Version": "2012-10-17", "Statement": []}', nature: 'foreign' },
  { what: "Azure's", text: '{"policyRule": {"if": {}}, "parameters": {}}', nature: 'foreign' },
  { what: "Kubernetes'", text: '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": []}', nature: 'foreign' },
  { what: 'something with a version of its own', text: '{"version": "3.2", "settings": {}}', nature: 'unclear' },
  {
    what: "containers'",
    text: '{"default": [{"type": "insecureAcceptAnything"}], "transports": {}}',
    nature: 'unclear',
  },
  { what: "OpenStack's", text: '{"context_is_admin": "role:admin", "default": "rule:admin"}', nature: 'unclear' },
  { what: 'a policy with strange keys', text: '{"defualt": "deny", "tools": {}}', nature: 'policy' },
  { what: 'some other object', text: '{"name": "x"}', nature: 'unclear' },
  { what: 'a list', text: '[]', nature: 'unclear' },
];

suite('What a file called policy.json turns out to be', () => {
  for (const { what, text, nature } of cases) {
    test(`${what}: ${nature}`, () => assert.equal(natureOf(parseTree(text).root), nature));
  }
});
