/**
 * This process's environment without what npm, a surrounding VS Code or a coverage tool left there for itself.
 * A program started from here must behave as if started from a plain terminal. What tells npm where the registry,
 * the cache, the certificates and the user's own configuration are stays.
 */
export function plainEnvironment(additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !isLeftOver(name));
  return { ...Object.fromEntries(kept), ...additions };
}

function isLeftOver(name: string): boolean {
  if (
    /^npm_config_(registry|cache|userconfig|globalconfig|cafile|proxy|https_proxy|noproxy|.*authtoken.*)$/i.test(name)
  )
    return false;
  return /^(npm_|VSCODE_|ELECTRON_RUN_AS_NODE$|NODE_OPTIONS$|INIT_CWD$)/i.test(name);
}
