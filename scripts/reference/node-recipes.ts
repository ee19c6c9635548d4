// How each node is shown: which signals, and what is measured of them.

export interface Shown {
  /** A signal; what is drawn is labelled with it. */
  readonly signal: string;
  /** Instead of the signal, where that says more. */
  readonly label?: string;
  readonly input?: boolean;
  /** Of two; 0 is left. */
  readonly channel?: 0 | 1;
}

export type Recipe =
  /** Values over time. */
  | { readonly plot: 'wave'; readonly seconds: number; readonly of: readonly Shown[] }
  /** How much of each frequency passes; `signal` is what an impulse goes through: `lpf 800`. */
  | { readonly plot: 'response'; readonly of: readonly Shown[] }
  /** How strong each frequency is. */
  | { readonly plot: 'spectrum'; readonly of: readonly Shown[] }
  /** What comes out for what goes in, from `low` to `high`; `signal` is what goes through. */
  | {
      readonly plot: 'transfer';
      readonly low: number;
      readonly high: number;
      readonly unit?: string;
      readonly of: readonly Shown[];
    }
  /** How an impulse dies away; `signal` is what it goes through. */
  | { readonly plot: 'decay'; readonly seconds: number; readonly of: readonly Shown[] }
  /** The level that comes out for the level that goes in. */
  | { readonly plot: 'levels'; readonly of: readonly Shown[] };

const shown = (signals: readonly string[]): readonly Shown[] => signals.map((signal) => ({ signal }));

const wave = (seconds: number, ...signals: string[]): Recipe => ({ plot: 'wave', seconds, of: shown(signals) });

/** The signals that go in, in grey, and what comes out. */
const changed = (seconds: number, input: string | readonly string[], ...outputs: string[]): Recipe => ({
  plot: 'wave',
  seconds,
  of: [...[input].flat().map((signal) => ({ signal, input: true })), ...shown(outputs)],
});

const response = (...signals: string[]): Recipe => ({ plot: 'response', of: shown(signals) });
const spectrum = (...signals: string[]): Recipe => ({ plot: 'spectrum', of: shown(signals) });
const transfer = (low: number, high: number, ...signals: string[]): Recipe => ({
  plot: 'transfer',
  low,
  high,
  of: shown(signals),
});
const levels = (...signals: string[]): Recipe => ({ plot: 'levels', of: shown(signals) });

const sides = (seconds: number, signal: string): Recipe => ({
  plot: 'wave',
  seconds,
  of: [
    { signal, label: `left: ${signal}`, channel: 0 },
    { signal, label: 'right', channel: 1 },
  ],
});

/** Held for half a second. */
const held = 'lt (line 0 1 1s) 0.5';

