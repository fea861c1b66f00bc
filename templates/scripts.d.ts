// Types of what the scripts of `assets/` read and hand to each other. Nothing of this is sent: `tsc` checks the scripts
// against it (tests/all.sh). The shapes are those that src/search/files.rs and src/site/pages/evidence.rs write.

/** Hands over a piece of data that a script of the site brings: called by the files of the search and the grids. */
declare var throughline: (name: string, value: any) => void;

// ---------------------------------------------------------------- the thread grid

type Verdict = "met" | "partly-met" | "missed";

/** What one finding says of a thread. */
interface CellSays {
  /** Its number in `findings`. */
  finding: number;
  says: string;
  verdict?: Verdict;
  basis?: string;
  /** The style of who says that it is about this, and the same in words. */
  who?: [string, string];
  /** Where the thread was raised more than once: the report that asked for what this is about. */
  asked?: string;
  /** The inspection whose conclusion it repeats. */
  via?: string;
}

/** A report, as a column of the grid. */
interface Column {
  name: string;
  by: string;
  /** Whether its words are the editor's own. */
  summary: boolean;
  original?: string;
  listed?: boolean;
}

/** What an evidence file holds. */
interface Evidence {
  reports: Column[];
  findings: { href: string; words: string; at?: string; fragment?: string }[];
  /** For each row, by column, what is said there. */
  rows: Record<number, CellSays[]>[];
}

// ---------------------------------------------------------------- the search

type Facet = "kind" | "outcome" | "authority" | "theme" | "framework" | "year";

/** Gives a piece of the index by its name; `version` tells it from the same piece of an older index. */
type Pieces = (name: string, version: string) => Promise<any>;

/** What is in `search/index.js`. */
interface Head {
  version: string;
  /** How many records there are. */
  count: number;
  /** Kinds: the word, what is shown, and how much such a record counts. */
  sorts: [string, string, number][];
  /** Outcomes: the word, what is shown, and the sign. */
  outcomes: [string, string, string][];
  authorities: [string, string][];
  themes: [string, string][];
  /** Titles of the site's own pages. */
  pages: string[];
  frameworks: [string, string][];
  /** Reports: the first record, authority, framework and date of each. Not in a large index. */
  reports: [number, number, number, number][];
  /** The first letters of each shard. */
  shards: string[];
  /** The first record of each chunk. Not in a large index. */
  chunks: number[];
  /** What a large index has instead. */
  large?: Large;
  stop: string;
  weak: string;
  /** The words of the name of each council. */
  names: string[];
  /** The first letters of the words of which there are lists. */
  letters: string;
  /** The words of the grades that reports give. */
  grades: string;
  /** Parts of words that are written in two ways, with a space between the two. */
  spellings: string[];
  /** Groups of phrases of one meaning, with commas between them. */
  meanings: string[];
}

/** Where the records of a large index are (src/search/large.rs). */
interface Large {
  /** How many records a chunk has. */
  chunk: number;
  /** From how many records on a list is cut. */
  cut: number;
  years: number[];
  /** The first record of each authority's reports, and the first authority of each range, as steps. */
  authorities: string;
  ranges: string;
}

/** What is known of the records of a range: in `r0` and so on. */
interface Range {
  facets: string;
  reports: Head["reports"];
  shards: string[];
  /** The record behind the last. */
  end: number;
}

/** What is known of each record. */
interface Columns {
  kind: number[];
  outcome: number[];
  themesOf: number[][];
  authority: Int32Array;
  framework: Int32Array;
  date: Int32Array;
}

/** An opened index. */
interface Index extends Omit<Head, "stop" | "weak" | "grades" | "names">, Columns {
  stop: Set<string>;
  weak: Set<string>;
  grades: Set<string>;
  names: Set<string>[];
  read: { get: (name: string) => Promise<any>; lines: Map<string, Line[]> };
  /** The first authority of each range, and the first letters of the shards of those that were read. */
  ranges: number[];
  known: Map<number, string[]>;
  /** The values of each facet: the word and what is shown. */
  values: Record<Facet, (readonly [string, string, ...unknown[]])[]>;
  /** The number of each value. */
  places: Record<Facet, Map<string, number>>;
  /** The values of a record in each facet, by number. */
  of: Record<Facet, (n: number) => number[]>;
}

