// What comes to the fingers from other languages, and how it is said here. Looked for only where something is wrong.

import type { Diagnostic } from './diagnostic.ts';
import { syntaxDiagnostic } from './messages.ts';

/** In all texts `$<name>` stands for what the group of that name found; the group `at` is what is underlined. */
interface Habit {
  readonly seen: RegExp;
  readonly say: string;
  readonly help?: string;
  /** What `at` is changed to. */
  readonly to?: string;
}

const tempo = 'The tempo is a setting of its own.';
const sonicPi = '`$<at>` belongs to Sonic Pi. Here a track repeats by itself, cycle after cycle.';
const superCollider = '`$<at>` belongs to SuperCollider.';
const lambda = 'A function is written `\\x -> ...`.';

const habits: readonly Habit[] = [
  {
    seen: /^(?<at>(?:import|:set|:script|:m)\b[^\n]*)/d,
    say: 'Nothing is imported: the library is there already.',
    to: '-- $<at>',
  },
  { seen: /^(?<at>(?:setBpm|setbpm|use_bpm)\s*\(?\s*(?<n>[\d.]+)\s*\)?)/d, say: tempo, to: 'bpm: $<n>' },
  { seen: /^(?<at>set[cC]pm\s*\(?\s*(?<n>[\d.]+)\s*\)?)/d, say: tempo, to: 'cps: $<n>/60' },
  {
    seen: /^(?<at>samples)\s*[("]/d,
    say: 'Samples are looked for in the folders of the setting `hocket.samples.folders`.',
  },
  {
    seen: /^(?<at>live_loop|in_thread|with_fx|use_synth|use_synth_defaults|sleep|play|sample|loop|sync|cue)\b/d,
    say: sonicPi,
    help: 'Write `d1 $ sound "bd*4" # room 0.3`.',
  },
  {
    seen: /^(?<at>SynthDef|Synth|Ndef)\s*[(.]/d,
    say: superCollider,
    help: 'A synth is `synth pluck freq = saw freq # lpf 800 # adsr 2ms 80ms 0.4 300ms`.',
  },
  {
    seen: /^(?<at>Pbind|Pdef|Pseq|Tdef|Routine)\s*\(/d,
    say: superCollider,
    help: 'A track plays patterns: `d1 $ n "0 2 4" # s "pluck"`.',
  },
  { seen: /^(?<at>s\.boot;?|Server\.\S*)/d, say: 'There is no server to boot.', to: '-- $<at>' },
  {
    seen: /(?<at>\{)\s*[A-Z]\w*\.(?:ar|kr)/d,
    say: 'A signal stands without braces.',
    help: 'Write `out $ sine 440 * 0.2`.',
  },
  { seen: /(?<at>\b(?:SinOsc|FSinOsc)\.(?:ar|kr))/d, say: superCollider, to: 'sine' },
  { seen: /(?<at>\b(?:Saw|LFSaw)\.(?:ar|kr))/d, say: superCollider, to: 'saw' },
  { seen: /(?<at>\b(?:Pulse|LFPulse)\.(?:ar|kr))/d, say: superCollider, to: 'square' },
  { seen: /(?<at>\b(?:LFTri|VarSaw)\.(?:ar|kr))/d, say: superCollider, to: 'tri' },
  { seen: /^(?<at>_?\$:)/d, say: 'A track begins with its name.', to: 'd1 $' },
  { seen: /^(?<at>var|const|local|val|fn)\s+\w+[^=]*=/d, say: 'A definition begins with `let`.', to: 'let' },
  { seen: /^(?<at>p\s+(?:"[^"\n]*"|\d+)\s*\$)/d, say: 'Tracks are called d1 to d16.', to: 'd1 $' },
  { seen: /^(?<at>do\s+)(?:d\d|let\b|hush)/d, say: 'There is no `do`: every line in column 0 is a statement.', to: '' },
  {
    seen: /^(?:hush|panic|resetCycles|unmuteAll|unsoloAll)(?<at>\s*(?:\(\s*\)|;|!)+)/d,
    say: 'A command without arguments stands alone.',
    to: '',
  },
  { seen: /^(?:un)?(?:mute|solo)\s+(?<at>"(?<name>\w+)")/d, say: 'The name of a track has no quotes.', to: '$<name>' },
  {
    seen: /^(?<at>(?<name>[do]\d+)\.(?<command>(?:un)?(?:mute|solo))\b(?:\s*\(\s*\))?)/d,
    say: 'A command stands before the name of a track.',
    to: '$<command> $<name>',
  },
  { seen: /^(?:d\d+|o\d+|out|once)(?<at>\s*<-\s*)/d, say: 'What a track plays follows a `$`.', to: ' $ ' },
  {
    seen: /^let\b.*?\s(?<at>in)\s+(?<track>d\d+|o\d+|out|once)\s*\$/ds,
    say: 'A definition that stands alone has no `in`: all statements see it.',
    help: 'Begin the `$<track> $ ...` on a line of its own.',
  },
  { seen: /^[do](?<at>\s+)\d+\s*\$/d, say: 'The name of a track has no blank in it.', to: '' },
  {
    seen: /[)\]"](?<at>\.[a-zA-Z]\w*)\(/d,
    say: 'There are no methods: a function stands before what it changes, a control behind `#`.',
    help: 'Write `fast 2 $ sound "bd" # gain 0.8`.',
  },
  { seen: /(?<at>\((?<x>[a-z]\w*)\)\s*=>\s*)/d, say: lambda, to: '\\$<x> -> ' },
  // The constraint of a type is written with `=>` too.
  { seen: /(?<!\b[A-Z]\w*\s+)(?<at>\b(?<x>[a-z]\w*)\s*=>\s*)/d, say: lambda, to: '\\$<x> -> ' },
  { seen: /(?<at>\b(?:lambda|fun)\s+(?<x>[a-z]\w*)\s*(?::|->)\s*)/d, say: lambda, to: '\\$<x> -> ' },
  { seen: /(?<at>\\(?<x>[a-z]\w*)\s*\.)\s/d, say: lambda, to: '\\$<x> ->' },
  { seen: /(?<at>\bfunction\b)\s*\(/d, say: lambda, help: 'Write `\\x -> fast 2 x`, or leave the `x` out: `fast 2`.' },
  {
    seen: /(?<at>`(?<text>\w[^`"()\n]*[\s*][^`"()\n]*)`)/d,
    say: 'A string stands between double quotes.',
    to: '"$<text>"',
  },
  { seen: /#\s*\w+(?<at>\s*=\s*)(?=["\d(~-])/d, say: 'The value of a control follows without a `=`.', to: ' ' },
  { seen: /^(?:d\d+|o\d+|out|once)\b.*?\w(?<at>:)\s*["\d(]/ds, say: 'An argument follows without a `:`.', to: '' },
  { seen: /(?<at>:=)/d, say: 'A definition has `=`.', to: '=' },
  {
    seen: /\$\s*(?:\w+\s+)*(?<at>(?:[\d./]+|\([\d./]+\)|"[^"\n]*")\s*(?:<~|~>))\s*\$/d,
    say: 'An operator with one operand needs brackets.',
    to: '($<at>)',
  },
  { seen: /^(?:d\d+|o\d+|out)\s*\$\s*\w+\s+[\d.]+(?<at>,)\s/d, say: 'Arguments are separated by blanks.', to: '' },
  {
    seen: /^(?:d\d+|o\d+|out)\s*\$\s*(?<at>\w+\s+"[^"\n]*"(?:\s*,\s*\w+\s+"[^"\n]*")+)\s*$/d,
    say: 'Patterns at once are the list of a `stack`.',
    to: 'stack [$<at>]',
  },
  // In a list it stands before `x <- xs`.
  { seen: /^[^[]*["\w)]\s+(?<at>\|)\s+\w/d, say: 'Controls are joined with `#`.', to: '#' },
  {
    seen: /["\w)]\s+(?<at>&)\s+\w/d,
    say: 'Patterns at once are the list of a `stack`.',
    help: 'Write `stack [sound "bd", sound "sn"]`.',
  },
];

/** One diagnostic for all that such a habit makes wrong of a statement. */
export function foreignHabit(text: string): Diagnostic | undefined {
  const code = withoutTexts(text);
  for (const { seen, say, help, to } of habits) {
    const found = seen.exec(code);
    const place = found?.indices?.groups?.['at'];
    if (!found || !place) continue;
    const group = (name: string) => text.slice(...(found.indices?.groups?.[name] ?? [0, 0]));
    const fill = (template: string) => template.replace(/\$<(\w+)>/g, (_, name: string) => group(name));
    const [start, end] = place;
    const written = to === undefined ? undefined : fill(to);
    const title = written === '' ? 'Remove it' : `Change to \`${written}\``;
    return syntaxDiagnostic('foreign', { start, end }, [fill(say)], {
      help: help === undefined ? written && `Write \`${written.trim()}\`.` : fill(help),
      fix: written === undefined ? undefined : { title, edits: [{ start, end, text: written }] },
    });
  }
  return undefined;
}

/** The same length, with nothing in the strings and no comments: what they say is no code. */
function withoutTexts(text: string): string {
  return text.replace(/"[^"]*"|--[^\n]*/g, (found) =>
    found.startsWith('"') ? `"${'_'.repeat(found.length - 2)}"` : ' '.repeat(found.length),
  );
}
