/** The style sheet of the page, light or dark like the reader’s system. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --dim: #888; --error: #d33; --warning: #b70; --note: #48c; --good: #292;
  --python: #4b8bbe; --binary: #d98b3a; --metadata: #8a6fc0; --data: #6aa56a; }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1240px; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
code, td.path { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: var(--dim); font-weight: 500; }
td, th { padding: .2rem .75rem .2rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.dim { color: var(--dim); }
.verdict { font-weight: 600; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); } .good { color: var(--good); }
.sizes { display: grid; grid-template-columns: max-content 1fr max-content; gap: .25rem 1rem; align-items: center; max-width: 46rem; }
meter { width: 100%; height: 1.1rem; }
details { border-bottom: 1px solid var(--line); padding: .35rem 0; }
summary { cursor: pointer; }
details ul { margin: .25rem 0 .5rem; padding-left: 1.5rem; max-height: 20rem; overflow: auto; }
svg { width: 100%; height: auto; background: #8882; }
svg .package { cursor: zoom-in; } svg.near .package { cursor: zoom-out; }
svg rect { stroke: #fff6; stroke-width: .4; fill: #8886; }
svg text { font: 11px system-ui, sans-serif; fill: currentColor; pointer-events: none; }
svg .python { fill: var(--python); } svg .binary { fill: var(--binary); }
svg .metadata { fill: var(--metadata); } svg .data { fill: var(--data); }
.swatch { display: inline-block; width: .8em; height: .8em; margin: 0 .35em 0 .8em; border-radius: .2em; }
.swatch.python { background: var(--python); } .swatch.binary { background: var(--binary); }
.swatch.metadata { background: var(--metadata); } .swatch.data { background: var(--data); }
button { font: inherit; margin-left: 1rem; }
`;