export const recipes: ReadonlyMap<string, Recipe> = new Map(
  Object.entries<Recipe>({
    // Sources
    sine: wave(0.01, 'sine 220'),
    saw: wave(0.01, 'saw 220'),
    tri: wave(0.01, 'tri 220'),
    square: wave(0.01, 'square 220'),
    pulse: wave(0.01, 'pulse 220 0.2'),
    blip: wave(0.01, 'blip 220 6'),
    vco: wave(0.01, 'vco 220 2.7'),
    supersaw: wave(0.03, 'supersaw 220 0.5'),
    fm: wave(0.01, 'fm 220 2 1', 'fm 220 2 4'),
    pm: wave(0.01, 'pm 220 (sine 660)'),
    phasor: wave(1, 'phasor 3'),
    constant: wave(1, 'constant 0.5'),
    impulse: wave(1, 'impulse 8'),
    dust: wave(1, 'dust 20'),
    crackle: wave(0.05, 'crackle 1.9'),
    karplus: wave(0.25, 'karplus 220 0.5 0.5'),
    noise: spectrum('noise'),
    pink: spectrum('pink', 'noise'),
    brown: spectrum('brown', 'pink', 'noise'),
    // Drums
    kick: wave(0.3, 'kick 50'),
    tom: wave(0.3, 'tom 110'),
    snare: wave(0.3, 'snare 180'),
    clap: wave(0.3, 'clap 1100'),
    hat: wave(0.3, 'hat 7000'),
    openhat: wave(0.6, 'openhat 6500'),
    cymbal: wave(1.5, 'cymbal 3500'),
    cowbell: wave(0.3, 'cowbell 540'),
    rim: wave(0.1, 'rim 480'),
    // Filters
    lpf: response('lpf 1000', 'lpf 1000 0.5', 'lpf 4000 0.8'),
    hpf: response('hpf 1000', 'hpf 1000 0.5', 'hpf 200 0.8'),
    bpf: response('bpf 1000 1', 'bpf 1000 5', 'bpf 4000 20'),
    notch: response('notch 1000 1', 'notch 4000 5'),
    peak: response('peak 300 (-12db) 2', 'peak 3000 9db'),
    lowshelf: response('lowshelf 200 6db', 'lowshelf 200 (-12db)'),
    highshelf: response('highshelf 4000 6db', 'highshelf 4000 (-12db)'),
    moog: response('moog 1000', 'moog 1000 0.6', 'moog 4000 0.9'),
    onepole: response('onepole 400', 'onepole 4000'),
    onepolehp: response('onepolehp 400', 'onepolehp 4000'),
    dcblock: changed(0.2, 'constant 1', 'constant 1 # dcblock'),
    djf: response('djf 0.3', 'djf 0.5', 'djf 0.7'),
    vowel: response('vowel "a"', 'vowel "i"', 'vowel "u"'),
    comb: response('comb 0.5ms 5ms'),
    allpass: wave(0.1, 'impulse 0.01 # allpass 5ms 100ms'),
    // Envelopes
    adsr: changed(1, held, `constant 1 # adsr 50ms 150ms 0.6 300ms gate=(${held})`),
    asr: changed(1, held, `asr 100ms 300ms gate=(${held})`),
    env: wave(1, 'env 20ms 500ms', 'env 200ms 200ms'),
    // Control signals
    lfo: wave(1, 'lfo 2 0', 'lfo 2 1', 'lfo 2 3'),
    line: wave(1, 'line 0.2 0.8 500ms'),
    xline: wave(1, 'xline 0.05 1 800ms', 'xline 1 0.05 500ms'),
    range: changed(1, 'sine 2', 'sine 2 >> range 2 5'),
    exprange: changed(1, 'sine 2', 'sine 2 >> exprange 0.1 5'),
    lag: changed(1, 'square 2', 'square 2 >> lag 50ms', 'square 2 >> lag 200ms'),
    slew: changed(1, 'square 2', 'square 2 >> slew 20 5'),
    follower: changed(1, 'kick 80', 'kick 80 >> follower 1ms 150ms'),
    samplehold: changed(1, 'sine 1', 'sine 1 >> samplehold (impulse 12)'),
    schmitt: changed(1, 'sine 3 * line 1 0 1s', 'sine 3 * line 1 0 1s >> schmitt (-0.3) 0.3'),
    // Effects
    clip: transfer(-2, 2, 'clip (-1) 0.5'),
    wrap: transfer(-2, 2, 'wrap (-1) 1'),
    shape: transfer(-1, 1, 'shape 0', 'shape 0.5', 'shape 0.9'),
    drive: transfer(-1, 1, 'drive 0', 'drive 0.3', 'drive 0.8'),
    fold: transfer(-1, 1, 'fold 2', 'fold 4'),
    crush: transfer(-1, 1, 'crush 3', 'crush 6'),
    coarse: changed(0.005, 'sine 440', 'sine 440 # coarse 12'),
    squiz: changed(0.02, 'sine 110', 'sine 110 # squiz 3'),
    ring: changed(0.05, 'sine 110', 'sine 110 # ring 20 1'),
    tremolo: changed(1, 'sine 100', 'sine 100 # tremolo 5 0.8'),
    vibrato: changed(0.05, 'sine 200', 'sine 200 # vibrato 20 1'),
    chorus: sides(0.05, 'impulse 0.01 # chorus 0.6 0.4'),
    flanger: response('flanger 0 0.8', 'flanger 0 0.2'),
    phaser: response('phaser 0 0.9', 'phaser 0 0.3'),
    delay: wave(2, 'impulse 0.01 # delay 0.6 0.25 0.6'),
    pingpong: sides(2, 'impulse 0.01 # pingpong 0.6 0.25 0.6'),
    reverb: { plot: 'decay', seconds: 3, of: shown(['reverb 1 0.2', 'reverb 1 0.5', 'reverb 1 0.8']) },
    // Dynamics
    compressor: levels('compressor (-24db) 2', 'compressor (-24db) 8'),
    limiter: levels('limiter (-12db)'),
    noisegate: levels('noisegate (-30db)'),
    // Mix and space
    gain: changed(0.02, 'sine 220', 'sine 220 # gain (-12db)'),
    xfade: wave(1, 'xfade (constant 1) (constant 0) (line 0 1 1s)', 'xfade (constant 0) (constant 1) (line 0 1 1s)'),
    select: wave(1, 'select (phasor 2 * 2) (sine 20) (saw 5)'),
    pan: sides(1, 'constant 1 # pan (line 0 1 1s)'),
    width: sides(0.02, 'sine 220 # pan 0.3 # width 2'),
    // Arithmetic
    add: changed(1, ['sine 2', 'saw 8 * 0.3'], 'sine 2 + saw 8 * 0.3'),
    sub: changed(1, ['sine 2', 'saw 8 * 0.3'], 'sine 2 - saw 8 * 0.3'),
    mul: changed(1, ['sine 20', 'line 0 1 1s'], 'sine 20 * line 0 1 1s'),
    div: changed(1, ['sine 20', 'line 1 4 1s'], 'sine 20 / line 1 4 1s'),
    mod: changed(1, 'line 0 4 1s', 'line 0 4 1s % 1.5'),
    pow: transfer(-1, 1, 'pow 3'),
    min: changed(1, 'saw 3', 'min (saw 3) 0.3'),
    max: changed(1, 'saw 3', 'max (saw 3) (-0.3)'),
    neg: changed(1, 'saw 3', 'neg (saw 3)'),
    abs: changed(1, 'sine 3', 'abs (sine 3)'),
    sign: changed(1, 'sine 3', 'sign (sine 3)'),
    floor: changed(1, 'line 0 4 1s', 'floor (line 0 4 1s)'),
    round: changed(1, 'sine 2', 'round (sine 2) 0.25'),
    sqrt: changed(1, 'line 0 4 1s', 'sqrt (line 0 4 1s)'),
    lt: changed(1, 'sine 3', 'lt (sine 3) 0.5'),
    gt: changed(1, 'sine 3', 'gt (sine 3) 0.5'),
    le: changed(1, 'sine 3', 'le (sine 3) 0.5'),
    ge: changed(1, 'sine 3', 'ge (sine 3) 0.5'),
    eq: changed(1, 'floor (phasor 2 * 4)', 'eq (floor (phasor 2 * 4)) 2'),
    and: changed(1, ['gt (sine 2) 0', 'gt (sine 3) 0'], 'and (gt (sine 2) 0) (gt (sine 3) 0)'),
    or: changed(1, ['gt (sine 2) 0', 'gt (sine 3) 0'], 'or (gt (sine 2) 0) (gt (sine 3) 0)'),
    not: changed(1, 'gt (sine 3) 0', 'not (gt (sine 3) 0)'),
    mtof: transfer(36, 96, 'mtof'),
    ftom: transfer(50, 2000, 'ftom'),
    dbtoamp: transfer(-40, 6, 'dbtoamp'),
    amptodb: transfer(0.01, 2, 'amptodb'),
  }),
);
