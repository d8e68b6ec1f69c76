/** What a process needs to start at all: where the system is, and where its libraries are. */
const NEEDED = ['SystemRoot', 'windir', 'PATH', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/** The environment of the engine's process: no credentials, no proxies, no options for Node. */
export function engineEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => NEEDED.some((each) => each.toLowerCase() === name.toLowerCase())),
  );
}
