// Types of what the desk's page gets from the server and sends to it, as src/review/desk/, steps/ and decision.rs
// have them. Nothing of this is sent to a browser: `tsc` checks the scripts against it (tests/all.sh).

interface Worklist {
  version: number;
  title: string;
  /** What is wrong elsewhere than in reports. */
  errors: string[];
  reports: ReportLine[];
  undo: string | null;
}

type ReportState = "broken" | "open" | "new" | "undecided" | "finished";

/** A report with how much is open in it. */
interface ReportLine {
  id: string;
  title: string;
  authority: string;
  kind: string;
  date: string;
  state: ReportState;
  open: number;
  /** Suggestions that one of the decisions turns down together. */
  rest: number;
  broken: string[];
}

interface OpenedReport {
  version: number;
  /** Decisions on this report since the start. */
  decided: number;
  undo: string | null;
  errors: string[];
  report: ReportView;
  source: SourceFile;
}

/** The file that a report was taken from: whether it is here, and what is to be known of it. */
interface SourceFile {
  found: boolean;
  why: string;
}

/** What came of a decision. */
interface Decided {
  did: string;
  files: string[];
  report: string;
  warnings: string[];
  version: number;
  undo: string | null;
}

interface ReportView {
  id: string;
  title: string;
  date: string;
  authority: string;
  kind: string;
  file: string;
  address: string;
  reviewed: boolean;
  finished: boolean;
  steps: Step[];
  possible: number;
  facts: Facts | null;
  themes: [string, string][];
  targets: { target: string; words: string }[];
}

/** Words in order, each stretch with whether it is marked. */
type Segments = [string, boolean][];

interface Excerpt {
  report: string;
  name: string;
  title: string;
  date: string;
  at: string;
  page: number | null;
  heading: string;
  kind: string;
  id: string | null;
  address: string;
  segments: Segments;
}

/** A key of a link, as the content has it. */
type LinkKey = "met" | "partly-met" | "missed" | "again" | "remains" | "mentions" | "done" | "under-way" | "plans";

/** Link keys with their words, and whether it has to be said how sure the words are. */
interface Choices {
  keys: [LinkKey, string][];
  takes_basis: boolean;
}

interface Facts {
  fields: FieldRow[];
  scope: Scope | null;
}

interface FieldRow {
  field: string;
  label: string;
  form: string;
  value: string;
  open: boolean;
  only_in_file: boolean;
}

/** What a narrow visit looked at: what its report says, and the themes that suggests. */
interface Scope {
  open: boolean;
  text: string | null;
  chosen: string[];
  suggested: string[];
  of_findings: string[];
}

interface FactsStep {
  step: "facts";
  key: string;
}

interface FindingsStep {
  step: "findings";
  key: string;
  items: {
    passage: string;
    id: string;
    kind: string;
    asks: boolean;
    at: string;
    words: string;
    themes: string[];
    suggested: string[];
  }[];
}

/** What a report may say of one earlier recommendation, or of an earlier report as a whole. */
interface Group {
  key: string;
  on: string;
  about: string;
  confidence: Confidence;
  later_on: boolean;
  asked: Excerpt[];
  is_one: boolean;
  stands: { outcome: string; by: string | null } | null;
  before: { says: string; report: string }[];
  candidates: Candidate[];
}

type Confidence = "certain" | "likely" | "possible";

interface Candidate {
  passage: string;
  target: string;
  confidence: Confidence;
  says: LinkKey | null;
  says_in_words: string;
  basis: string | null;
  direction: string | null;
  via: string | null;
  reasons: string[];
  said: Segments;
  later: Excerpt;
  choices: Choices;
}

interface Question {
  key: string;
  passage: string;
  sentence: string;
  reason: string;
  later: Excerpt;
  choices: Choices;
}

type GroupStep = { step: "group" } & Group;
type QuestionStep = { step: "question" } & Question;

interface RestStep {
  step: "rest";
  key: string;
  groups: Group[];
  questions: Question[];
}

interface FinishStep {
  step: "finish";
  key: string;
}

type Step = FactsStep | FindingsStep | GroupStep | QuestionStep | RestStep | FinishStep;

/** A passage and what it may be about; nothing here, where it says nothing. */
interface About {
  passage: string;
  on: string | null;
}

/** What the server takes: one shape for each kind of decision. */
type Decision =
  | {
      decision: "link";
      report: string;
      passage: string;
      target: string;
      key: string;
      basis: string | null;
      part: string | null;
      direction: string | null;
      via: string | null;
      /** Recommendations of the report that ask for the same again. */
      again: { passage: string; target: string }[];
      settles: About[];
    }
  | { decision: "decline"; report: string; items: About[]; together?: boolean }
  | { decision: "later"; report: string; items: About[] }
  | { decision: "field"; report: string; field: string; value: string }
  | { decision: "facts"; report: string; scope: string[] | null; not_stated: string[] }
  | { decision: "findings"; report: string; items: { passage: string; id: string; themes: string[] }[] }
  | { decision: "finish"; report: string };

/** What a step does: decides and goes on, keeps what was typed, opens the report around a passage, turns to a page. */
type Decide = (decision: Decision) => void;
type Keep = (decision: Decision) => Promise<void>;
type ReadAround = (part: Excerpt) => void;
interface How {
  decide: Decide;
  keep: Keep;
  read: ReadAround;
  look: (part: Excerpt) => void;
  go: (step: string) => string;
}

interface SampleKind {
  kind: string;
  open: number;
  accepted: number;
}

interface Sample extends SampleKind {
  version: number;
  items: {
    report: string;
    title: string;
    step: string;
    by: string;
    on: string;
    about: string;
    asked: Segments | null;
    said: Segments;
    says_in_words: string;
    at: string;
  }[];
}

/** The text of a report. */
interface Around {
  title: string;
  date: string;
  address: string;
  parts: Part[];
}

type Part =
  | { part: "heading"; words: string }
  | { part: "paragraph"; passage: string; at: string; words: string; is_item: boolean };

/** What an element may hold; what is nothing is left out. */
type Child = Node | string | undefined | null | false | Child[];
