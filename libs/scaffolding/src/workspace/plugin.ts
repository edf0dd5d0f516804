/** Of which packages a workspace is to know. */
export type Plugin = 'layer' | 'lambda';
