/** The look of every printed page: calm, dense, legible in black and white. */
export const style = `
:root { color-scheme: light; --ink: #14181f; --quiet: #565f6c; --line: #d5d9df; --faint: #f5f6f8; --done: #0b67a5; --tried: #a8480c; --none: #6b7480; --warn: #8a5a00; }
* { box-sizing: border-box; }
html { font: 15px/1.5 Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif; color: var(--ink); background: #fff; -webkit-text-size-adjust: 100%; font-variant-numeric: tabular-nums; }
body { margin: 0 auto; padding: 3rem 2.5rem 4rem; max-width: 66rem; }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.015em; font-weight: 650; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; line-height: 1.3; letter-spacing: -0.01em; font-weight: 650; margin: 3rem 0 .8rem; padding-top: .9rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.02rem; line-height: 1.4; font-weight: 650; margin: 1.8rem 0 .4rem; }
p, ul, ol, dl { margin: .5rem 0; max-width: 46rem; }
ul, ol { padding-left: 1.3rem; }
li { margin: .2rem 0; }
a { color: inherit; text-decoration-color: var(--none); text-underline-offset: 2px; }
a:focus-visible { outline: 2px solid var(--done); outline-offset: 2px; }
bdi { overflow-wrap: break-word; }
code, pre { font: .84em/1.5 'JetBrains Mono', 'SFMono-Regular', Consolas, 'DejaVu Sans Mono', monospace; }
code { overflow-wrap: break-word; } h3 code { font-size: .92em; }
pre { background: var(--faint); border: 1px solid var(--line); border-radius: 4px; padding: .7rem .9rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0 1rem; }
.kicker { font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--quiet); font-weight: 600; margin: 0 0 .5rem; }
.lead { font-size: 1.05rem; color: var(--quiet); margin: 0 0 1.6rem; max-width: none; }
h4 { font-size: .87rem; font-weight: 650; margin: .9rem 0 .1rem; } h4 + ul { margin-top: 0; }
li pre { max-width: none; } ol:has(pre) { max-width: none; }
.quiet { color: var(--quiet); }
.small { font-size: .87rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; max-width: none; margin: 1rem 0; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; min-width: 0; }
nav ol { columns: 2; column-gap: 3rem; max-width: none; padding-left: 1.6rem; }
nav li { break-inside: avoid; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1.2rem; font-size: .87rem; line-height: 1.4; }
caption { text-align: left; font-weight: 600; padding: .2rem 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .34rem .8rem .34rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); border-bottom-color: var(--none); }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td:last-child, th:last-child { padding-right: 0; }
.n { text-align: right; white-space: nowrap; } .t { white-space: nowrap; }
.mark { width: .85em; height: .85em; vertical-align: -.08em; margin-right: .35em; overflow: visible; }
.rung { white-space: nowrap; } tr.led > td { border-bottom: 0; padding-bottom: 0; } tr.led { break-after: avoid; }
.succeeded { color: var(--done); font-weight: 600; } .rejected, .denied, .failed { color: var(--tried); } .unknown { color: var(--none); }
.verdict { display: inline-block; font-weight: 650; border: 1.5px solid currentColor; border-radius: 4px; padding: .02rem .5rem; font-size: .85rem; white-space: nowrap; }
.verdict.cannot_tell { border-style: dashed; color: var(--warn); }
.verdict.no { color: var(--quiet); }
.answer { border-left: 3px solid var(--line); padding: .1rem 0 .1rem 1.1rem; margin: 1.8rem 0; }
.answer > h3 { display: flex; gap: .7rem; align-items: baseline; flex-wrap: wrap; margin-top: 0; }
.sentence { font-size: 1.06rem; line-height: 1.5; margin: .3rem 0 .5rem; max-width: 50rem; }
.counts { display: flex; gap: 1.6rem; flex-wrap: wrap; margin: .4rem 0; }
.state { white-space: nowrap; font-weight: 600; } .state.none, .state.part { color: var(--warn); }
.chain { list-style: none; padding-left: 0; max-width: none; } .chain .chain { padding-left: 1.4rem; border-left: 1px solid var(--line); margin-left: .3rem; }
.chain li { margin: .35rem 0; }
figure { margin: 1rem 0; } figure svg.picture, figure > svg { max-width: 100%; height: auto; }
figcaption { color: var(--quiet); font-size: .87rem; margin-top: .4rem; max-width: 46rem; }
.note { background: var(--faint); border: 1px solid var(--line); border-radius: 4px; padding: .7rem 1rem; margin: 1rem 0; max-width: 50rem; }
.note p:first-child { margin-top: 0; } .note p:last-child { margin-bottom: 0; }
.fill { border-bottom: 1px solid var(--ink); display: inline-block; min-width: 16rem; }
.defs { position: absolute; width: 0; height: 0; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .82rem; }
@media (max-width: 40rem) { body { padding: 1.5rem 1rem; } nav ol { columns: 1; } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; } .scroll { overflow-x: auto; } }
@media print {
  html { font-size: 9.6pt; } body { padding: 0; max-width: none; }
  h2, h3, caption { break-after: avoid; } pre, figure, .note { break-inside: avoid; }
  .answer > h3, .sentence { break-after: avoid; } a { text-decoration: none; } p { orphans: 3; widows: 3; }
  .cover { break-after: page; } #picture { page: wide; } #picture figure { break-inside: avoid; } #picture > h2 { margin-top: 0; } #picture figure { margin: 0; } #picture figure > svg { max-height: 138mm; } figcaption { max-width: none; }
}
@page wide { size: landscape; }
@page { margin: 18mm 15mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt sans-serif; color: #565f6c; } }
`;
