// Types of what the desk's page gets from the server and sends to it, as src/review/desk.rs, steps.rs and decision.rs
// have them. Nothing of this is sent to a browser: `tsc` checks the scripts against it (tests/all.sh).

interface Overview {
  version: number;
  title: string;
  errors: string[];
  reports: OverviewReport[];
  undo: string | null;
}

/** A report with how much is open in it. */
interface OverviewReport {
  id: string;
  title: string;
  authority: string;
  date: string;
  reviewed: boolean;
  /** Certain, likely and possible links that were not put off. */
  links: [number, number, number];
  questions: number;
  to_confirm: number;
}

interface OpenedReport {
  version: number;
  /** Decisions on this report since the start. */
  decided: number;
  undo: string | null;
  errors: string[];
  report: ReportView;
}

/** What came of a decision. */
interface Decided {
  did: string;
  file: string | null;
  report: string;
  warnings: string[];
}

interface ReportView {
  id: string;
  title: string;
  date: string;
  authority: string;
  file: string;
  address: string;
  reviewed: boolean;
  steps: Step[];
  targets: { target: string; words: string }[];
}

interface Excerpt {
  report: string;
  title: string;
  date: string;
  at: string;
  heading: string;
  kind: string;
  id: string | null;
  address: string;
  segments: [string, boolean][];
}

/** A key of a link, as the content has it. */
type LinkKey = "met" | "partly-met" | "missed" | "again" | "remains" | "mentions" | "done" | "under-way" | "plans";

/** Link keys with their words, and whether it has to be said how sure the words are. */
interface Choices {
  keys: [LinkKey, string][];
  takes_basis: boolean;
}

interface FieldStep {
  step: "field";
  key: string;
  field: string;
  label: string;
  form: string;
  only_in_file: boolean;
}

interface FindingsStep {
  step: "findings";
  key: string;
  items: {
    passage: string;
    id: string;
    kind: string;
    at: string;
    words: string;
    themes: string[];
    suggested: string[];
  }[];
  themes: [string, string][];
}

interface LinkStep {
  step: "link";
  key: string;
  confidence: "certain" | "likely" | "possible";
  later_on: boolean;
  passage: string;
  target: string;
  on: string;
  says: LinkKey | null;
  says_in_words: string;
  basis: string | null;
  direction: string | null;
  via: string | null;
  reasons: string[];
  later: Excerpt;
  earlier: Excerpt[];
  about: string;
  choices: Choices;
}

interface QuestionStep {
  step: "question";
  key: string;
  passage: string;
  sentence: string;
  reason: string;
  later: Excerpt;
  choices: Choices;
}

interface FinishStep {
  step: "finish";
  key: string;
}

type Step = FieldStep | FindingsStep | LinkStep | QuestionStep | FinishStep;

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
    }
  | { decision: "decline"; report: string; passage: string; on: string | null }
  | { decision: "later"; report: string; passage: string; on: string }
  | { decision: "field"; report: string; field: string; value: string }
  | { decision: "leave-field"; report: string; field: string }
  | { decision: "findings"; report: string; items: { passage: string; id: string; themes: string[] }[] }
  | { decision: "finish"; report: string };

/** What a step does when a button is pressed: decides, or opens the report around a passage. */
type Decide = (decision: Decision) => void;
type ReadAround = (part: Excerpt) => void;

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
