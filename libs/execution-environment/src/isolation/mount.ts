/** A mount of the new root file system. Bubblewrap and mount namespaces use the same list. */
export type Mount =
  | { readonly kind: 'read-only' | 'writable'; readonly source: string; readonly path: string }
  /** Folders merged over one another, the last on top; read-only. */
  | { readonly kind: 'merged'; readonly sources: readonly string[]; readonly path: string }
  | { readonly kind: 'device' | 'empty'; readonly path: string }
  | { readonly kind: 'link'; readonly target: string; readonly path: string };
