/**
 * code-server lets every extension use VS Code's proposed APIs; a desktop VS Code does not. Puts the gate back into a
 * bundled script of VS Code, so that a proposed API used by accident fails in tests as it would for a user.
 *
 * @param script text of the extension host's or the workbench's bundle
 * @returns the text with the gate
 * @throws when the script does not have the expected form: the gate must not be missing unnoticed
 */
export function restoreProposedApiGate(script: string): string {
  const open =
    /(function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return)!0(\}function [\w$]+\(([\w$]+),([\w$]+)\)\{if\(!\2\(\6,\7\)\)throw new Error\(`Extension ')/;
  if (!open.test(script)) throw new Error('The check for proposed APIs was not found in this version of VS Code.');
  return script.replace(open, (_, start, _name, extension, proposal, rest) => {
    return `${start}(${extension}.enabledApiProposals||[]).includes(${proposal})${rest}`;
  });
}
