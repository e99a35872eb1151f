import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../prepare/temporaryFolder.ts';

/** Where a VS Code keeps what belongs to one user: nothing of it is the real user's. */
export type Profile = { folder: string; userData: string; extensions: string; remove: () => void };

export type Settings = Record<string, unknown>;

/** A quiet VS Code: it shows what is open, asks nothing of the network and takes nobody's attention from the policy. */
const quietSettings: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Hides the chat; `vscode.lm` and the MCP interfaces for extensions stay.
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  // As on the desktop; in a browser VS Code saves by itself.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/** Makes a throw-away profile in the system's temporary folder; it is removed when this process ends. */
export function createProfile(settings: Settings = {}): Profile {
  const { path: folder, remove } = temporaryFolder('mcp-policy-vscode');
  const profile = profileIn(folder, remove);
  fs.mkdirSync(profile.extensions, { recursive: true });
  writeSettings(profile, { ...quietSettings, ...settings });
  return profile;
}

function profileIn(folder: string, remove: () => void): Profile {
  return { folder, userData: path.join(folder, 'user-data'), extensions: path.join(folder, 'extensions'), remove };
}

function writeSettings(profile: Profile, settings: Settings): void {
  const file = path.join(profile.userData, 'User/settings.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(settings, null, 2));
}
