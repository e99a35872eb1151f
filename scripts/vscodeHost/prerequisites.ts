import { programOnPath } from '../prepare/programOnPath.ts';
import { SetupError } from '../prepare/setupError.ts';

/** Programs that putting a host together needs, and how Debian calls their packages. */
const programs = [
  { anyOf: ['g++', 'c++', 'clang++'], debianPackage: 'g++' },
  { anyOf: ['make'], debianPackage: 'make' },
  { anyOf: ['python3', 'python'], debianPackage: 'python3' },
  { anyOf: ['tar'], debianPackage: 'tar' },
];

/** @throws SetupError when this machine cannot have a browser-hosted VS Code */
export function checkPrerequisites(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError({
      what: 'No VS Code to work with.',
      why: `No desktop VS Code was found, and the browser-hosted one runs on Linux x64 only (this is ${process.platform} ${process.arch}).`,
      todo: 'Install the desktop VS Code and put its command `code` on the PATH, or set MCP_POLICY_VSCODE to the path of its executable.',
    });
  }
  const missing = programs.filter(({ anyOf }) => !anyOf.some((name) => programOnPath(name)));
  if (missing.length === 0) return;
  const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');
  throw new SetupError({
    what: 'The browser-hosted VS Code cannot be installed.',
    why: `Two native modules of it are compiled, and this machine lacks: ${packages}.`,
    todo: `Install them (on Debian or Ubuntu: sudo apt-get install -y ${packages}) and try again.`,
  });
}
