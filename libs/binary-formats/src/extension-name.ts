/** The parts of a file name that some version of Python on some system takes for a compiled module. */
export interface ExtensionName {
  readonly module: string;
  /**
   * The part between the module’s name and the suffix: `cpython-312-x86_64-linux-gnu`, `abi3`,
   * `abi3-x86_64-linux-gnu`.
   */
  readonly tag?: string;
}

/**
 * Parses the file name of a compiled module (PEP 3149, PEP 384, PEP 803 for abi3t; the last two with a platform
 * from Python 3.15 on; `cp312-win_amd64` on Windows). Returns undefined for other names.
 */
export const parseExtensionName = (path: string): ExtensionName | undefined => {
  const [, module, tag] = extensionName.exec(path) ?? [];
  if (module === undefined) return undefined;
  return tag === undefined ? { module } : { module, tag };
};

const extensionName =
  /(?:^|\/)([^\s./-]+)(?:\.((?:cpython|pypy|graalpy)\w*(?:-\w+)*|abi3t?(?:-\w+)*|cp\d+t?-\w+))?\.(?:so|pyd)$/;
