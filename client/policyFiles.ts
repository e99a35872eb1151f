import * as vscode from 'vscode';

/** Which files are policies: two names, and what the setting adds. The server then looks at what is in them. */
function policyGlobs(): string[] {
  const added = vscode.workspace.getConfiguration('mcpPolicy').get<unknown>('files');
  const globs = Array.isArray(added) ? added.filter((glob): glob is string => typeof glob === 'string') : [];
  return ['**/policy.json', '**/*.policy.json', ...globs];
}

/** Where policies are written. Other schemes, such as `git`, only show what was. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

/** A document without a file has no name to go by. */
const unnamed = { scheme: 'untitled', language: 'json' };

/** Scenarios name the tools of a policy: a rename must see them as they stand in the editor. */
export function scenarioSelector(): { scheme: string; language: string; pattern: string }[] {
  return schemes.map((scheme) => ({ scheme, language: 'json', pattern: '**/*.policytest.json' }));
}

/** The policies by their name; those without one are in {@link PolicyFiles}. */
function namedPolicies(): { scheme: string; language: string; pattern: string }[] {
  return policyGlobs().flatMap((pattern) => schemes.map((scheme) => ({ scheme, language: 'json', pattern })));
}

/** Everything that the language server is to know the text of. */
export function synchronisedSelector(): { scheme: string; language: string; pattern?: string }[] {
  return [...namedPolicies(), unnamed, ...scenarioSelector()];
}

/** True for a document that is a policy by its name, or may turn out to be one because it has none. */
export function mayBePolicy(document: vscode.TextDocument): boolean {
  return vscode.languages.match([...namedPolicies(), unnamed], document) > 0;
}

/** Tells the policies from the other documents: by their name, or, without one, by what the language server says. */
export class PolicyFiles {
  private readonly recognised = new Set<string>();

  has(document: vscode.TextDocument): boolean {
    return this.recognised.has(document.uri.toString()) || vscode.languages.match(namedPolicies(), document) > 0;
  }

  /** For what VS Code shows on policies only. */
  selector(): vscode.DocumentSelector {
    const unnamedOnes = [...this.recognised].map((uri) => ({
      scheme: 'untitled',
      pattern: vscode.Uri.parse(uri).fsPath,
    }));
    return [...namedPolicies(), ...unnamedOnes];
  }

  /** Takes the language server's word for a document without a name. True when it is news. */
  recognise(document: vscode.TextDocument, isPolicy: boolean): boolean {
    const uri = document.uri.toString();
    if (vscode.languages.match(unnamed, document) === 0 || this.recognised.has(uri) === isPolicy) return false;
    if (isPolicy) this.recognised.add(uri);
    else this.recognised.delete(uri);
    return true;
  }

  forget(document: vscode.TextDocument): void {
    this.recognised.delete(document.uri.toString());
  }
}