/** A line of a shard: a stem, the endings of its words, and the records that have them. */
type Line = string[];

/** A word that was typed. */
interface Term {
  word: string;
  stem: string;
  /** The groups of one meaning that it leads to, and how surely. */
  means: Map<number, number>;
  /** Stems of its other spellings. */
  also: string[];
  /** Whether it may be only the beginning of a word. */
  isOpen: boolean;
  /** How much it counts: less where it stands for a word that was typed otherwise. */
  counts: number;
}

/** A word as it is looked for, and other words that are looked for with it. */
interface Spelt {
  word: string;
  counts: number;
  also: string[];
}

/** What may be meant by a word that no record has: a word, or two, and how many letters were wrong. */
interface Meant {
  words: string[];
  wrong: number;
}

/** What was typed and no record has, what is looked for instead, and what else may be meant. */
interface Changed {
  typed: string;
  instead: string;
  others: string[];
}

/** What assets/spelling.js hands over. */
interface Spelling {
  meant: (word: string, knownBy: (letter: string) => Promise<Map<string, number>>) => Promise<Meant[]>;
  distance: (a: string, b: string, most: number) => number;
}

/** A record's number and how well it fits. */
type Fit = [number, number];

/** A record's title, place, address and words. */
type Entry = [
  title: string, place: string, href: string, words: string, who: [style: string, text: string] | 0, apart: Apart | 0,
  original?: string,
];

/** Where a recommendation's thread stands: how it is the same request, the number of the outcome, and the style. */
type Apart = [words: string, outcome: number, style: string];

// ---------------------------------------------------------------- lists to choose from

type Field = "outcome" | "reader" | "kind" | "theme" | "authority" | "region" | "to" | "by" | "year";

/** What a reader chose: a value of each field or an empty text. */
interface ListChoice extends Record<Field, string> {
  /** Whether each thread is one row. */
  once: string;
  /** Whether what nobody has read is left out. */
  unread: string;
  sort: string;
  words: string;
}

/** What is in `search/lists.js` (src/search/lists.rs). */
interface ListHead {
  version: string;
  count: number;
  /** How many rows have their columns in one piece, and how many stand in one. */
  inColumns: number;
  inRows: number;
  outcomes: [string, string, string][];
  readers: [string, string][];
  kinds: [string, string][];
  themes: [string, string][];
  /** Id, name, region if any, and first row. */
  authorities: [string, string, string | null, number][];
}

/** What a piece of columns holds: a letter or an entry a row. */
interface ListColumns {
  outcome: string;
  reader: string;
  changed: number[];
  threadOutcome: string;
  threadReader: string;
  threadChanged: Record<number, number>;
  unread: string;
  kind: string;
  raised: number[];
  asked: number[];
  since: number[];
  /** The dates that are meant by number, of the form 20180523. */
  days: number[];
  themes: number[][];
  to: Record<string, number[]>;
  by: Record<string, number[]>;
}

/** Opened rows, with the columns that were read. */
interface ListTable extends ListHead {
  get: (name: string) => Promise<any>;
  /** The first row of each authority. */
  firsts: number[];
  known: Map<number, ListColumns & { toOf: Map<number, string>; byOf: Map<number, string> }>;
}

/** What is known of a row: its number, what it is sorted by, and its values in each field. */
interface ListRow {
  n: number;
  outcome: number;
  raised: number;
  since: number;
  changed: number;
  asked: number;
  isUnread: boolean;
  values: Record<Field, string[]>;
}

/**
 * Who says so: what leads up to the link, the link's address and words, what follows it, and of who says it the
 * style and the text of the sign.
 */
type ListWho = [string, string, string, string, [string, string] | null];

/**
 * Id, address, words, label, report, its address, its date, who says so, the same of its thread if it differs, and
 * where its thread stands if that is elsewhere.
 */
type ListEntry = [
  string, string, string, string, string, string, string, ListWho | null, ListWho | null, Apart | null,
];
